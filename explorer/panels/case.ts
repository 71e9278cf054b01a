import { byId, element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import type { Case } from "../operation.ts";
import type { SessionKeeper } from "../session.ts";
import type { TextKey } from "../texts/index.ts";

/** Grounds that a request may state, with the text of each; without one an open customership is looked for. */
const grounds: ReadonlyMap<string, TextKey> = new Map([
  ["", "groundNone"],
  ["LAHETE", "groundLahete"],
  ["AJANVARAUS", "groundAjanvaraus"],
  ["PYYNTO", "groundPyynto"],
  ["LAKISAATEINEN_TEHTAVA", "groundLakisaateinen"],
]);

/** Usual purposes of use, as codes: offered to choose from, never chosen for the reader. */
const usualPurposes = ["HOITO", "PALVELUTARPEEN_ARVIOINTI", "PALVELUOHJAUS", "LASKUTUS", "JARJESTAMINEN"] as const;

/**
 * Makes the fields of purpose and ground, shown to those who must state them: professionals, third parties (no
 * ground), and whoever brought a token that the page does not read. Gives the function that reads them; what
 * is hidden is not read. The service judges their form.
 */
export function createCaseFields(language: LanguageChoice, session: SessionKeeper): () => Case | undefined {
  const form = byId("case", HTMLFormElement);
  const purpose = byId("purpose", HTMLInputElement);
  const ground = byId("ground", HTMLSelectElement);
  const words = byId("ground-text", HTMLInputElement);
  const groundFields = byId("ground-fields", HTMLElement);
  const showWords = (): void => {
    for (const id of ["ground-words", "ground-hint"]) byId(id, HTMLElement).hidden = ground.value === "";
  };
  byId("purposes", HTMLDataListElement).replaceChildren(...usualPurposes.map((value) => element("option", { value })));
  form.addEventListener("submit", (event) => event.preventDefault());
  ground.addEventListener("change", showWords);
  language.follow(() => {
    const chosen = ground.value;
    ground.replaceChildren(
      ...[...grounds].map(([value, key]) =>
        element("option", { value, selected: value === chosen }, [language.text(key)]),
      ),
    );
    showWords();
  });
  session.follow(() => {
    const current = session.current();
    const laji = current?.who?.laji;
    const isUnread = current !== undefined && laji === undefined;
    form.hidden = !isUnread && laji !== "ammattilainen" && laji !== "kolmasosapuoli";
    groundFields.hidden = laji === "kolmasosapuoli";
    // What was stated was stated by another sign-in.
    form.reset();
    purpose.value = current?.who?.kayttotarkoitus ?? "";
    showWords();
  });
  return () => {
    if (form.hidden) return undefined;
    const kayttotarkoitus = purpose.value.trim();
    const hasGround = !groundFields.hidden && ground.value !== "";
    if (kayttotarkoitus === "" && !hasGround) return undefined;
    return {
      ...(kayttotarkoitus === "" ? {} : { kayttotarkoitus }),
      ...(hasGround ? { peruste: { laji: ground.value, selite: words.value.trim() } } : {}),
    };
  };
}
