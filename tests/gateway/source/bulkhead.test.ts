import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBulkhead } from "../../../gateway/source/bulkhead.ts";

const never = new AbortController().signal;

/** Timers that the test ends, by the order they were started. */
function handTimers(): {
  readonly start: (ms: number, end: () => void) => () => void;
  readonly ends: Map<number, () => void>;
} {
  const ends = new Map<number, () => void>();
  let count = 0;
  return {
    ends,
    start(_, end) {
      count += 1;
      const own = count;
      ends.set(own, end);
      return () => void ends.delete(own);
    },
  };
}

describe("a bulkhead", () => {
  it("lets so many in at once, so many wait, and refuses the rest at once", async () => {
    const timers = handTimers();
    const bulkhead = createBulkhead({ inFlight: 2, queue: 1, queueMs: 200 }, timers.start);
    const [first, second] = [await bulkhead.enter(never), await bulkhead.enter(never)];
    const third = bulkhead.enter(never);
    expect(await bulkhead.enter(never)).toBeUndefined();
    first?.();
    expect(await third).toBeTypeOf("function");
    expect(second).toBeTypeOf("function");
    expect(timers.ends.size).toBe(0);
  });

  it("gives up a wait that is too long, or that nobody waits for any more", async () => {
    const timers = handTimers();
    const bulkhead = createBulkhead({ inFlight: 1, queue: 2, queueMs: 200 }, timers.start);
    const leave = await bulkhead.enter(never);
    const leaving = new AbortController();
    const [slow, left] = [bulkhead.enter(never), bulkhead.enter(leaving.signal)];
    timers.ends.get(1)?.();
    leaving.abort();
    expect([await slow, await left]).toEqual([undefined, undefined]);
    leave?.();
    expect(await bulkhead.enter(never)).toBeTypeOf("function");
    expect(await bulkhead.enter(leaving.signal)).toBeUndefined();
  });

  it("takes a place back once, though it is given back twice", async () => {
    const bulkhead = createBulkhead({ inFlight: 1, queue: 0, queueMs: 200 }, handTimers().start);
    const leave = await bulkhead.enter(never);
    leave?.();
    leave?.();
    expect(await bulkhead.enter(never)).toBeTypeOf("function");
    expect(await bulkhead.enter(never)).toBeUndefined();
  });

  it("never has more in than it holds, and loses no place, in whatever order calls come and go", async () => {
    const step = fc.constantFrom("enter" as const, "leave" as const, "timeout" as const);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const timers = handTimers();
        const bulkhead = createBulkhead({ inFlight: 3, queue: 4, queueMs: 200 }, timers.start);
        const inside: (() => void)[] = [];
        for (const each of steps) {
          if (each === "enter") void bulkhead.enter(never).then((leave) => leave && inside.push(leave));
          if (each === "leave") inside.shift()?.();
          if (each === "timeout") timers.ends.values().next().value?.();
          await new Promise(setImmediate);
          expect(inside.length).toBeLessThanOrEqual(3);
        }
        while (inside.length > 0) {
          inside.shift()?.();
          await new Promise(setImmediate);
        }
        const places = await Promise.all([1, 2, 3].map(() => bulkhead.enter(never)));
        expect(places.every((place) => place !== undefined)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
