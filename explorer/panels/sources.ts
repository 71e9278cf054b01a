import type { SourceRow } from "../answer.ts";
import { element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import type { TextKey } from "../texts/index.ts";
import { toTimeline } from "../timeline.ts";
import type { Bar } from "../timeline.ts";

/** What the panel draws: the rows, and whether the registers are mocks (said at each name). */
export interface SourcesView {
  readonly rows: readonly SourceRow[];
  readonly isMock: boolean;
}

const columns: readonly TextKey[] = [
  "sourceName",
  "sourceNode",
  "sourceState",
  "sourceStart",
  "sourceDuration",
  "sourceCalls",
  "sourceFetched",
];

/** Draws the sources of an answer: a table with every figure, and a bar for each on one axis. */
export function showSources(host: HTMLElement, view: SourcesView, language: LanguageChoice): void {
  if (view.rows.length === 0) {
    host.replaceChildren(element("p", { class: "muted" }, [language.text("sourcesNone")]));
    return;
  }
  const { ticks, bars } = toTimeline(view.rows);
  const axis = element("th", { scope: "col", class: "axis" }, [
    language.text("sourceTimeline"),
    element(
      "span",
      { class: "ticks", "aria-hidden": "true" },
      ticks.map((tick) => element("span", {}, [toNumber(tick, language)])),
    ),
  ]);
  const head = columns.map((key) => element("th", { scope: "col", class: classOf(key) }, [language.text(key)]));
  host.replaceChildren(
    element("table", { class: "sources" }, [
      element("caption", { class: "visually-hidden" }, [language.text("sourcesCaption")]),
      element("thead", {}, [element("tr", {}, [...head, axis])]),
      element(
        "tbody",
        {},
        view.rows.map((row, index) => toRow(row, { bar: bars[index], isMock: view.isMock, language })),
      ),
    ]),
  );
}

interface RowView {
  readonly bar: Bar | undefined;
  readonly isMock: boolean;
  readonly language: LanguageChoice;
}

function toRow(row: SourceRow, { bar, isMock, language }: RowView): HTMLTableRowElement {
  const isOk = row.tila === "OK";
  return element("tr", { class: isOk ? "ok" : "bad" }, [
    element("th", { scope: "row" }, [
      row.lahde,
      // A row without calls is the graph's own, not a register's mock.
      isMock && row.kutsut > 0 ? element("span", { class: "badge" }, [language.text("sourceMock")]) : undefined,
    ]),
    element("td", {}, [row.solmu ?? "–"]),
    element("td", { class: "state" }, [`${isOk ? "✓" : "✕"} ${row.tila}`]),
    element("td", { class: "number" }, [toNumber(row.alkoiMs, language)]),
    element("td", { class: "number" }, [toNumber(row.kestoMs, language)]),
    element("td", { class: "number" }, [String(row.kutsut)]),
    element("td", {}, [toTime(row.haettu, language)]),
    element("td", { class: "axis" }, [bar === undefined ? undefined : toBar(bar)]),
  ]);
}

/** The figures are in the row already, so the bar is for the eye only. */
function toBar({ start, width }: Bar): HTMLElement {
  const bar = element("span", { class: "bar" });
  bar.style.setProperty("left", `${start}%`);
  bar.style.setProperty("width", `${width}%`);
  return element("span", { class: "track", "aria-hidden": "true" }, [bar]);
}

function toNumber(value: number, language: LanguageChoice): string {
  return new Intl.NumberFormat(language.current(), { maximumFractionDigits: 1 }).format(value);
}

function toTime(text: string | undefined, language: LanguageChoice): string {
  const time = new Date(text ?? "");
  if (Number.isNaN(time.getTime())) return "–";
  return time.toLocaleTimeString(language.current(), { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

function classOf(key: TextKey): string | undefined {
  return key === "sourceStart" || key === "sourceDuration" || key === "sourceCalls" ? "number" : undefined;
}
