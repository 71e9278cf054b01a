import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceResult, SqlRow } from "../../../gateway/source/index.ts";
import type { Tunnus } from "../../../gateway/subgraph/index.ts";
import { keyOf } from "../../../subgraphs/crm/rows.ts";
import type { ByPerson } from "../../../subgraphs/crm/rows.ts";
import {
  parseAsiakasmaksut,
  parseHoidonMaksajat,
  parseKertymat,
  parseMaksuyhteydet,
} from "../../../subgraphs/crm/wire-maksut.ts";
import { parseKaytot, parseTuottajavalinnat, parseTyoterveyshuollot } from "../../../subgraphs/crm/wire-palvelut.ts";
import { parseBudjetit, parseSitoumukset } from "../../../subgraphs/crm/wire-sitoumukset.ts";
import { matti, mattina, oikeat } from "./rows-of-all.ts";

type Taulu = keyof typeof oikeat;
type Parse = (rows: readonly SqlRow[], asked: readonly Tunnus[]) => SourceResult<ByPerson<unknown>>;

const parsers: Readonly<Record<Taulu, Parse>> = {
  maksuyhteys: parseMaksuyhteydet,
  tyoterveyshuolto: parseTyoterveyshuollot,
  kaytto: parseKaytot,
  tuottajavalinta: parseTuottajavalinnat,
  asiakasmaksu: parseAsiakasmaksut,
  kertyma: parseKertymat,
  budjetti: parseBudjetit,
  hoidonMaksaja: parseHoidonMaksajat,
  sitoumus: parseSitoumukset,
};
const taulut = Object.keys(oikeat).filter((name): name is Taulu => name in oikeat);

const invalid = expect.objectContaining({ ok: false, failure: expect.objectContaining({ kind: "invalid" }) });

/** What one right row with changes becomes. */
function read(taulu: Taulu, changes: SqlRow = {}): unknown {
  const result = parsers[taulu]([{ ...mattina, ...oikeat[taulu], ...changes }], [matti]);
  return result.ok ? result.value.get(keyOf(matti)) : result;
}

describe("a right row", () => {
  it.each(taulut)("of %s is read", (taulu) => {
    expect(read(taulu)).toEqual([expect.anything()]);
  });

  it("has money in cents and its parts as a list", () => {
    expect(read("asiakasmaksu")).toMatchObject([{ summa: 7130 }]);
    expect(read("kertyma")).toEqual([{ kertynyt: 10_150, kertyy_toiselle: null }]);
    expect(read("budjetti")).toMatchObject([
      { myonnetty: 100_000, suoritteet: [{ palvelu: "Kuntoutus", summa: 40_000 }] },
    ]);
    expect(read("sitoumus")).toMatchObject([{ arvo: 60_000, kaytot: [{ alue: "15", summa: 15_000 }] }]);
    expect(read("kaytto")).toMatchObject([{ ikkuna: 365, kaynnit: 3, maksut_euroa: 120 }]);
  });

  it("may leave open what has no end, no sum and no service", () => {
    expect(read("sitoumus", { laji: "lahete", arvo: null, kaytot: "[]" })).toMatchObject([{ arvo: null, kaytot: [] }]);
    expect(read("kertyma", { kertynyt: null, kertyy_toiselle: "true" })).toEqual([
      { kertynyt: null, kertyy_toiselle: "true" },
    ]);
    expect(read("hoidonMaksaja", { laji: "kela", maksava_alue: null, peruste: "sairaanhoitokortti" })).toMatchObject([
      { laji: "kela" },
    ]);
    // A budget may be exceeded: the organiser follows that.
    expect(read("budjetti", { myonnetty: "100.00" })).toMatchObject([{ myonnetty: 10_000 }]);
  });
});

/** Values of closed lists, as the registers know them: each is read, and any other is refused. */
const listat: readonly (readonly [Taulu, string, readonly string[], Partial<Record<string, SqlRow>>])[] = [
  ["tuottajavalinta", "laji", ["terveysasema", "erikoissairaanhoito", "alueen_oma"], {}],
  [
    "hoidonMaksaja",
    "laji",
    ["kotialue", "kela", "maahanmuuttovirasto", "asiakas"],
    Object.fromEntries(["kela", "maahanmuuttovirasto", "asiakas"].map((laji) => [laji, { maksava_alue: null }])),
  ],
  ["hoidonMaksaja", "peruste", ["kotikunta", "sairaanhoitokortti", "vastaanotto", "ei_vakuutusta"], {}],
  ["sitoumus", "laji", ["maksusitoumus", "lahete"], {}],
  ["sitoumus", "tila", ["voimassa", "kaytetty", "paattynyt", "peruttu"], {}],
  ["sitoumus", "huoltajalta_salattu", ["true", "false"], {}],
  ["maksuyhteys", "oletus", ["true", "false"], {}],
];

describe("a value of a closed list", () => {
  it.each(
    listat.flatMap(([taulu, column, values, changes]) =>
      values.map((value) => [taulu, column, value, changes[value] ?? {}] as const),
    ),
  )("of %s.%s may be %s", (taulu, column, value, changes) => {
    expect(read(taulu, { [column]: value, ...changes })).toEqual([expect.objectContaining({ [column]: value })]);
  });

  it.each(listat.map(([taulu, column]) => [taulu, column] as const))(
    "of %s.%s may be nothing else",
    (taulu, column) => {
      expect(read(taulu, { [column]: "muu" })).toEqual(invalid);
    },
  );
});

describe("refused is", () => {
  it.each<[string, Taulu, SqlRow]>([
    ["an account whose check digits are wrong", "maksuyhteys", { iban: "FI2212345600000785" }],
    ["an account with spaces", "maksuyhteys", { iban: "FI21 1234 5600 0007 85" }],
    ["a fee of nothing", "asiakasmaksu", { summa: "0.00" }],
    ["a fee with a comma", "asiakasmaksu", { summa: "71,30" }],
    [
      "a fee that counts toward another's ceiling and toward none",
      "asiakasmaksu",
      {
        kerryttaa_maksukattoa: "false",
        kertyy_toiselle: "true",
      },
    ],
    ["an accrual that is no amount", "kertyma", { kertynyt: "-1.00" }],
    ["a home region that is not told", "hoidonMaksaja", { maksava_alue: null }],
    ["a region that pays though the payer is none", "hoidonMaksaja", { laji: "kela" }],
    ["more use than was promised", "sitoumus", { arvo: "149.99" }],
    ["uses that are no JSON", "sitoumus", { kaytot: "[{" }],
    ["a commitment that ends before it begins", "sitoumus", { paattyy: "2025-12-31" }],
    [
      "a performance without a region",
      "budjetti",
      {
        suoritteet: '[{"palvelu":"A","tuottaja":"B","summa":"1.00","paiva":"2026-01-01"}]',
      },
    ],
    ["a term that ends before it begins", "budjetti", { paattyy: "2025-12-31" }],
    ["a count that is no number", "kaytto", { kaynnit: "-1" }],
    ["a choice that ends before it is made", "tuottajavalinta", { paattynyt: "2024-12-31" }],
    ["care that ends before it begins", "tyoterveyshuolto", { paattyy: "2023-12-31" }],
  ])("%s", (_, taulu, changes) => {
    expect(read(taulu, changes)).toEqual(invalid);
  });

  it.each(taulut)("a row of %s of a person who was not asked, or is not the one found", (taulu) => {
    expect(read(taulu, { kysytty_hetu: "131052-9030" })).toEqual(invalid);
    expect(read(taulu, { hetu: "131052-9030" })).toEqual(invalid);
    expect(read(taulu, { muu: "x" })).toEqual(invalid);
    expect(parsers[taulu]([], [matti])).toEqual(invalid);
  });

  it.each<[string, Taulu, SqlRow]>([
    ["two defaults", "maksuyhteys", { iban: "FI5544410200078908" }],
    ["one fee number twice", "asiakasmaksu", { paiva: "2026-02-02" }],
    ["two accruals", "kertyma", { kertynyt: "1.00" }],
    ["two payers from one day on", "hoidonMaksaja", { maksava_alue: "15" }],
    ["one window twice", "kaytto", { kaynnit: "4" }],
    ["one budget number twice", "budjetti", { myonnetty: "2000.00" }],
    ["one commitment number twice", "sitoumus", { palvelu: "Muu" }],
  ])("%s of a person", (_, taulu, changes) => {
    const row = { ...mattina, ...oikeat[taulu] };
    expect(parsers[taulu]([row, { ...row, ...changes }], [matti])).toEqual(invalid);
  });
});

describe("any rows", () => {
  it.each(taulut)("of %s become a value or a failure, never a throw, and never another person's", (taulu) => {
    const right: SqlRow = { ...mattina, ...oikeat[taulu] };
    const value = fc.option(fc.oneof(fc.string(), fc.constantFrom(...Object.values(right), "[]", "null", "[null]")));
    const name = fc.constantFrom(...Object.keys(right), "__proto__");
    const row = fc.oneof(
      fc.dictionary(name, value),
      fc.dictionary(name, value).map((changed) => ({ ...right, ...changed })),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), (rows) => {
        const result = parsers[taulu](rows, [matti]);
        expect(result.ok ? [...result.value.keys()] : [keyOf(matti)]).toEqual([keyOf(matti)]);
      }),
      { numRuns: 300 },
    );
  });
});
