import { describe, expect, it } from "vitest";
import { toNimi } from "../../../gateway/subgraph/index.ts";
import { chooseNimi, toKoulutus } from "../../../subgraphs/koski/map.ts";
import type { OpiskeluoikeusWire, SuoritusWire } from "../../../subgraphs/koski/wire.ts";

type Jakso = OpiskeluoikeusWire["jaksot"][number];

const lasna: Jakso = { alku: "2022-08-10", tila: { koodiarvo: "lasna", koodistoUri: "koskiopiskeluoikeudentila" } };

function suoritus(own: Partial<SuoritusWire> = {}): SuoritusWire {
  return {
    tyyppi: { koodiarvo: "ammatillinentutkinto" },
    koulutusmoduuli: { tunniste: { koodiarvo: "371101", koodistoUri: "koulutus", nimi: { fi: "Koodin nimi" } } },
    vahvistus: { päivä: "2025-05-31" },
    ...own,
  };
}

function oikeus(own: Partial<OpiskeluoikeusWire> = {}): OpiskeluoikeusWire {
  return {
    tyyppi: { koodiarvo: "ammatillinenkoulutus" },
    suoritukset: [suoritus()],
    jaksot: [lasna],
    tilanne: "PAATTYNYT",
    ...own,
  };
}

function onlyTutkinto(own: Partial<OpiskeluoikeusWire>): ReturnType<typeof toKoulutus>["tutkinnot"][number] {
  const [tutkinto, ...others] = toKoulutus([oikeus(own)]).tutkinnot;
  if (tutkinto === undefined || others.length > 0) throw new Error("not exactly one degree");
  return tutkinto;
}

describe("degrees", () => {
  it.each([
    "ammatillinentutkinto",
    "korkeakoulututkinto",
    "ylioppilastutkinto",
    "lukionoppimaara",
    "ibtutkinto",
    "diatutkintovaihe",
    "ebtutkinto",
    "perusopetuksenoppimaara",
    "aikuistenperusopetuksenoppimaara",
    "ahvenanmaanperusopetuksenoppimaara",
  ])("include a confirmed %s", (koodiarvo) => {
    expect(toKoulutus([oikeus({ suoritukset: [suoritus({ tyyppi: { koodiarvo } })] })]).tutkinnot).toHaveLength(1);
  });

  it.each([
    "ammatillinentutkintoosittainen",
    "perusopetuksenvuosiluokka",
    "lukionoppiaineenoppimaara",
    "korkeakoulunopintojakso",
  ])("do not include %s", (koodiarvo) => {
    expect(toKoulutus([oikeus({ suoritukset: [suoritus({ tyyppi: { koodiarvo } })] })]).tutkinnot).toEqual([]);
  });

  it("do not include what is not confirmed", () => {
    expect(toKoulutus([oikeus({ suoritukset: [suoritus({ vahvistus: undefined })] })]).tutkinnot).toEqual([]);
  });

  it("come newest first", () => {
    const suoritukset = ["2003-05-31", "2025-05-31", "2010-01-01"].map((päivä) => suoritus({ vahvistus: { päivä } }));
    const days = toKoulutus([oikeus({ suoritukset })]).tutkinnot.map(({ valmistunut }) => valmistunut);
    expect(days).toEqual(["2025-05-31", "2010-01-01", "2003-05-31"]);
  });

  it("are left out of a voided right, whatever it holds", () => {
    expect(toKoulutus([oikeus({ tilanne: "MITATOITY" })])).toEqual({ tutkinnot: [], opinnot: [] });
  });

  const tunniste = { koodiarvo: "371101", koodistoUri: "koulutus", nimi: { fi: "Koodin nimi" } };

  it.each([
    [{ tunniste, perusteenNimi: { fi: "Perusteen nimi" }, virtaNimi: { fi: "Virran nimi" } }, "FI", "Perusteen nimi"],
    [{ tunniste, virtaNimi: { fi: "Virran nimi" } }, "FI", "Virran nimi"],
    [{ tunniste, perusteenNimi: {} }, "FI", "Koodin nimi"],
    [{ tunniste, perusteenNimi: { fi: "Suomeksi", sv: "På svenska" } }, "SV", "På svenska"],
    [{ tunniste, perusteenNimi: { fi: "Suomeksi", sv: "På svenska" } }, "EN", "Suomeksi"],
    [{ tunniste, perusteenNimi: { sv: "På svenska" } }, "EN", "På svenska"],
    [{ tunniste: { koodiarvo: "371101" } }, "FI", "371101"],
  ] as const)("of %j are called in %s %s", (koulutusmoduuli, kieli, nimi) => {
    const { nimetty } = onlyTutkinto({ suoritukset: [suoritus({ koulutusmoduuli })] });
    expect(chooseNimi(nimetty, kieli)).toBe(nimi);
  });

  it.each([
    [{ oppilaitos: { oid: "1.2", nimi: { fi: "Koulu" } }, koulutustoimija: { nimi: { fi: "Kunta" } } }, "Koulu", "1.2"],
    [{ oppilaitos: { oid: "1.2" }, koulutustoimija: { oid: "1.3", nimi: { fi: "Kunta" } } }, "Kunta", "1.2"],
    [{ suoritukset: [suoritus({ toimipiste: { oid: "1.4", nimi: { fi: "Toimipiste" } } })] }, "Toimipiste", null],
    [{}, null, null],
  ])("of %j are from the school %s", (own, nimi, oid) => {
    const { oppilaitosNimet, oppilaitosOid } = onlyTutkinto(own);
    expect([toNimi(oppilaitosNimet, "FI"), oppilaitosOid]).toEqual([nimi, oid]);
  });

  it("have a level only when Koski tells it", () => {
    expect(onlyTutkinto({}).taso).toBeNull();
    const eqf = { koodiarvo: "4", koodistoUri: "eqf" };
    const koulutusmoduuli = { tunniste, eurooppalainenTutkintojenViitekehysEQF: eqf };
    const { taso } = onlyTutkinto({ suoritukset: [suoritus({ koulutusmoduuli })] });
    expect(taso).toEqual({ eqf: { koodisto: "eqf", arvo: "4" }, nqf: null });
  });

  it("have a code of the list paikallinen when the code is a school's own", () => {
    const koulutusmoduuli = { tunniste: { koodiarvo: "OMA-1", nimi: { fi: "Oma" } } };
    const { koodi } = onlyTutkinto({ suoritukset: [suoritus({ koulutusmoduuli })] });
    expect(koodi).toEqual({ koodisto: "paikallinen", arvo: "OMA-1", nimet: { fi: "Oma" } });
  });
});

describe("studies", () => {
  const going = { tilanne: "JATKUU" } as const;

  it("are the rights that go on", () => {
    const { opinnot } = toKoulutus([
      oikeus(),
      oikeus({ ...going, alkamispäivä: "2022-08-10", päättymispäivä: "2027-07-31" }),
    ]);
    expect(opinnot).toMatchObject([
      {
        tila: { koodisto: "koskiopiskeluoikeudentila", arvo: "lasna" },
        koodi: { arvo: "371101" },
        alkanut: "2022-08-10",
        paattynyt: "2027-07-31",
      },
    ]);
  });

  it("begin with the first period when no day of beginning is given", () => {
    const later = { ...lasna, alku: "2023-01-01" };
    expect(toKoulutus([oikeus({ ...going, jaksot: [lasna, later] })]).opinnot).toMatchObject([
      { alkanut: "2022-08-10", paattynyt: null },
    ]);
  });

  it("are called by the degree aimed at, not by a school year", () => {
    const year = suoritus({
      tyyppi: { koodiarvo: "perusopetuksenvuosiluokka" },
      koulutusmoduuli: { tunniste: { koodiarvo: "7", nimi: { fi: "7. vuosiluokka" } } },
    });
    const { opinnot } = toKoulutus([oikeus({ ...going, suoritukset: [year, suoritus({ vahvistus: undefined })] })]);
    expect(opinnot.map(({ nimetty }) => chooseNimi(nimetty, "FI"))).toEqual(["Koodin nimi"]);
  });

  it("are called by their type when nothing is recorded of them", () => {
    const { opinnot } = toKoulutus([oikeus({ ...going, suoritukset: [] })]);
    expect(opinnot).toMatchObject([{ koodi: null, nimetty: { koodiarvo: "ammatillinenkoulutus" } }]);
  });
});
