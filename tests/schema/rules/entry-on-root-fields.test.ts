import { expect, test } from "vitest";
import { entryOnRootFields } from "../../../schema/rules/entry-on-root-fields.ts";
import { check } from "./check.ts";

test("accepts an entry with letters, a public field, and a public type, shared ones too", () => {
  const schema = `type Query {
  mina: Asiakas @sisaankaynti(sallittu: ["S"])
  versio: String @viitetieto
  alueet: [Alue!]!
  koodi: Koodi
}
type Alue @viitetieto { koodi: String }`;
  expect(check(entryOnRootFields, schema)).toEqual([]);
});

test("refuses a root field that says nothing, and a shared type that is not public", () => {
  const schema = `type Query { mina: Asiakas }
extend type Query { raha: Raha }
type Mutation { suostu: Boolean }`;
  const next =
    'add @sisaankaynti(sallittu: ["S"]) with the letters that may enter, or mark the field or its type @viitetieto';
  expect(check(entryOnRootFields, schema)).toEqual([
    `1:14  Query.mina does not say who may use it  →  ${next}`,
    `2:21  Query.raha does not say who may use it  →  ${next}`,
    `3:17  Mutation.suostu does not say who may use it  →  ${next}`,
  ]);
});

test("refuses letters that are not known, and an entry for nobody", () => {
  const schema = `type Query {
  mina: Asiakas @sisaankaynti(sallittu: ["S", "X"])
  asiakas: Asiakas @sisaankaynti(sallittu: [])
}`;
  expect(check(entryOnRootFields, schema)).toEqual([
    "2:17  Query.mina has @sisaankaynti with no letters, or unknown ones  →  choose from S P H L O R J M V A",
    "3:20  Query.asiakas has @sisaankaynti with no letters, or unknown ones  →  choose from S P H L O R J M V A",
  ]);
});

test("refuses a public field that leads to customers, however far", () => {
  const schema = `type Query {
  haku: Sivu @viitetieto
}
type Sivu { rivit: [Rivi!] }
type Rivi { sivu: Sivu asiakas: Asiakas }`;
  expect(check(entryOnRootFields, schema)).toEqual([
    "2:3  Query.haku is public (@viitetieto) but leads to Asiakas  →  use @sisaankaynti instead of @viitetieto",
  ]);
});
