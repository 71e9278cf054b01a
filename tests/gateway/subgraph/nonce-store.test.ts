import { expect, it } from "vitest";
import { createNonceStore } from "../../../gateway/subgraph/nonce-store.ts";

it("takes each nonce once", () => {
  const store = createNonceStore({ keepMs: 1000, maxNonces: 10, nowMs: () => 0 });
  expect([store.add("a"), store.add("b"), store.add("a")]).toEqual([true, true, false]);
});

it("forgets a nonce when its signature no longer counts, and not before", () => {
  let now = 0;
  const store = createNonceStore({ keepMs: 1600, maxNonces: 10, nowMs: () => now });
  store.add("a");
  now = 99;
  store.add("b");
  now = 1699;
  expect([store.add("a"), store.add("b")]).toEqual([false, false]);
  now = 1700;
  expect([store.add("c"), store.size, store.add("a")]).toEqual([true, 1, true]);
});

it("refuses more than its bound rather than forget one that could come again", () => {
  let now = 0;
  const store = createNonceStore({ keepMs: 1600, maxNonces: 2, nowMs: () => now });
  expect([store.add("a"), store.add("b"), store.add("c")]).toEqual([true, true, false]);
  now = 1700;
  expect(store.add("c")).toBe(true);
});

it("holds only what came within its time, after a million", () => {
  let now = 0;
  const store = createNonceStore({ keepMs: 40_000, maxNonces: 262_144, nowMs: () => now });
  let most = 0;
  for (let at = 0; at < 1_000_000; at += 1) {
    now = at;
    if (!store.add(`n${at}`)) throw new Error("a new nonce was refused");
    most = Math.max(most, store.size);
  }
  // What comes in its time, and in a part more.
  expect(most).toBe(42_500);
});
