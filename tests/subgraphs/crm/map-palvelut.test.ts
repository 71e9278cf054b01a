import { describe, expect, it } from "vitest";
import { alueenHerateet } from "../../../subgraphs/crm/herateet.ts";
import {
  pickTyoterveyshuolto,
  toPalveluidenKaytto,
  toTuottajavalinnat,
  toTyoterveyshuolto,
} from "../../../subgraphs/crm/map-palvelut.ts";
import { toBudjetit, toSitoumukset } from "../../../subgraphs/crm/map-sitoumukset.ts";
import type { TuottajavalintaWire, TyoterveyshuoltoWire } from "../../../subgraphs/crm/wire-palvelut.ts";
import type { BudjettiWire, SitoumusWire } from "../../../subgraphs/crm/wire-sitoumukset.ts";

const tanaan = "2026-11-25";
const huolto: TyoterveyshuoltoWire = {
  tyonantaja: "Mallikauppa Oy",
  tuottaja: "Työterveys Malli Oy",
  alkaen: "2024-01-01",
  paattyy: null,
  vaikuttaa_kapitaatioon: "true",
};

describe("occupational health care", () => {
  it.each([
    ["2026-11-25", null, true],
    ["2024-01-01", "2026-11-25", true],
    ["2024-01-01", "2026-11-24", false],
    ["2026-11-26", null, false],
  ])("from %s to %s is in force today: %s, and so is its effect on capitation", (alkaen, paattyy, onAsiakas) => {
    expect(toTyoterveyshuolto({ ...huolto, alkaen, paattyy }, "08", tanaan)).toMatchObject({
      onAsiakas,
      vaikuttaaKapitaatioon: onAsiakas,
    });
  });

  it("may be in force without an effect on capitation", () => {
    expect(toTyoterveyshuolto({ ...huolto, vaikuttaa_kapitaatioon: "false" }, "08", tanaan)).toMatchObject({
      onAsiakas: true,
      vaikuttaaKapitaatioon: false,
    });
  });

  it("shown is one in force, of several the asker's own region's, then the newest", () => {
    const of = (alue: string, changes: Partial<TyoterveyshuoltoWire> = {}) =>
      toTyoterveyshuolto({ ...huolto, ...changes }, alue, tanaan);
    const ended = of("90", { alkaen: "2025-01-01", paattyy: "2025-12-31" });
    const newer = of("15", { alkaen: "2026-01-01" });
    expect(pickTyoterveyshuolto([ended, of("08"), newer], undefined)?.alue).toBe("15");
    expect(pickTyoterveyshuolto([ended, of("08"), newer], "08")?.alue).toBe("08");
    expect(pickTyoterveyshuolto([ended, newer], "90")?.alue).toBe("15");
    expect(pickTyoterveyshuolto([ended], "08")?.alue).toBe("90");
    expect(pickTyoterveyshuolto([], "08")).toBeUndefined();
  });
});

describe("toPalveluidenKaytto", () => {
  const herateet = alueenHerateet.parse({
    oikeusperusta: "703/2023 ja alueen päätös",
    herateet: [
      {
        tunnus: "a",
        nimi: { fi: "A" },
        luokka: "LAAJA",
        ehdot: [{ laskuri: "KAYNNIT", ikkunaPaivia: 30, vahintaan: 1 }],
      },
    ],
  });
  const laskenta = { alue: "08", herateet, tanaan };
  const counts = { kaynnit: 2, paivystyskaynnit: 0, palvelut: 1, setelin_kaytot: 0, maksut: 0, maksut_euroa: 0 };

  it("tells class, grounds, day, legal basis and region", () => {
    expect(toPalveluidenKaytto([{ ikkuna: 30, ...counts }], laskenta)).toMatchObject([
      { luokka: "LAAJA", perusteet: [{ tunnus: "a" }], laskettu: tanaan, alue: "08", rekisterinpitaja: "08" },
    ]);
  });

  it("tells nothing of one whom the region does not know", () => {
    expect(toPalveluidenKaytto([], laskenta)).toEqual([]);
  });

  it("is the source's error when the window asked was not counted", () => {
    expect(toPalveluidenKaytto([{ ikkuna: 31, ...counts }], laskenta)).toMatchObject([
      { extensions: { code: "SOURCE_INVALID_RESPONSE", parameters: { lahde: "crm" } } },
    ]);
  });
});

describe("toTuottajavalinnat", () => {
  const valinta: TuottajavalintaWire = {
    laji: "terveysasema",
    palvelu: "Terveysasema",
    tuottaja: "Keskustan terveysasema",
    tuottajan_alue: "01",
    valittu: "2025-01-01",
    paattynyt: null,
    huoltajalta_salattu: "false",
  };

  it.each([
    ["terveysasema", "TERVEYSASEMA"],
    ["erikoissairaanhoito", "ERIKOISSAIRAANHOITO"],
    ["alueen_oma", "ALUEEN_OMA"],
  ] as const)("calls %s %s", (laji, expected) => {
    expect(toTuottajavalinnat([{ ...valinta, laji }], "08")).toMatchObject([
      { laji: expected, tuottajanAlue: "01", alue: "08", rivimerkit: ["HUOLTAJALLE_AVOIN"] },
    ]);
  });

  it("puts the newest first", () => {
    const rows = ["2024-01-01", "2026-01-01", "2025-01-01"].map((valittu) => ({ ...valinta, valittu }));
    expect(toTuottajavalinnat(rows, "08").map(({ valittu }) => valittu)).toEqual([
      "2026-01-01",
      "2025-01-01",
      "2024-01-01",
    ]);
  });
});

const kaytto = (paiva: string, summa: number, alue = "15") => ({ tuottaja: "Hoiva Oy", alue, summa, paiva });

describe("toBudjetit", () => {
  const budjetti: BudjettiWire = {
    numero: "B-1",
    myonnetty: 100_000,
    alkaen: "2026-01-01",
    paattyy: "2026-12-31",
    huoltajalta_salattu: null,
    suoritteet: [
      { palvelu: "Kuntoutus", ...kaytto("2026-02-01", 30_000) },
      { palvelu: "Kuntoutus", ...kaytto("2026-03-01", 80_000, "90") },
    ],
  };

  it("counts what is used and left, below nothing when exceeded, the newest performance first", () => {
    expect(toBudjetit([budjetti], "08")).toMatchObject([
      {
        kaytetty: { sentit: 110_000 },
        jaljella: { sentit: -10_000 },
        suoritteet: [
          { alue: "90", summa: { sentit: 80_000 }, paiva: "2026-03-01" },
          { alue: "15", summa: { sentit: 30_000 }, paiva: "2026-02-01" },
        ],
        alue: "08",
        rivimerkit: [],
        rekisterinpitaja: "08",
      },
    ]);
  });
});

describe("toSitoumukset", () => {
  const sitoumus: SitoumusWire = {
    numero: "K-1",
    laji: "maksusitoumus",
    palvelu: "Fysioterapia",
    tuottaja: "Hoiva Oy",
    tuottajan_alue: "15",
    arvo: 60_000,
    alkaen: "2026-01-01",
    paattyy: "2026-12-31",
    tila: "voimassa",
    huoltajalta_salattu: null,
    kaytot: [kaytto("2026-02-01", 15_000)],
  };

  it("counts what is left of a sum, and tells none where none was promised", () => {
    const lahete: SitoumusWire = { ...sitoumus, numero: "L-1", laji: "lahete", arvo: null, kaytot: [] };
    expect(toSitoumukset([sitoumus, lahete], "08")).toMatchObject([
      { laji: "MAKSUSITOUMUS", arvo: { sentit: 60_000 }, jaljella: { sentit: 45_000 }, kaytot: [{ alue: "15" }] },
      { laji: "LAHETE", arvo: null, jaljella: null, kaytot: [] },
    ]);
  });

  it.each([
    ["voimassa", "VOIMASSA"],
    ["kaytetty", "KAYTETTY"],
    ["paattynyt", "PAATTYNYT"],
    ["peruttu", "PERUTTU"],
  ] as const)("calls %s %s", (tila, expected) => {
    expect(toSitoumukset([{ ...sitoumus, tila }], "08")[0]?.tila).toBe(expected);
  });
});
