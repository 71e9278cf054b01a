import { GraphQLError } from "graphql";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPalvelujenMaksukatto } from "../../../subgraphs/crm/map-katto.ts";
import {
  isOwnWord,
  pickMaksaja,
  toAsiakasmaksut,
  toHoidonMaksaja,
  toMaksuyhteydet,
} from "../../../subgraphs/crm/map-maksut.ts";
import type { RegionRows } from "../../../subgraphs/crm/merge-regions.ts";
import type {
  AsiakasmaksuWire,
  HoidonMaksajaWire,
  KertymaWire,
  MaksuyhteysWire,
} from "../../../subgraphs/crm/wire-maksut.ts";

const tili: MaksuyhteysWire = {
  iban: "FI2112345600000785",
  saaja: "Matti Testi",
  palvelu: "Kotihoito",
  oletus: "false",
  suoraveloitus: "true",
};

describe("toMaksuyhteydet", () => {
  it("puts the default first, and covers the number unless the asker may read it", () => {
    const rows = [tili, { ...tili, palvelu: null, oletus: "true" as const }];
    expect(toMaksuyhteydet(rows, "08", false)).toEqual([
      {
        iban: "FI••••••••••••••85",
        saaja: "Matti Testi",
        palvelu: null,
        oletus: true,
        suoraveloitus: true,
        alue: "08",
      },
      {
        iban: "FI••••••••••••••85",
        saaja: "Matti Testi",
        palvelu: "Kotihoito",
        oletus: false,
        suoraveloitus: true,
        alue: "08",
      },
    ]);
    expect(toMaksuyhteydet(rows, "08", true).map(({ iban }) => iban)).toEqual([tili.iban, tili.iban]);
  });
});

const maksu: AsiakasmaksuWire = {
  numero: "M-1",
  palvelu: "Poliklinikka",
  summa: 7130,
  perija: "Pirkanmaa",
  paiva: "2026-02-01",
  kerryttaa_maksukattoa: "true",
  kertyy_toiselle: "true",
  huoltajalta_salattu: "true",
};

describe("toAsiakasmaksut", () => {
  it("tells whether a fee counts, for whom, and the row's marks and controller", () => {
    expect(toAsiakasmaksut([maksu], "08")).toEqual([
      {
        numero: "M-1",
        palvelu: "Poliklinikka",
        summa: { sentit: 7130 },
        perija: "Pirkanmaa",
        paiva: "2026-02-01",
        kerryttaaMaksukattoa: true,
        kertyyHuoltajalle: true,
        alue: "08",
        rivimerkit: ["HUOLTAJALTA_SALATTU"],
        rekisterinpitaja: "08",
      },
    ]);
  });

  it("puts the newest first, those of a day by number", () => {
    const rows = [
      { ...maksu, numero: "B" },
      { ...maksu, numero: "C", paiva: "2026-03-01" },
      { ...maksu, numero: "A" },
    ];
    expect(toAsiakasmaksut(rows, "08").map(({ numero }) => numero)).toEqual(["C", "A", "B"]);
  });
});

function region(
  alue: string,
  kertynyt: number | null | "alhaalla",
  toiselle: "true" | null = null,
): RegionRows<KertymaWire> {
  if (kertynyt === "alhaalla") return { alue, error: new GraphQLError("x") };
  const rows = kertynyt === null && toiselle === null ? [] : [{ kertynyt, kertyy_toiselle: toiselle }];
  return { alue, rows };
}

const osat = { vuosi: 2026, raja: 81_500, alueet: ["08", "15"] };

describe("toPalvelujenMaksukatto", () => {
  it("sums what every region has, and is whole when all have answered", () => {
    expect(toPalvelujenMaksukatto({ ...osat, regions: [region("08", 40_000), region("15", null)] })).toEqual({
      vuosi: 2026,
      raja: { sentit: 81_500 },
      kertynyt: { sentit: 40_000 },
      jaljella: { sentit: 41_500 },
      tayttynyt: false,
      perustuu: "LASKETTU",
      taydellinen: true,
      kertyyHuoltajalle: false,
      alueet: [
        { alue: "08", mukana: true, kertynyt: { sentit: 40_000 } },
        { alue: "15", mukana: true, kertynyt: { sentit: 0 } },
      ],
    });
  });

  it("is reached to the cent, and never has less than nothing left", () => {
    const of = (sum: number) => toPalvelujenMaksukatto({ ...osat, regions: [region("08", sum), region("15", null)] });
    expect(of(81_499)).toMatchObject({ tayttynyt: false, jaljella: { sentit: 1 } });
    expect(of(81_500)).toMatchObject({ tayttynyt: true, jaljella: { sentit: 0 } });
    expect(of(90_000)).toMatchObject({ tayttynyt: true, jaljella: { sentit: 0 } });
  });

  it.each([
    ["did not answer", [region("08", 40_000), region("15", "alhaalla")]],
    ["has no node", [region("08", 40_000)]],
  ])("is a lower bound while a region %s: may show that it is reached, never that it is not", (_, regions) => {
    expect(toPalvelujenMaksukatto({ ...osat, regions })).toMatchObject({
      kertynyt: { sentit: 40_000 },
      tayttynyt: null,
      taydellinen: false,
      alueet: [
        { alue: "08", mukana: true },
        { alue: "15", mukana: false, kertynyt: null },
      ],
    });
    expect(toPalvelujenMaksukatto({ ...osat, raja: 40_000, regions })).toMatchObject({
      tayttynyt: true,
      taydellinen: false,
    });
  });

  it("tells no limit for a year that is not configured, and what has accrued all the same", () => {
    const regions = [region("08", 100), region("15", 200)];
    expect(toPalvelujenMaksukatto({ ...osat, raja: undefined, regions })).toMatchObject({
      raja: null,
      jaljella: null,
      tayttynyt: null,
      kertynyt: { sentit: 300 },
    });
  });

  it("counts a region that was not expected, and tells when own fees count for another", () => {
    const regions = [region("08", null, "true"), region("15", 5), region("90", 7)];
    expect(toPalvelujenMaksukatto({ ...osat, regions })).toMatchObject({
      kertynyt: { sentit: 12 },
      kertyyHuoltajalle: true,
    });
  });

  it("never falls when a region that was missing answers", () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), (one, other) => {
        const part = toPalvelujenMaksukatto({ ...osat, regions: [region("08", one), region("15", "alhaalla")] });
        const whole = toPalvelujenMaksukatto({ ...osat, regions: [region("08", one), region("15", other)] });
        expect(whole.kertynyt.sentit).toBeGreaterThanOrEqual(part.kertynyt.sentit);
        expect([null, whole.tayttynyt]).toContain(part.tayttynyt);
      }),
    );
  });
});

const koti: HoidonMaksajaWire = { laji: "kotialue", maksava_alue: "08", peruste: "kotikunta", alkaen: "2020-01-01" };

describe("the payer of urgent care", () => {
  it("is the one of the latest date, whichever region says it", () => {
    const told = [
      { alue: "08", row: koti },
      { alue: "15", row: { ...koti, maksava_alue: "15", alkaen: "2024-01-01" } },
      { alue: "90", row: { ...koti, maksava_alue: "08", alkaen: "2022-01-01" } },
    ];
    expect(pickMaksaja(told)?.alue).toBe("15");
    expect(pickMaksaja([])).toBeUndefined();
  });

  it("is, of one date, the home region that says so of itself", () => {
    const told = [
      { alue: "01", row: koti },
      { alue: "08", row: koti },
    ];
    expect(pickMaksaja(told)?.alue).toBe("08");
    expect(told.map(isOwnWord)).toEqual([false, true]);
  });

  it.each([
    ["kotialue", "KOTIALUE"],
    ["kela", "KELA"],
    ["maahanmuuttovirasto", "MAAHANMUUTTOVIRASTO"],
    ["asiakas", "ASIAKAS"],
  ] as const)("%s is %s", (laji, expected) => {
    expect(toHoidonMaksaja({ ...koti, laji }, "2026-01-01").laji).toBe(expected);
  });

  it.each([
    ["kotikunta", "KOTIKUNTA"],
    ["sairaanhoitokortti", "SAIRAANHOITOKORTTI"],
    ["vastaanotto", "VASTAANOTTO"],
    ["ei_vakuutusta", "EI_VAKUUTUSTA"],
  ] as const)("on the ground %s is on %s", (peruste, expected) => {
    expect(toHoidonMaksaja({ ...koti, peruste }, "2026-01-01")).toMatchObject({
      peruste: expected,
      paiva: "2026-01-01",
    });
  });
});
