import fc from "fast-check";
import { buildSchema, isLeafType } from "graphql";
import { expect, it } from "vitest";
import { JsonBytes } from "../../../../gateway/engine/asiakas/json-bytes.ts";
import { toJsonText, toLeafWriter } from "../../../../gateway/engine/asiakas/write-leaf.ts";

const schema = buildSchema(
  "enum Tila { AUKI KIINNI } scalar Mika type Query { a: Tila b: Mika c: ID d: Int e: Float }",
);
const write = (name: string, value: unknown): string | undefined => {
  const type = schema.getType(name);
  if (!isLeafType(type)) throw new Error(`${name} is no leaf`);
  const out = new JsonBytes();
  const isWritten = toLeafWriter(type)(value, out);
  const json = out.take();
  if (!isWritten) expect(json).toBe("");
  return isWritten ? json : undefined;
};

it.each([
  ["String", 'a"b\\c\n', String.raw`"a\"b\\c\n"`],
  ["String", "Hämeenlinna €", '"Hämeenlinna €"'],
  ["String", 5, undefined],
  ["String", {}, undefined],
  ["ID", "a", '"a"'],
  ["ID", 12, '"12"'],
  ["ID", 1.5, undefined],
  ["ID", true, undefined],
  ["Int", 0, "0"],
  ["Int", -(2 ** 31), "-2147483648"],
  ["Int", 2 ** 31 - 1, "2147483647"],
  ["Int", 2 ** 31, undefined],
  ["Int", 1.5, undefined],
  ["Int", "1", undefined],
  ["Float", 1.5, "1.5"],
  ["Float", 1e300, "1e+300"],
  ["Float", Number.NaN, undefined],
  ["Float", Number.POSITIVE_INFINITY, undefined],
  ["Float", "1.5", undefined],
  ["Boolean", true, "true"],
  ["Boolean", false, "false"],
  ["Boolean", 0, undefined],
  ["Tila", "AUKI", '"AUKI"'],
  ["Tila", "RIKKI", undefined],
  ["Tila", "toString", undefined],
  ["Mika", { a: [1, "x", null] }, '{"a":[1,"x",null]}'],
  ["Mika", "teksti", '"teksti"'],
  ["Mika", 1, "1"],
  ["Mika", () => 1, undefined],
  ["Mika", { toJSON: () => undefined }, undefined],
])("%s writes %j as %s", (type, value, text) => {
  expect(write(type, value)).toBe(text);
});

it("writes any text as JSON.stringify does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      expect(toJsonText(text)).toBe(JSON.stringify(text));
    }),
  );
  expect(toJsonText("\uD83D")).toBe(JSON.stringify("\uD83D"));
});
