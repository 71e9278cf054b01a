import { fetchStatistics, statisticsTables } from "../client/statistics.ts";
import type { Count, Statistics, StatisticsClass, StatisticsResult, StatisticsTable } from "../client/statistics.ts";
import { codedText } from "../coded-text.ts";
import { byId, element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import type { Case } from "../operation.ts";
import type { SessionKeeper } from "../session.ts";
import { toTable } from "../table.ts";
import type { TextKey } from "../texts/index.ts";

/** What the panel works with. */
export interface StatisticsOptions {
  readonly language: LanguageChoice;
  readonly session: SessionKeeper;
  readonly readCase: () => Case | undefined;
  /** A region's name by the catalogue; its code while that is not known. */
  readonly nameOf: (alue: string) => string;
}

const tableTexts: Readonly<Record<StatisticsTable, TextKey>> = {
  asiakkaat: "statsAsiakkaat",
  setelit: "statsSetelit",
  maksut: "statsMaksut",
};

type Shown = { readonly table: StatisticsTable; readonly result: StatisticsResult } | "running" | undefined;

/** Makes the panel of safe figures over the elements of index.html. What was fetched ends with the sign-in. */
export function createStatisticsPanel(options: StatisticsOptions): { redraw(): void } {
  const { language, session } = options;
  const menu = byId("statistics-table", HTMLSelectElement);
  const page = byId("statistics-page", HTMLElement);
  let shown: Shown;
  const draw = (): void => {
    const chosen = menu.value;
    menu.replaceChildren(
      ...statisticsTables.map((table) =>
        element("option", { value: table, selected: table === chosen }, [language.text(tableTexts[table])]),
      ),
    );
    page.replaceChildren(...toPage(shown, options));
  };
  const fetchTable = async (): Promise<void> => {
    const table = statisticsTables.find((each) => each === menu.value) ?? "asiakkaat";
    const asked = session.current();
    shown = "running";
    draw();
    const headers = { ...session.headers(), "accept-language": language.current() };
    const result = await fetchStatistics(table, { headers, extensions: options.readCase() });
    // The figures belong to whoever asked them.
    if (session.current() !== asked) return;
    shown = { table, result };
    draw();
  };
  byId("statistics-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    void fetchTable();
  });
  session.follow(() => {
    shown = undefined;
    draw();
  });
  language.follow(draw);
  return { redraw: draw };
}

function toPage(shown: Shown, options: StatisticsOptions): readonly HTMLElement[] {
  const { language } = options;
  if (shown === undefined) return [];
  if (shown === "running") return [element("p", { class: "muted", role: "status" }, [language.text("statsRunning")])];
  if (shown.result.ok) return toFigures(shown.table, shown.result.statistics, options);
  const reason = shown.result.message ?? language.text("catalogueUnreachable");
  return [element("p", { role: "status" }, [language.text("statsFailed", { reason })])];
}

function toFigures(
  table: StatisticsTable,
  statistics: Statistics,
  { language, nameOf }: StatisticsOptions,
): readonly HTMLElement[] {
  const { kynnys, pyoristys, kysyttyja, vastanneita, luokat, rivit, totals, total, tilanne } = statistics;
  const cells = (counts: readonly Count[]): readonly (Node | string)[] => counts.map((each) => toCell(each, language));
  return [
    element("p", { role: "status" }, [language.text("statsAnswered", { answered: vastanneita, asked: kysyttyja })]),
    element("p", { class: "muted" }, [language.text("statsRule", { limit: kynnys, step: pyoristys })]),
    toTable({
      caption: language.text("statsCaption", {
        table: language.text(tableTexts[table]),
        day: toDay(tilanne, language),
      }),
      columns: [
        language.text("statsRegion"),
        ...luokat.map((each) => toHeading(each, language)),
        language.text("statsTotal"),
      ],
      rows: [
        ...rivit.map((row) => [nameOf(row.alue), ...cells([...row.counts, row.total])]),
        [language.text("statsTotal"), ...cells([...totals, total])],
      ],
      isFigures: true,
    }),
    ...toMissing(statistics, { language, nameOf }),
  ];
}

const missingTexts: ReadonlyMap<string, TextKey> = new Map([
  ["EI_VASTANNUT", "statsMissingFailed"],
  ["EI_LIITETTY", "statsMissingApart"],
]);

/** The regions whose counts are missing, a line for each reason. */
function toMissing(
  { puuttuvat }: Statistics,
  { language, nameOf }: Pick<StatisticsOptions, "language" | "nameOf">,
): readonly HTMLElement[] {
  return [...missingTexts].flatMap(([reason, key]) => {
    const regions = puuttuvat.filter(({ syy }) => syy === reason).map(({ alue }) => nameOf(alue));
    return regions.length === 0
      ? []
      : [element("p", { class: "muted" }, [language.text(key, { regions: regions.join(", ") })])];
  });
}

/** A count as the language writes it; a dash, and its reason in words, where it is suppressed. */
function toCell(count: Count, language: LanguageChoice): Node | string {
  if (count !== undefined) return count.toLocaleString(language.current());
  return element("span", { title: language.text("statsSuppressed") }, [
    element("span", { "aria-hidden": "true" }, ["–"]),
    element("span", { class: "visually-hidden" }, [language.text("statsSuppressed")]),
  ]);
}

function toHeading({ ikaryhma, palvelu, tila }: StatisticsClass, language: LanguageChoice): string {
  const age = ikaryhma === undefined ? undefined : codedText(language, "age", ikaryhma);
  const state = tila === undefined ? undefined : codedText(language, "state", tila);
  return [age, palvelu, state].filter((part) => part !== undefined).join(", ");
}

function toDay(day: string, language: LanguageChoice): string {
  const time = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(time.getTime()) ? day : time.toLocaleDateString(language.current(), { timeZone: "UTC" });
}
