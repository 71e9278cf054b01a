import type { CatalogueField, CatalogueItem } from "../client/catalogue.ts";
import type { OfferedExample } from "../client/examples.ts";
import { codedText } from "../coded-text.ts";
import { element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import { roleTexts } from "../roles.ts";

/** What an item's card shows besides the item. */
export interface ItemOptions {
  readonly language: LanguageChoice;
  readonly examplesOf: (tieto: number) => readonly OfferedExample[];
  readonly onExample: (example: OfferedExample) => void;
}

/** One data item: what it is, where it comes from, who may see it, and what shows it. */
export function toItemCard(item: CatalogueItem, options: ItemOptions): HTMLElement {
  const { language } = options;
  const { names, id } = item;
  const others = Object.entries(names).filter(([each]) => each !== language.current());
  const examples = options.examplesOf(id);
  return element("li", { id: `item-${id}`, tabindex: -1 }, [
    element("h3", {}, [`${id} ${names[language.current()]}`]),
    element(
      "p",
      { class: "muted names" },
      others.map(([each, name]) => element("span", { lang: each }, [name])),
    ),
    element("dl", { class: "facts" }, [
      ...fact(language.text("catalogueGroup"), codedText(language, "group", item.ryhma)),
      ...fact(language.text("catalogueLevel"), levelOf(item, language)),
      ...fact(language.text("itemRecord"), codedText(language, "record", item.p)),
      ...fact(language.text("itemRegister"), finnish(item.rekisteri)),
      ...fact(language.text("itemLaw"), finnish(item.oikeusperusta)),
      ...fact(language.text("itemWho"), lettersOf(item.paasy, language)),
      ...(item.suostumuksella.length === 0
        ? []
        : fact(language.text("itemConsent"), lettersOf(item.suostumuksella, language))),
    ]),
    ...list(
      language.text("itemFields"),
      item.kentat.map((field) => toField(field, language)),
    ),
    ...list(
      language.text("itemExamples"),
      examples.map((example) => toExampleLink(example, options)),
    ),
    element("dl", { class: "facts" }, [
      ...fact(language.text("itemDecision"), finnish(item.paatos)),
      ...(item.avoinna === undefined ? [] : fact(language.text("itemOpen"), finnish(item.avoinna))),
      ...fact(language.text("itemChoice"), finnish(item.valinta)),
    ]),
  ]);
}

/** The level of management in the page's words. */
export function levelOf({ taso }: Pick<CatalogueItem, "taso">, language: LanguageChoice): string {
  return taso === undefined ? language.text("levelNone") : codedText(language, "level", taso);
}

/** Letters of those who may see, each with its word: `S asiakas, H terveydenhuolto`. */
export function lettersOf(letters: readonly string[], language: LanguageChoice): string {
  const told = letters.map((letter) => {
    const key = roleTexts.get(letter);
    return key === undefined ? letter : `${letter} ${language.text(key)}`;
  });
  return told.length === 0 ? language.text("itemNone") : told.join(", ");
}

function fact(name: string, value: Node | string): readonly HTMLElement[] {
  return [element("div", {}, [element("dt", {}, [name]), element("dd", {}, [value])])];
}

/** Texts of the catalogue that are in Finnish only. */
function finnish(text: string): HTMLElement {
  return element("span", { lang: "fi" }, [text]);
}

function list(heading: string, rows: readonly HTMLElement[]): readonly HTMLElement[] {
  if (rows.length === 0) return [];
  return [element("h4", {}, [heading]), element("ul", {}, rows)];
}

function toField({ kentta, lahteet, paljastaaPaikan }: CatalogueField, language: LanguageChoice): HTMLElement {
  const place = paljastaaPaikan === "SUORAAN" ? "fieldPlaceDirect" : "fieldPlaceIndirect";
  return element("li", {}, [
    element("code", {}, [language.text("fieldFrom", { field: kentta, sources: lahteet.join(", ") })]),
    paljastaaPaikan === undefined ? undefined : element("span", { class: "badge" }, [language.text(place)]),
  ]);
}

function toExampleLink(example: OfferedExample, { language, onExample }: ItemOptions): HTMLElement {
  return element("li", {}, [
    element("button", { type: "button", class: "link words", onclick: () => onExample(example) }, [
      example.title[language.current()],
    ]),
  ]);
}
