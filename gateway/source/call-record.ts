import type { ErrorCode } from "../errors.ts";

/** A row of `extensions.lahteet`: one source (and node) that was asked for this request. */
export interface LahdeRow {
  /** Name of the source: `vtj`, `kela` … */
  readonly lahde: string;
  /** Region of the node, two digits, where the source has one per region; else null. */
  readonly solmu: string | null;
  /** `OK`, or the error code of the worst call. */
  readonly tila: "OK" | ErrorCode;
  /** When the first call began, milliseconds from the start of the request. */
  readonly alkoiMs: number;
  /** From the first call's start to the last call's end, milliseconds. */
  readonly kestoMs: number;
  /** When the answer was fetched, RFC 3339; null when nothing came. */
  readonly haettu: string | null;
  /** Calls made to the source. */
  readonly kutsut: number;
}

/** Collects the calls of one request, for `extensions.lahteet`. */
export interface CallRecorder {
  /**
   * Notes that a call begins; the function it gives is called once, when the call has ended, with
   * the code of its failure or "OK", and for the log why it failed: a constant text of ours. `calls`
   * is 0 for a source that answers without a register.
   */
  begin(lahde: string, solmu: string | null, calls?: number): (tila: "OK" | ErrorCode, syy?: string) => void;
  /** Rows made elsewhere (a subgraph in another process), `alkoiMs` counted from `offsetMs`. */
  add(rows: readonly LahdeRow[], offsetMs: number): void;
  /** The rows so far, in the order of their first calls. */
  rows(): readonly LahdeRow[];
  /** For the log: each source that failed, and why. */
  failures(): readonly SourceFault[];
}

/** A source that failed, as the log tells it. */
export interface SourceFault {
  readonly lahde: string;
  readonly solmu: string | null;
  readonly koodi: ErrorCode;
  /** A constant text of ours; undefined when the source was asked from another process, which has its own log. */
  readonly syy: string | undefined;
  readonly kestoMs: number;
}

interface Entry {
  lahde: string;
  solmu: string | null;
  tila: "OK" | ErrorCode;
  alkoiMs: number;
  loppuiMs: number;
  haettu: string | null;
  kutsut: number;
  syy: string | undefined;
}

/** A recorder for one request. `elapsedMs` is the request's own clock, `now` the wall clock. */
export function createCallRecorder(elapsedMs: () => number, now: () => Date = () => new Date()): CallRecorder {
  const entries = new Map<string, Entry>();
  const entryOf = (lahde: string, solmu: string | null, alkoiMs: number): Entry => {
    const key = `${lahde}/${solmu ?? ""}`;
    const found = entries.get(key);
    if (found !== undefined) return found;
    const made: Entry = {
      lahde,
      solmu,
      tila: "OK",
      alkoiMs,
      loppuiMs: alkoiMs,
      haettu: null,
      kutsut: 0,
      syy: undefined,
    };
    entries.set(key, made);
    return made;
  };
  return {
    begin(lahde, solmu, calls = 1) {
      const entry = entryOf(lahde, solmu, elapsedMs());
      entry.kutsut += calls;
      return (tila, syy) => {
        entry.loppuiMs = Math.max(entry.loppuiMs, elapsedMs());
        if (tila === "OK") {
          entry.haettu = now().toISOString();
          return;
        }
        entry.tila = tila;
        entry.syy = syy;
      };
    },
    add(rows, offsetMs) {
      for (const row of rows) {
        const entry = entryOf(row.lahde, row.solmu, offsetMs + row.alkoiMs);
        entry.kutsut += row.kutsut;
        entry.loppuiMs = Math.max(entry.loppuiMs, offsetMs + row.alkoiMs + row.kestoMs);
        if (row.tila !== "OK") entry.tila = row.tila;
        entry.haettu = row.haettu ?? entry.haettu;
      }
    },
    rows: () =>
      [...entries.values()].map((entry) => ({
        lahde: entry.lahde,
        solmu: entry.solmu,
        tila: entry.tila,
        alkoiMs: Math.round(entry.alkoiMs * 10) / 10,
        kestoMs: Math.round((entry.loppuiMs - entry.alkoiMs) * 10) / 10,
        haettu: entry.haettu,
        kutsut: entry.kutsut,
      })),
    failures: () =>
      [...entries.values()].flatMap(({ lahde, solmu, tila, syy, alkoiMs, loppuiMs }) =>
        tila === "OK" ? [] : [{ lahde, solmu, koodi: tila, syy, kestoMs: Math.round(loppuiMs - alkoiMs) }],
      ),
  };
}
