import { expect, test } from "vitest";
import { twoLanguages } from "../../../schema/rules/two-languages.ts";
import { check } from "./check.ts";

const paragraphs = 'write a Finnish paragraph, an empty line and an English paragraph above it, between """';
const sentences = 'write "Finnish sentence. English sentence." above it';

test("accepts paragraphs, and two sentences where they are enough", () => {
  const schema = `type Asiakas @key(fields: "id") {
  id: ID!
  """
  Lääkekatto. Tyhjä, kun Kela ei vastaa.

  The ceiling of medicine costs. Null when Kela does not answer.
  """
  laakekatto("Vuosi. Year." vuosi: Int): Maksukatto
}
"""
Maksukatto.

A ceiling.
"""
type Maksukatto {
  "Vuosi, esim. 2026. The year."
  vuosi: Int!
}
"Päivä muodossa VVVV-KK-PP. A date."
scalar Paiva
"Tila. State."
enum Tila { "Avoin. Open." AVOIN }
"""
Haku.

A search.
"""
input Haku { "Nimi. Name." nimi: String }`;
  expect(check(twoLanguages, schema)).toEqual([]);
});

test("refuses what has no description", () => {
  const schema = `type Asiakas @key(fields: "id") { id: ID! katto(vuosi: Int): Katto }
type Katto { raja: Int }
scalar Paiva
enum Tila { AVOIN }
input Haku { nimi: String }
type Query { mina: Asiakas }`;
  expect(check(twoLanguages, schema)).toEqual([
    `1:43  Asiakas.katto has no description  →  ${paragraphs}`,
    `1:49  Asiakas.katto.vuosi has no description  →  ${sentences}`,
    `2:6  Katto has no description  →  ${paragraphs}`,
    `2:14  Katto.raja has no description  →  ${sentences}`,
    `3:8  Paiva has no description  →  ${sentences}`,
    `4:6  Tila has no description  →  ${sentences}`,
    `4:13  Tila.AVOIN has no description  →  ${sentences}`,
    `5:7  Haku has no description  →  ${paragraphs}`,
    `5:14  Haku.nimi has no description  →  ${sentences}`,
    `6:14  Query.mina has no description  →  ${paragraphs}`,
  ]);
});

test("refuses one language, and one line where paragraphs are asked", () => {
  const schema = `"Maksukatto. A ceiling."
type Katto {
  "Raja euroina."
  raja: Int
}
extend type Asiakas {
  "Katto. Ceiling."
  katto: Katto
}`;
  expect(check(twoLanguages, schema)).toEqual([
    `2:6  Katto is not described in two languages  →  ${paragraphs}`,
    `4:3  Katto.raja is not described in two languages  →  ${sentences}`,
    `8:3  Asiakas.katto is not described in two languages  →  ${paragraphs}`,
  ]);
});

test("leaves Asiakas and its key to the subgraph asiakas, and other entities to their owner", () => {
  const schema = `type Asiakas @key(fields: "id") { id: ID! hetu: String @external }
type Palvelu @key(fields: "tunnus") { tunnus: ID! }`;
  expect(check(twoLanguages, schema, "kela")).toEqual([]);
  expect(check(twoLanguages, `type Asiakas @key(fields: "id") { id: ID! }`, "asiakas")).toEqual([
    `1:6  Asiakas has no description  →  ${paragraphs}`,
    `1:35  Asiakas.id has no description  →  ${paragraphs}`,
  ]);
});
