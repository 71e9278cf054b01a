import { fetchFaults, setFault } from "../client/local.ts";
import type { Faults } from "../client/local.ts";
import { byId, element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import type { TextKey } from "../texts/index.ts";

/** Faults the menu offers, by the names of `PUT /paikallinen/viat`, with the text of each. */
const faultTexts: ReadonlyMap<string, TextKey> = new Map([
  ["hidas", "faultHidas"],
  ["jumissa", "faultJumissa"],
  ["http500", "faultHttp500"],
  ["katkaisu", "faultKatkaisu"],
  ["roska", "faultRoska"],
  ["katkaistu", "faultKatkaistu"],
  ["vaaraHenkilo", "faultVaaraHenkilo"],
]);

/** The fault menu of a local system: one fault for each source's mock. */
export interface FaultsPanel {
  /** Asks the mocks what is on. False when there is nothing to set, as outside a local system. */
  refresh(): Promise<boolean>;
}

/** Makes the panel. `onCount` is told how many sources have a fault on. */
export function createFaultsPanel(language: LanguageChoice, onCount: (count: number) => void): FaultsPanel {
  const list = byId("faults-list", HTMLElement);
  const status = byId("faults-status", HTMLElement);
  let faults: Faults = {};
  const draw = (): void => {
    list.replaceChildren(...Object.keys(faults).map((source) => toRow(source)));
    count();
  };
  const count = (): void => onCount(Object.values(faults).filter((kind) => kind !== undefined).length);
  const toRow = (source: string): HTMLElement => {
    const select = toSelect(source, faults[source], language);
    select.addEventListener("change", () => void change(source, select.value || undefined));
    return element("li", {}, [element("label", { for: select.id }, [source]), select]);
  };
  const change = async (source: string, kind: string | undefined): Promise<void> => {
    const result = await setFault(source, kind);
    if (result.ok) faults = { ...faults, [source]: kind };
    status.textContent = result.ok
      ? language.text("faultSet", { source, fault: toFaultText(kind, language) })
      : language.text("faultFailed", { message: result.message });
    // Redrawn only when the menu no longer shows the truth: a redrawn menu loses the keyboard's focus.
    if (result.ok) count();
    else draw();
  };
  const refresh = async (): Promise<boolean> => {
    const found = await fetchFaults();
    faults = found ?? {};
    draw();
    return found !== undefined;
  };
  byId("faults-refresh", HTMLButtonElement).addEventListener("click", () => void refresh());
  byId("faults-clear", HTMLButtonElement).addEventListener("click", () => void clear());
  const clear = async (): Promise<void> => {
    const on = Object.keys(faults).filter((source) => faults[source] !== undefined);
    await Promise.all(on.map((source) => change(source, undefined)));
    draw();
  };
  language.follow(draw);
  return { refresh };
}

function toSelect(source: string, current: string | undefined, language: LanguageChoice): HTMLSelectElement {
  const known = ["", ...faultTexts.keys()];
  const kinds = current === undefined || known.includes(current) ? known : [...known, current];
  const options = kinds.map((kind) =>
    element("option", { value: kind, selected: kind === (current ?? "") }, [toFaultText(kind || undefined, language)]),
  );
  return element(
    "select",
    { id: `fault-${source}`, "aria-label": language.text("faultFor", { source }), autocomplete: "off" },
    options,
  );
}

function toFaultText(kind: string | undefined, language: LanguageChoice): string {
  if (kind === undefined) return language.text("faultOff");
  const key = faultTexts.get(kind);
  return key === undefined ? language.text("faultOther", { kind }) : language.text(key);
}
