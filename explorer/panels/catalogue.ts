import type { CatalogueKeeper } from "../catalogue-keeper.ts";
import type { Catalogue, CatalogueItem } from "../client/catalogue.ts";
import { codedText } from "../coded-text.ts";
import { byId, element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import { hasWords } from "../words.ts";
import { lettersOf, levelOf, toItemCard } from "./catalogue-item.ts";
import type { ItemOptions } from "./catalogue-item.ts";
import { toOrganisersTable, toSourcesTable } from "./catalogue-tables.ts";

/** The catalogue of data items, sources and organisers. */
export interface CataloguePanel {
  redraw(): void;
  /** Shows one item and moves the focus to it. */
  open(tieto: number): void;
}

/** Makes the panel over the elements of index.html. What it shows is public, and told without a sign-in. */
export function createCataloguePanel(keeper: CatalogueKeeper, options: ItemOptions): CataloguePanel {
  const { language } = options;
  const search = byId("catalogue-search", HTMLInputElement);
  const group = byId("catalogue-group", HTMLSelectElement);
  const level = byId("catalogue-level", HTMLSelectElement);
  const page = byId("catalogue-page", HTMLElement);
  const draw = (): void => {
    const result = keeper.current();
    if (result?.ok !== true) {
      const reason = result?.message ?? language.text("catalogueUnreachable");
      const text =
        result === undefined ? language.text("catalogueLoading") : language.text("catalogueMissing", { reason });
      return page.replaceChildren(element("p", { class: "muted" }, [text]));
    }
    fillMenus(result.catalogue);
    const found = result.catalogue.items.filter(isWanted);
    page.replaceChildren(...toPage(result.catalogue, found, options));
  };
  const isWanted = (item: CatalogueItem): boolean =>
    (group.value === "" || item.ryhma === group.value) &&
    (level.value === "" || (item.taso ?? noLevel) === level.value) &&
    hasWords(search.value, textsOf(item, language));
  const fillMenus = ({ items }: Catalogue): void => {
    fillMenu(
      group,
      items.map(({ ryhma }) => [ryhma, codedText(language, "group", ryhma)]),
      language,
    );
    fillMenu(
      level,
      items.map((item) => [item.taso ?? noLevel, levelOf(item, language)]),
      language,
    );
  };
  for (const field of [search, group, level]) field.addEventListener("input", draw);
  keeper.follow(draw);
  language.follow(draw);
  return {
    redraw: draw,
    open(tieto) {
      [search.value, group.value, level.value] = ["", "", ""];
      draw();
      document.getElementById(`item-${tieto}`)?.focus();
    },
  };
}

const noLevel = "none";

type Choice = readonly [value: string, text: string];

/** A menu of the values there are, each once, and of all; what was chosen stays chosen. */
function fillMenu(menu: HTMLSelectElement, choices: readonly Choice[], language: LanguageChoice): void {
  const chosen = menu.value;
  const all: Choice = ["", language.text("catalogueAll")];
  menu.replaceChildren(
    ...[...new Map([all, ...choices])].map(([value, text]) =>
      element("option", { value, selected: value === chosen }, [text]),
    ),
  );
}

function textsOf(item: CatalogueItem, language: LanguageChoice): readonly (string | undefined)[] {
  const fields = item.kentat.flatMap(({ kentta, lahteet }) => [kentta, ...lahteet]);
  return [
    String(item.id),
    ...Object.values(item.names),
    codedText(language, "group", item.ryhma),
    levelOf(item, language),
    lettersOf(item.paasy, language),
    item.rekisteri,
    item.oikeusperusta,
    item.paatos,
    item.avoinna,
    item.valinta,
    ...fields,
  ];
}

function toPage(
  { sources, organisers }: Catalogue,
  items: readonly CatalogueItem[],
  options: ItemOptions,
): readonly HTMLElement[] {
  const { language } = options;
  const count = language.text("catalogueCount", { count: items.length });
  const cards = items.map((item) => toItemCard(item, options));
  return [
    element("p", { class: "muted", role: "status" }, [count]),
    ...(cards.length === 0 ? [] : [element("ul", { class: "members" }, cards)]),
    toSourcesTable(sources, language),
    toOrganisersTable(organisers, language),
  ];
}
