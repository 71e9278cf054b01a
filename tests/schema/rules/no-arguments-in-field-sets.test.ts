import { expect, test } from "vitest";
import { noArgumentsInFieldSets } from "../../../schema/rules/no-arguments-in-field-sets.ts";
import { check } from "./check.ts";

const next = "name the field without arguments, and choose by its value in the resolver";

test("accepts field sets without arguments, nested ones too", () => {
  const schema = `type Asiakas @key(fields: "id") {
  hetu: String @external
  katto: Int @requires(fields: "hetu nimi { sukunimi }")
  setelit: [Seteli] @provides(fields: "numero")
}`;
  expect(check(noArgumentsInFieldSets, schema)).toEqual([]);
});

test("refuses an argument inside @requires and @provides, at any depth", () => {
  const schema = `type Asiakas {
  katto: Int @requires(fields: "maksut(vuosi: 2026)")
  setelit: [Seteli] @provides(fields: "arvo { teksti(kieli: SV) }")
}`;
  expect(check(noArgumentsInFieldSets, schema)).toEqual([
    `2:14  Asiakas.katto gives maksut arguments inside @requires  →  ${next}`,
    `3:21  Asiakas.setelit gives teksti arguments inside @provides  →  ${next}`,
  ]);
});

test("leaves a field set that can't be parsed to composition", () => {
  expect(check(noArgumentsInFieldSets, `type A { b: Int @requires(fields: "c {") }`)).toEqual([]);
});
