import { expect, test } from "vitest";
import { nullableAsiakasFields } from "../../../schema/rules/nullable-asiakas-fields.ts";
import { check } from "./check.ts";

test("accepts nullable fields, the id, and lists of non-null rows", () => {
  const schema = `type Asiakas { id: ID! katto: Int setelit: [Seteli!] }
type Seteli { numero: String! }`;
  expect(check(nullableAsiakasFields, schema)).toEqual([]);
});

test("refuses a non-null field of Asiakas, added by an extension too", () => {
  const schema = `type Asiakas { katto: Int! }
extend type Asiakas {
  setelit: [Seteli]!
}`;
  const next = "drop the outermost !, so that a failing register costs only its own field";
  expect(check(nullableAsiakasFields, schema)).toEqual([
    `1:16  Asiakas.katto is non-null  →  ${next}`,
    `3:3  Asiakas.setelit is non-null  →  ${next}`,
  ]);
});
