import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toNimenOsat } from "../../../mocks/crm/nimen-osat.ts";
import { toHakusanat } from "../../../subgraphs/crm/hakusanat.ts";
import { toHakuStatement } from "../../../subgraphs/crm/statements-haku.ts";
import { parseOsumat } from "../../../subgraphs/crm/wire-haku.ts";

const rungot = (nimi: string): readonly (string | undefined)[] | undefined =>
  toHakusanat(nimi)?.map(({ runko }) => runko);

describe("words of a search", () => {
  it("are each name once, without marks, hyphens or case", () => {
    expect(toHakusanat(" Mäki-Örn  ÅKE åke ")?.map(({ osa }) => osa)).toEqual(["ake", "maki", "orn"]);
  });

  it.each([
    ["Virtanen", "Wirtannen"],
    ["Carlsson", "Karlson"],
    ["Hämäläinen", "Hamalainen"],
    ["Lindqvist", "Lindkvist"],
    ["Korhonen", "Korhnen"],
  ])("share a skeleton when misspelt: %s as %s", (right, wrong) => {
    expect(rungot(wrong)).toEqual(rungot(right));
    expect(rungot(right)).not.toEqual([""]);
  });

  it("are taken as written when short: Aino is not Eino, nor Anna", () => {
    expect(rungot("Aino Anna Eino")).toEqual(["", "", ""]);
  });

  it("are none for what holds no letters, or more than six words", () => {
    expect(toHakusanat("123 -")).toBeUndefined();
    expect(toHakusanat("a b c d e f g")).toBeUndefined();
  });

  it("find the name that the region's table has, whatever name it is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from("abcdxwåäöéÅÄ -'")), minLength: 1, maxLength: 12 }),
        (nimi) => {
          const table = toNimenOsat({ index: 1, etunimet: nimi, sukunimi: "" });
          const words = toHakusanat(nimi) ?? [];
          if (words.length === 0) return;
          const runkoOf = new Map(table.map((row) => [row["osa"], row["runko"] ?? ""]));
          expect(words.map(({ osa, runko }) => [osa, runko])).toEqual(words.map(({ osa }) => [osa, runkoOf.get(osa)]));
          expect(words).toHaveLength(table.length);
        },
      ),
    );
  });

  it("stand in values only, never in the text of the statement", () => {
    const statement = toHakuStatement(
      { sanat: toHakusanat("Virtanen"), syntymaaika: "1952-10-13" },
      { jalkeen: { sija: 0, sukunimi: "Virtanen", etunimet: "Aino", asiakasId: 3 }, limit: 11 },
    );
    expect(statement.text).not.toMatch(/virtanen|aino|1952/i);
    expect(statement.values).toEqual([["virtanen"], ["vrtn"], "1952-10-13", 0, "Virtanen", "Aino", 3, 11]);
  });
});

const row = (over: object = {}) => ({
  hetu: "010190-900P",
  tilapainen_tunnus: null,
  asiakas_id: "1",
  sukunimi: "Virtanen",
  etunimet: "Aino",
  sija: "0",
  ...over,
});

describe("hits", () => {
  it.each([
    ["an impossible identity code", row({ hetu: "010190-9000" })],
    ["no code at all", row({ hetu: null })],
    ["a rank that is no number", row({ sija: "-1" })],
    ["a column that was not asked", row({ osoite: "Katu 1" })],
  ])("are refused with %s", (_, bad) => {
    expect(parseOsumat([bad], 2).ok).toBe(false);
  });

  it("are refused when there are more than were asked, or one twice", () => {
    expect(parseOsumat([row(), row({ asiakas_id: "2" })], 1).ok).toBe(false);
    expect(parseOsumat([row(), row()], 3).ok).toBe(false);
  });

  it("are a value or a failure, whatever the columns hold", () => {
    const column = fc.option(fc.oneof(fc.string(), fc.constantFrom("010190-900P", "1", "")));
    const rows = fc.array(fc.dictionary(fc.constantFrom(...Object.keys(row())), column), { maxLength: 3 });
    fc.assert(
      fc.property(rows, (some) => {
        expect(typeof parseOsumat(some, 3).ok).toBe("boolean");
      }),
    );
  });
});
