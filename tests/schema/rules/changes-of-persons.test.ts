import { expect, test } from "vitest";
import { changesOfPersons } from "../../../schema/rules/changes-of-persons.ts";
import { check } from "./check.ts";

test("accepts a change that names person and fields, and mutations that change nobody's data", () => {
  const schema = `type Mutation {
  muuta(asiakas: ID): Boolean @sisaankaynti(sallittu: ["S", "P"]) @muutos(kentat: ["nimi"])
  aloita(asiakas: ID!): Boolean @sisaankaynti(sallittu: ["H"])
  valitse: Boolean @sisaankaynti(sallittu: ["S"])
}`;
  expect(check(changesOfPersons, schema)).toEqual([]);
});

test("refuses one on another's behalf that does not say what it changes", () => {
  const schema = `type Mutation { muuta(asiakas: ID): Boolean @sisaankaynti(sallittu: ["S", "P"]) }`;
  expect(check(changesOfPersons, schema)).toEqual([
    "1:17  Mutation.muuta is for P, and does not say what it changes  →  add @muutos(kentat: [...]) with the fields of Asiakas that it changes, or leave P out",
  ]);
});

test.each(["", "(asiakas: ID!)", "(asiakas: String)"])("refuses a change that does not take whose: %j", (argument) => {
  const schema = `type Mutation { muuta${argument}: Boolean @sisaankaynti(sallittu: ["S"]) @muutos(kentat: ["nimi"]) }`;
  expect(check(changesOfPersons, schema)).toEqual([
    "1:17  Mutation.muuta does not take whose data it changes  →  add the argument asiakas: ID",
  ]);
});

test("refuses a change that is for others", () => {
  const schema = `type Mutation { muuta(asiakas: ID): Boolean @sisaankaynti(sallittu: ["S", "H"]) @muutos(kentat: ["nimi"]) }`;
  expect(check(changesOfPersons, schema)).toEqual([
    "1:17  Mutation.muuta changes a person's data for others than S and P  →  leave the other letters out",
  ]);
});
