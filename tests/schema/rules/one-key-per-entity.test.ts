import { expect, test } from "vitest";
import { oneKeyPerEntity } from "../../../schema/rules/one-key-per-entity.ts";
import { check } from "./check.ts";

test("accepts one key of one field, on several entities", () => {
  const schema = `type Asiakas @key(fields: "id") { id: ID! }
type Alue @key(fields: "koodi") { koodi: String! }`;
  expect(check(oneKeyPerEntity, schema)).toEqual([]);
});

test("refuses a second key, on an extension too", () => {
  const schema = `type Asiakas @key(fields: "id") @key(fields: "hetu") { id: ID! }
extend type Asiakas @key(fields: "tunnus") { tunnus: ID! }`;
  expect(check(oneKeyPerEntity, schema)).toEqual([
    "1:33  Asiakas has a second @key  →  keep one @key per entity in this subgraph",
    "2:21  Asiakas has a second @key  →  keep one @key per entity in this subgraph",
  ]);
});

test("refuses composite and nested keys", () => {
  const schema = `type Alue @key(fields: "koodi vuosi") { koodi: String! }
type Kunta @key(fields: "alue { koodi }", resolvable: false) { alue: Alue }`;
  const next = 'use one field, such as @key(fields: "id")';
  expect(check(oneKeyPerEntity, schema)).toEqual([
    `1:11  the @key of Alue is not one plain field  →  ${next}`,
    `2:12  the @key of Kunta is not one plain field  →  ${next}`,
  ]);
});
