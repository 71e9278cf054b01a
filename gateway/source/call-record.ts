import type { ErrorCode } from "../errors.ts";

/**
 * Was an answer kept from before: `EI` it came from the source, `TUORE` it was kept and is within its time,
 * `VANHENTUNUT` it is past its time and shown all the same. Only public reference data is ever kept.
 */
export type Valimuisti = "EI" | "TUORE" | "VANHENTUNUT";

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
  /** When the answer was fetched, RFC 3339; null when nothing came. The oldest, where some of it was kept. */
  readonly haettu: string | null;
  /** Calls made to the source. */
  readonly kutsut: number;
  /** Was some of it kept from before; the oldest kind, where there are several. */
  readonly valimuisti: Valimuisti;
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
  valimuisti: Valimuisti;
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
      valimuisti: "EI",
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
        entry.haettu = row.valimuisti === "EI" ? (row.haettu ?? entry.haettu) : olderOf(entry.haettu, row.haettu);
        if (ages.indexOf(row.valimuisti) > ages.indexOf(entry.valimuisti)) entry.valimuisti = row.valimuisti;
      }
    },
    rows: () => [...entries.values()].map(toRow),
    failures: () =>
      [...entries.values()].flatMap(({ lahde, solmu, tila, syy, alkoiMs, loppuiMs }) =>
        tila === "OK" ? [] : [{ lahde, solmu, koodi: tila, syy, kestoMs: Math.round(loppuiMs - alkoiMs) }],
      ),
  };
}

function toRow({ lahde, solmu, tila, alkoiMs, loppuiMs, haettu, kutsut, valimuisti }: Entry): LahdeRow {
  return {
    lahde,
    solmu,
    tila,
    alkoiMs: Math.round(alkoiMs * 10) / 10,
    kestoMs: Math.round((loppuiMs - alkoiMs) * 10) / 10,
    haettu,
    kutsut,
    valimuisti,
  };
}

const ages: readonly Valimuisti[] = ["EI", "TUORE", "VANHENTUNUT"];

function olderOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
