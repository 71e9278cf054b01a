import type { SourceRow } from "./answer.ts";

/** A source's bar on the common axis, in per cent of the axis. */
export interface Bar {
  readonly start: number;
  readonly width: number;
}

/** One axis for all sources: its length and ticks in milliseconds, and a bar for each row in order. */
export interface Timeline {
  readonly lengthMs: number;
  readonly ticks: readonly number[];
  readonly bars: readonly Bar[];
}

/** Narrower bars could not be seen. */
const minWidth = 1;

/** Puts the sources on an axis from the request's start to a round number past the last one's end. */
export function toTimeline(rows: readonly SourceRow[]): Timeline {
  const end = Math.max(1, ...rows.map((row) => row.alkoiMs + row.kestoMs));
  const lengthMs = roundUp(end);
  const bars = rows.map((row) => {
    const width = Math.max(minWidth, percentOf(row.kestoMs, lengthMs));
    return { start: Math.min(percentOf(row.alkoiMs, lengthMs), 100 - width), width };
  });
  return { lengthMs, ticks: [0, lengthMs / 2, lengthMs], bars };
}

function percentOf(part: number, whole: number): number {
  return Math.min(100, Math.max(0, (100 * part) / whole));
}

/** The next of 1, 2, 4, 5, 8 or 10 times a power of ten: half of each is a short number as well. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 8, 10].find((each) => each * power >= value) ?? 10;
  return step * power;
}
