import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceRow } from "../../explorer/answer.ts";
import { toTimeline } from "../../explorer/timeline.ts";

function row(alkoiMs: number, kestoMs: number): SourceRow {
  return { lahde: "vtj", solmu: undefined, tila: "OK", alkoiMs, kestoMs, haettu: undefined, kutsut: 1 };
}

describe("toTimeline", () => {
  it("puts every source on one axis of a round length", () => {
    expect(toTimeline([row(0, 20), row(10, 27)])).toEqual({
      lengthMs: 40,
      ticks: [0, 20, 40],
      bars: [
        { start: 0, width: 50 },
        { start: 25, width: 67.5 },
      ],
    });
  });

  it("keeps every bar visible and inside the axis", () => {
    const rows = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true })),
    );
    fc.assert(
      fc.property(rows, (times) => {
        const { bars } = toTimeline(times.map(([start, length]) => row(start, length)));
        const isInside = bars.every(({ start, width }) => start >= 0 && width >= 1 && start + width <= 100.000_001);
        expect(isInside).toBe(true);
      }),
    );
  });
});
