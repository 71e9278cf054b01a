import { expect, it } from "vitest";
import { createRetryBudget } from "../../../gateway/source/retry-budget.ts";

/** How many of `times` retries are granted. */
function take(budget: ReturnType<typeof createRetryBudget>, times: number): number {
  return Array.from({ length: times }, () => budget.take()).filter(Boolean).length;
}

it("grants a tenth of the calls of the latest ten seconds", () => {
  let nowMs = 0;
  const budget = createRetryBudget(0.1, () => nowMs);
  for (let at = 0; at < 500; at += 1) {
    nowMs = at * 10;
    budget.noteCall();
  }
  expect(take(budget, 500)).toBe(50);
  nowMs = 9990;
  expect(take(budget, 10)).toBe(0);
});

it("grants a quiet source a few, and them again when the window has passed", () => {
  let nowMs = 0;
  const budget = createRetryBudget(0.1, () => nowMs);
  budget.noteCall();
  expect(take(budget, 10)).toBe(3);
  nowMs = 10_000;
  expect(take(budget, 10)).toBe(3);
});

it("grants none where the share is nothing", () => {
  expect(
    take(
      createRetryBudget(0, () => 0),
      10,
    ),
  ).toBe(0);
});
