import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import { expect, test } from "vitest";
import { readTiedot } from "../../gateway/catalogue/index.ts";

const sdl = readFileSync(new URL("../../schema/tiedot.graphql", import.meta.url), "utf8");

/** Letters of each item as the access table of the graph's plan gives them. */
const letters: Readonly<Record<number, string>> = {
  1: "SPHLOJM",
  2: "SPLOM",
  3: "SPHL",
  4: "SPHL",
  5: "SR",
  6: "SPLOM",
  7: "HLRJ",
  8: "SPLR",
  9: "SMR",
  10: "SPHRJ",
  11: "SPH",
  12: "SPHLO",
  13: "SPHL",
  14: "SPHLO",
  15: "SPHLO",
  16: "SP",
  17: "SPHLO",
  18: "SPHLOR",
  19: "SPHL",
  20: "SPHLOJ",
  21: "SPHL",
  22: "SPRJ",
  23: "SPLRJ",
  24: "SPLRJ",
  25: "SPHRJ",
  26: "SPHRM",
  27: "SPHLRJM",
  28: "SPLRJ",
  29: "SPRJ",
  101: "SPHLORJ",
  102: "SPHLORJM",
  103: "SPHLORJM",
  104: "SHLO",
  105: "SPHLOR",
  106: "SP",
  107: "SPHLRJM",
};

test("declares the 29 items and 101-107, in order, each with the letters of the plan", () => {
  expect(readTiedot(sdl).map(({ id, paasy }) => [id, paasy.join("")])).toEqual(
    Object.entries(letters).map(([id, paasy]) => [Number(id), paasy]),
  );
});

test("is valid GraphQL against its own definitions", () => {
  expect(() => buildSchema(`type Query { a: Int } schema { query: Query } ${sdl}`)).not.toThrow();
});

test("marks client and patient record data as the report does", () => {
  expect(itemsMarked("KYLLA")).toEqual([10, 14, 15, 17, 18, 19, 21]);
  expect(itemsMarked("MAHDOLLINEN")).toEqual([13, 20, 22, 23, 28]);
});

test("has a level for every item but those on which the workshop decided none", () => {
  const without = readTiedot(sdl)
    .filter(({ taso }) => taso === undefined)
    .map(({ id }) => id);
  expect(without).toEqual([15, 16, 29, 106]);
});

test("gives a professional the channel of messages and not the messages", () => {
  expect(readTiedot(sdl).find(({ id }) => id === 16)?.kentittain).toEqual([
    { kentta: "Asiakasviestinta.kanava", paasy: ["H", "L", "O", "R"] },
    { kentta: "Asiakasviestinta.suomifiViestitKaytossa", paasy: ["H", "L", "O", "R"] },
  ]);
});

/** The report's own items with that P-mark. */
function itemsMarked(mark: string): readonly number[] {
  return readTiedot(sdl)
    .filter(({ id, p }) => p === mark && id < 100)
    .map(({ id }) => id);
}
