import { describe, expect, it } from "vitest";
import {
  isAvoin,
  toAmmattilaiset,
  toAsiakkuudet,
  toMaksaja,
  toNewest,
  toOmasuunnitelma,
  toPalvelujakso,
} from "../../../subgraphs/yhteinen/map.ts";
import { toPalvelujaksot } from "../../../subgraphs/yhteinen/palvelujaksot.ts";
import type {
  AmmattilainenWire,
  AsiakkuusWire,
  OmasuunnitelmaWire,
  TapahtumaWire,
} from "../../../subgraphs/yhteinen/wire.ts";

const asiakkuus = (changes: Partial<AsiakkuusWire> = {}): AsiakkuusWire => ({
  tunnus: "A08-1",
  palvelu: "Terveysasema",
  palveluntarjoaja: "1.2.3",
  tarjoajan_nimi: "Alue",
  toimiala: "terveydenhuolto",
  rekisterinpitaja: null,
  alkanut: "2026-01-01",
  paattynyt: null,
  maksaja_laji: "alue",
  maksaja_nimi: "Alue",
  huoltajalta_salattu: null,
  yhteyshenkilot: [],
  ...changes,
});
const tanaan = "2026-11-23";

describe("isAvoin", () => {
  it.each([
    ["2026-11-23", null, true],
    ["2026-11-24", null, false],
    ["2026-01-01", "2026-11-23", true],
    ["2026-01-01", "2026-11-22", false],
  ])("from %s to %s is %s", (alkanut, paattynyt, open) => {
    expect(isAvoin({ alkanut, paattynyt }, tanaan)).toBe(open);
  });
});

describe("toAsiakkuudet", () => {
  const rows = [
    asiakkuus({ tunnus: "A1", alkanut: "2020-01-01", paattynyt: "2021-01-01" }),
    asiakkuus({ tunnus: "A3" }),
    asiakkuus({ tunnus: "A2", alkanut: "2026-02-01" }),
  ];

  it("gives those of the state asked for, newest first", () => {
    const starts = (tila: "AVOIN" | "PAATTYNYT" | null): readonly string[] =>
      toAsiakkuudet(rows, "08", { tila, tanaan }).map(({ alkanut }) => alkanut);
    expect(starts("AVOIN")).toEqual(["2026-02-01", "2026-01-01"]);
    expect(starts("PAATTYNYT")).toEqual(["2020-01-01"]);
    expect(starts(null)).toEqual(["2026-02-01", "2026-01-01", "2020-01-01"]);
  });

  it.each([
    ["true", ["HUOLTAJALTA_SALATTU"]],
    ["false", ["HUOLTAJALLE_AVOIN"]],
    [null, []],
  ] as const)("marks a row that the register marks %s", (huoltajalta_salattu, rivimerkit) => {
    const [row] = toAsiakkuudet([asiakkuus({ huoltajalta_salattu })], "08", { tila: null, tanaan });
    expect(row).toMatchObject({ rivimerkit, rekisterinpitaja: "08", alue: "08" });
  });

  it.each([
    ["terveydenhuolto", null, { rekisterilaji: "TERVEYDENHUOLTO", rekisterinpitaja: "90" }],
    ["sosiaalihuolto", null, { rekisterilaji: "SOSIAALIHUOLTO", rekisterinpitaja: "90" }],
    ["terveydenhuolto", "HUS", { rekisterilaji: "TERVEYDENHUOLTO", rekisterinpitaja: "HUS", alue: "90" }],
  ] as const)("tells the register of %s, of its controller %s", (toimiala, rekisterinpitaja, told) => {
    expect(toAsiakkuudet([asiakkuus({ toimiala, rekisterinpitaja })], "90", { tila: null, tanaan })).toMatchObject([
      told,
    ]);
  });
});

describe("toMaksaja", () => {
  it.each([
    ["alue", "ALUE"],
    ["tuottaja", "TUOTTAJA"],
    ["asiakas", "ASIAKAS"],
    ["vakuutusyhtio", "VAKUUTUSYHTIO"],
    ["tyoterveys", "TYOTERVEYS"],
    ["muu_alue", "MUU_ALUE"],
    ["ulkomaa", "ULKOMAA"],
  ] as const)("knows %s as %s", (maksaja_laji, laji) => {
    expect(toMaksaja({ maksaja_laji, maksaja_nimi: null })).toEqual({ laji, nimi: null });
  });
});

describe("toAmmattilaiset", () => {
  const row = (rekisterointinumero: string, changes: Partial<AmmattilainenWire> = {}): AmmattilainenWire => ({
    rekisterointinumero,
    nimi: "Testi",
    nimike: "sairaanhoitaja",
    puhelin: null,
    asiakkuus: "A1",
    alkanut: "2026-01-01",
    paattynyt: null,
    palveluntarjoaja: "1.2.3",
    tarjoajan_nimi: "Alue",
    toimiala: "terveydenhuolto",
    rekisterinpitaja: null,
    huoltajalta_salattu: null,
    rooli: "hoitaja",
    alkaen: "2026-01-01",
    vastuussa: "false",
    ...changes,
  });

  it("gives those of open customerships, the responsible one first, each role by its name", () => {
    const rows = [
      row("99900000002", { rooli: "omatyontekija" }),
      row("99900000001"),
      row("99900000003", { vastuussa: "true", rooli: "vastuuhenkilo" }),
      row("99900000004", { paattynyt: "2026-02-01" }),
      row("99900000005", { asiakkuus: "A0", rooli: "omalaakari" }),
    ];
    expect(toAmmattilaiset(rows, "08", tanaan).map(({ rooli }) => rooli)).toEqual([
      "OMALAAKARI",
      "VASTUUHENKILO",
      "HOITAJA",
      "OMATYONTEKIJA",
    ]);
  });
});

describe("toPalvelujakso", () => {
  const event = (tunnus: string, paattyi: string, changes: Partial<TapahtumaWire> = {}): TapahtumaWire => ({
    tunnus,
    palvelu: "Fysioterapia",
    palveluntarjoaja: "1.2.3",
    tarjoajan_nimi: "Testi Oy",
    toimiala: "terveydenhuolto",
    rekisterinpitaja: null,
    alkoi: paattyi,
    paattyi,
    maksaja_laji: "alue",
    maksaja_nimi: "Alue",
    huoltajalta_salattu: false,
    erityinen_sisalto: false,
    ...changes,
  });
  const toNode = (events: readonly TapahtumaWire[], paattynyt: string | null) => {
    const time = { palvelu: "Fysioterapia", palveluntarjoaja: "1.2.3", alkanut: "2026-01-01", paattynyt };
    const [jakso] = toPalvelujaksot(events, [time], 90);
    if (jakso === undefined) throw new Error("no episode");
    return toPalvelujakso(jakso, "15", tanaan);
  };

  it("is open while a customership of it is, paid by the payer of its newest event, and stands where that event stands", () => {
    const events = [
      event("T2", "2026-03-01", { maksaja_laji: "asiakas", maksaja_nimi: null }),
      event("T1", "2026-02-01"),
    ];
    expect(toNode(events, null)).toEqual({
      kohta: { paattyi: "2026-03-01", alue: "15", tunnus: "T2" },
      node: {
        palvelu: "Fysioterapia",
        palveluntarjoaja: { tunniste: "1.2.3", nimi: "Testi Oy" },
        alkanut: "2026-01-01",
        paattynyt: null,
        tila: "AVOIN",
        tapahtumia: 2,
        alue: "15",
        maksaja: { laji: "ASIAKAS", nimi: null },
        rivimerkit: ["HUOLTAJALLE_AVOIN"],
        rekisterinpitaja: "15",
        rekisterilaji: "TERVEYDENHUOLTO",
      },
    });
    expect(toNode(events, "2026-04-01").node).toMatchObject({ tila: "PAATTYNYT", paattynyt: "2026-04-01" });
  });

  it.each<[string, Partial<TapahtumaWire>, readonly string[]]>([
    ["kept from guardians", { huoltajalta_salattu: true }, ["HUOLTAJALTA_SALATTU"]],
    ["not marked", { huoltajalta_salattu: null }, []],
    ["of special content", { erityinen_sisalto: true }, ["ERITYINEN_SISALTO", "HUOLTAJALLE_AVOIN"]],
  ])("is marked as a whole when one event is %s", (_, changes, rivimerkit) => {
    expect(toNode([event("T2", "2026-03-01"), event("T1", "2026-02-01", changes)], null).node.rivimerkit).toEqual(
      rivimerkit,
    );
  });
});

describe("toNewest", () => {
  const plan = (laadittu: string, alue: string) => {
    const row: OmasuunnitelmaWire = {
      tunnus: "S",
      laadittu,
      tarkistetaan: null,
      huoltajalta_salattu: null,
      terveys_ja_hoito: null,
      palvelut: null,
    };
    return toOmasuunnitelma(row, alue);
  };

  it("is the plan made last; of the same day, that of the region that comes first", () => {
    expect(toNewest([plan("2026-01-01", "08"), plan("2026-02-01", "90"), plan("2026-02-01", "15")])?.alue).toBe("15");
    expect(toNewest([])).toBeUndefined();
  });
});
