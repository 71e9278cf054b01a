import type { LahdeRow } from "../source/index.ts";

/**
 * Rows without the region of their nodes, one for each source: where a person's place may not be told,
 * which region answered for them is not told either (661/2009 36 §).
 */
export function maskNodes(rows: readonly LahdeRow[]): readonly LahdeRow[] {
  const merged = new Map<string, LahdeRow>();
  for (const row of rows) {
    const known = merged.get(row.lahde);
    merged.set(row.lahde, known === undefined ? { ...row, solmu: null } : merge(known, row));
  }
  return [...merged.values()];
}

function merge(one: LahdeRow, other: LahdeRow): LahdeRow {
  const alkoiMs = Math.min(one.alkoiMs, other.alkoiMs);
  const loppuiMs = Math.max(one.alkoiMs + one.kestoMs, other.alkoiMs + other.kestoMs);
  const [latest] = [one.haettu, other.haettu].filter((time) => time !== null).toSorted((a, b) => b.localeCompare(a));
  return {
    lahde: one.lahde,
    solmu: null,
    tila: one.tila === "OK" ? other.tila : one.tila,
    alkoiMs,
    kestoMs: loppuiMs - alkoiMs,
    haettu: latest ?? null,
    kutsut: one.kutsut + other.kutsut,
    // Only public reference data is kept, and its source has no nodes: the two say the same.
    valimuisti: one.valimuisti,
  };
}
