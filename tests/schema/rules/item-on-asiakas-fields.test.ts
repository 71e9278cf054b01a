import { expect, test } from "vitest";
import { itemOnAsiakasFields } from "../../../schema/rules/item-on-asiakas-fields.ts";
import { check } from "./check.ts";

test("accepts marked fields, the id, external fields, and unmarked fields below an item", () => {
  const schema = `type Asiakas @key(fields: "id") {
  id: ID!
  hetu: String @external
  laakekatto: Maksukatto @tieto(id: 26)
}
type Maksukatto { vuosi: Int! }`;
  expect(check(itemOnAsiakasFields, schema)).toEqual([]);
});

test("refuses a field of Asiakas without an item", () => {
  const schema = `type Asiakas {
  ryhma: String
}`;
  expect(check(itemOnAsiakasFields, schema)).toEqual([
    "2:3  Asiakas.ryhma has no @tieto  →  add @tieto(id: N); the items are in schema/tiedot.graphql",
  ]);
});

test("refuses a number that is not declared, anywhere", () => {
  const schema = `type Asiakas { ryhma: String @tieto(id: 30) }
type Seteli { alue: String @tieto(paljastaaPaikan: SUORAAN) }`;
  const next = "use a number of schema/tiedot.graphql, or declare the item there";
  expect(check(itemOnAsiakasFields, schema)).toEqual([
    `1:30  Asiakas.ryhma carries @tieto(id: 30), which is not declared  →  ${next}`,
    `2:28  Seteli.alue carries @tieto(id: undefined), which is not declared  →  ${next}`,
  ]);
});
