import { element } from "./dom.ts";

/** A plain table: the first cell of each row names the row. */
export interface TableContent {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (Node | string)[])[];
  /** True puts the cells after the first to the right, as figures stand. */
  readonly isFigures?: boolean;
}

/** Draws a table with its caption and the scopes of its headers. */
export function toTable({ caption, columns, rows, isFigures = false }: TableContent): HTMLTableElement {
  const cellClass = isFigures ? "number" : undefined;
  const header = columns.map((column, at) =>
    element("th", { scope: "col", class: at === 0 ? undefined : cellClass }, [column]),
  );
  return element("table", { class: "plain-table" }, [
    element("caption", {}, [caption]),
    element("thead", {}, [element("tr", {}, header)]),
    element(
      "tbody",
      {},
      rows.map(([name = "", ...cells]) =>
        element("tr", {}, [
          element("th", { scope: "row" }, [name]),
          ...cells.map((cell) => element("td", { class: cellClass }, [cell])),
        ]),
      ),
    ),
  ]);
}
