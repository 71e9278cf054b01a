import { expect, test } from "vitest";
import { noProgressiveOverride } from "../../../schema/rules/no-progressive-override.ts";
import { check } from "./check.ts";

test("accepts an override without a label", () => {
  expect(check(noProgressiveOverride, `type Asiakas { katto: Int @override(from: "crm") }`)).toEqual([]);
});

test("refuses an override with a label", () => {
  const schema = `type Asiakas {
  katto: Int @override(from: "crm", label: "percent(10)")
}`;
  expect(check(noProgressiveOverride, schema)).toEqual([
    "2:14  Asiakas.katto has @override with a label  →  leave the label out: the field then moves at once",
  ]);
});
