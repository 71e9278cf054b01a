import { signIn } from "../client/local.ts";
import type { Persona, SignInRequest } from "../client/local.ts";
import { byId, element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import type { SessionKeeper } from "../session.ts";
import type { TextKey } from "../texts/index.ts";

/** Roles of the local sign-in, with the text of each. */
const roles: ReadonlyMap<string, TextKey> = new Map([
  ["asiakas", "roleAsiakas"],
  ["terveydenhuolto", "roleTerveydenhuolto"],
  ["sosiaalihuolto", "roleSosiaalihuolto"],
  ["palveluohjaus", "rolePalveluohjaus"],
  ["laskutus", "roleLaskutus"],
  ["jarjestaja", "roleJarjestaja"],
  ["analyytikko", "roleAnalyytikko"],
]);

/** A usual purpose of use of each professional role, as a code: offered, not forced. */
const usualPurposes: ReadonlyMap<string, string> = new Map([
  ["terveydenhuolto", "HOITO"],
  ["sosiaalihuolto", "PALVELUTARPEEN_ARVIOINTI"],
  ["palveluohjaus", "PALVELUOHJAUS"],
  ["laskutus", "LASKUTUS"],
  ["jarjestaja", "JARJESTAMINEN"],
]);

/** Roles that say nothing of organisation and purpose. */
const plainRoles = ["asiakas", "analyytikko"];

/** Makes the local sign-in: personas, roles, and for professionals where they work and why they ask. */
export function createLocalSignIn(
  personas: readonly Persona[],
  language: LanguageChoice,
  session: SessionKeeper,
): void {
  const form = byId("sign-in", HTMLFormElement);
  const persona = byId("persona", HTMLSelectElement);
  const role = byId("role", HTMLSelectElement);
  const work = byId("work", HTMLElement);
  const purpose = byId("purpose", HTMLInputElement);
  const kuvaus = byId("persona-description", HTMLElement);
  const show = (): void => {
    work.hidden = plainRoles.includes(role.value);
    // Setting the default changes the field only while nobody has typed into it.
    purpose.defaultValue = usualPurposes.get(role.value) ?? "";
    // A professional's rights don't come from what the persona is as a customer.
    kuvaus.hidden = role.value !== "asiakas";
    kuvaus.textContent = personas.find((each) => each.persona === persona.value)?.kuvaus ?? "";
  };
  persona.replaceChildren(...personas.map((each) => element("option", { value: each.persona }, [each.persona])));
  language.follow(() => {
    const chosen = role.value || "asiakas";
    role.replaceChildren(
      ...[...roles].map(([value, key]) =>
        element("option", { value, selected: value === chosen }, [language.text(key)]),
      ),
    );
    show();
  });
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(toRequest(persona.value, role.value), language, session);
  });
  form.hidden = false;
}

/** Makes the sign-in of other systems: a token that the reader has got from the identity provider. */
export function createTokenSignIn(session: SessionKeeper): void {
  const form = byId("token-form", HTMLFormElement);
  const token = byId("token", HTMLInputElement);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (token.value.trim() !== "") session.set({ token: token.value.trim() });
    token.value = "";
  });
}

/** Shows who is signed in, and the way out. */
export function createSessionStatus(language: LanguageChoice, session: SessionKeeper): void {
  const status = byId("session-status", HTMLElement);
  const signOut = byId("sign-out", HTMLButtonElement);
  const draw = (): void => {
    const current = session.current();
    signOut.hidden = current === undefined;
    status.textContent = language.text("signedOut");
    if (current === undefined) return;
    status.textContent = current.who === undefined ? language.text("signedInByToken") : toWho(current.who, language);
  };
  signOut.addEventListener("click", () => {
    session.set(undefined);
    byId("session", HTMLElement).focus();
  });
  session.follow(draw);
  language.follow(draw);
}

function toWho(
  { persona, role, validUntil }: { readonly persona: string; readonly role: string; readonly validUntil: Date },
  language: LanguageChoice,
): string {
  const key = roles.get(role);
  const time = validUntil.toLocaleTimeString(language.current(), { hour: "2-digit", minute: "2-digit" });
  return language.text("signedInAs", { persona, role: key === undefined ? role : language.text(key), time });
}

function toRequest(persona: string, rooli: string): SignInRequest {
  if (plainRoles.includes(rooli)) return { persona, rooli };
  const organisaatio = byId("organisation", HTMLInputElement).value.trim();
  return {
    persona,
    rooli,
    // Left empty, it is that of the region.
    ...(organisaatio === "" ? {} : { organisaatio }),
    alue: byId("region", HTMLInputElement).value.trim(),
    tarkoitus: byId("purpose", HTMLInputElement).value.trim(),
  };
}

async function submit(wanted: SignInRequest, language: LanguageChoice, session: SessionKeeper): Promise<void> {
  const result = await signIn(wanted);
  if (!result.ok) {
    // The earlier sign-in would answer as somebody else than the form now says.
    session.set(undefined);
    byId("session-status", HTMLElement).textContent = language.text("signInFailed", { message: result.message });
    return;
  }
  const validUntil = new Date(Date.now() + result.value.expiresIn * 1000);
  session.set({
    token: result.value.token,
    who: { persona: wanted.persona, role: wanted.rooli ?? "asiakas", validUntil },
  });
}
