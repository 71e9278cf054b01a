import { expect, it } from "vitest";
import { runKillLoop } from "./kill-loop.ts";

/** Seeded (mulberry32), so that a failing run can be made again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

it("has every answer that a caller received in the log, whenever the gateway was killed", async () => {
  const result = await runKillLoop({ rounds: 4, callers: 20, random: createRandom(20_261_125) });
  expect(result.vastauksia).toBeGreaterThan(0);
  expect(result.puuttuvia).toEqual([]);
}, 120_000);
