import { expect, it } from "vitest";
import { toAgeClass } from "../../../gateway/gate/guardianship.ts";

it.each([
  ["2026-11-25", "ALLE_10"],
  ["2016-11-26", "ALLE_10"],
  ["2016-11-25", "10_17"],
  ["2014-11-26", "10_17"],
  ["2014-11-25", "10_17"],
  ["2008-11-26", "10_17"],
  ["2008-11-25", "TAYSI"],
  ["2008-12-01", "10_17"],
  ["2008-10-31", "TAYSI"],
  ["1950-01-01", "TAYSI"],
])("one born on %s is of the class %s on 2026-11-25", (born, age) => {
  expect(toAgeClass(born, "2026-11-25")).toBe(age);
});

it("one born on a leap day comes of age on the first of March of a common year", () => {
  expect([toAgeClass("2008-02-29", "2026-02-28"), toAgeClass("2008-02-29", "2026-03-01")]).toEqual(["10_17", "TAYSI"]);
});
