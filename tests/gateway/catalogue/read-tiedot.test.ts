import { expect, test } from "vitest";
import { readTiedot } from "../../../gateway/catalogue/index.ts";

/** One declared item with some arguments changed; undefined leaves one out. */
function declare(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const texts = ["nimi", "nimiSv", "nimiEn", "rekisteri", "oikeusperusta", "paatos", "valinta"];
  const right: Readonly<Record<string, string | undefined>> = {
    id: "26",
    ...Object.fromEntries(texts.map((name) => [name, '"x"'])),
    ryhma: "MAKSUTIEDOT",
    taso: "KANSALLINEN",
    p: "EI",
    paasy: "[S, P]",
    ...changes,
  };
  const written = Object.entries(right).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return `extend schema @tietosisalto(${written.join(" ")})`;
}

test("reads an item; what is optional may be left out", () => {
  expect(readTiedot(declare({ taso: undefined }))).toEqual([
    {
      id: 26,
      nimi: "x",
      nimiSv: "x",
      nimiEn: "x",
      ryhma: "MAKSUTIEDOT",
      p: "EI",
      rekisteri: "x",
      oikeusperusta: "x",
      paatos: "x",
      valinta: "x",
      paasy: ["S", "P"],
    },
  ]);
});

test.each([
  [{ paasy: "[S, X]" }, /^tiedot\.graphql: tieto 26 at line 1: paasy\.1: .*"S"\|"P"/],
  [{ paasy: "[]" }, /tieto 26 at line 1: paasy: /],
  [{ taso: "KORKEA" }, /tieto 26 at line 1: taso: .*"KANSALLINEN"/],
  [{ nimiSv: undefined }, /tieto 26 at line 1: nimiSv: /],
  [{ rekisteri: '""' }, /tieto 26 at line 1: rekisteri: /],
  [{ nimii: '"x"' }, /tieto 26 at line 1: arguments: .*"nimii"/],
  [{ kentittain: '[{ kentta: "kanava", paasy: [H] }]' }, /tieto 26 at line 1: kentittain\.0\.kentta: /],
  [{ suostumuksella: "[R]" }, /tieto 26: suostumuksella names R, which paasy does not/],
])("refuses %j", (changes, message) => {
  expect(() => readTiedot(declare(changes))).toThrow(message);
});

test("refuses two items of one number", () => {
  expect(() => readTiedot(`${declare()}\n${declare()}`)).toThrow("tiedot.graphql: tieto 26 is declared twice");
});
