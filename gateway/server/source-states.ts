import type { LahdeRow, Reach, SourceState } from "../source/index.ts";

/** Remembers how each source last answered; holds nothing of what it answered. */
export interface SourceStates {
  note(rows: readonly LahdeRow[]): void;
  /** What is reachable now, with what was seen last. */
  tell(reaches: readonly Reach[]): readonly SourceState[];
}

/** States, none known yet. `now` is the wall clock. */
export function createSourceStates(now: () => Date): SourceStates {
  const last = new Map<string, SourceState["viimeksi"]>();
  const keyOf = ({ lahde, solmu }: Pick<Reach, "lahde" | "solmu">): string => `${lahde}/${solmu ?? ""}`;
  return {
    note(rows) {
      const aika = now().toISOString();
      for (const row of rows) {
        // What was kept from before says nothing of how its source answers now.
        if (row.valimuisti === "EI") last.set(keyOf(row), { tila: row.tila, aika });
      }
    },
    tell: (reaches) => reaches.map((reach) => ({ ...reach, viimeksi: last.get(keyOf(reach)) ?? null })),
  };
}

const freshMs = 5000;

/**
 * What `reach` gives, asked anew at most every five seconds and once for all who wait: anyone may ask for
 * the sources' state, and none of them may thereby be asked more often. `nowMs` is monotonic.
 */
export function createRecentReach(
  reach: () => Promise<readonly Reach[]>,
  nowMs: () => number,
): () => Promise<readonly Reach[]> {
  let asked: { readonly atMs: number; readonly answer: Promise<readonly Reach[]> } | undefined;
  return () => {
    if (asked === undefined || nowMs() - asked.atMs >= freshMs) asked = { atMs: nowMs(), answer: reach() };
    return asked.answer;
  };
}
