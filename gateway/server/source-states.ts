import type { LahdeRow, Reach } from "../source/index.ts";

/** A source as `/health/ready` tells it. */
export interface SourceState extends Reach {
  /** How it answered the last request that asked it; null before the first. */
  readonly viimeksi: { readonly tila: LahdeRow["tila"]; readonly aika: string } | null;
}

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
      for (const row of rows) last.set(keyOf(row), { tila: row.tila, aika: now().toISOString() });
    },
    tell: (reaches) => reaches.map((reach) => ({ ...reach, viimeksi: last.get(keyOf(reach)) ?? null })),
  };
}
