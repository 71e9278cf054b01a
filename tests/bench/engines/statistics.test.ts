import { expect, it } from "vitest";
import { quantileOf, ratiosOf, spreadOf } from "../../../bench/engines/statistics.ts";

it.each([
  [[3, 1, 2], { median: 2, min: 1, max: 3 }],
  [[4, 1, 3, 2], { median: 2.5, min: 1, max: 4 }],
  [[7], { median: 7, min: 7, max: 7 }],
  [[10, 9, 100], { median: 10, min: 9, max: 100 }],
])("finds the middle and the ends of %j", (values, spread) => {
  expect(spreadOf(values)).toEqual(spread);
});

it("has no middle of nothing", () => {
  expect(spreadOf([])).toBeUndefined();
  expect(quantileOf([], 0.5)).toBeUndefined();
});

const hundred = Array.from({ length: 100 }, (_, at) => at + 1);

it.each([
  [0.5, hundred, 50],
  [0.99, hundred, 99],
  [1, hundred, 100],
  [0.001, hundred, 1],
  [0.5, [1, 2, 3], 2],
  [0.99, [1, 2, 3], 3],
])("gives the value that %d of the values are at or below", (share, sorted, value) => {
  expect(quantileOf(sorted, share)).toBe(value);
});

it("pairs rounds, and leaves out those that lack one side", () => {
  expect(ratiosOf([10, 9, undefined, 8, 4], [5, 3, 2, undefined, 0])).toEqual([2, 3]);
});
