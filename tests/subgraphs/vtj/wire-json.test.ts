import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceResult } from "../../../gateway/source/index.ts";
import type { HenkiloWire } from "../../../subgraphs/vtj/wire.ts";
import { parsePerustiedot } from "../../../subgraphs/vtj/wire-json.ts";

const aino = "140584-902U";
const venla = "031181-904V";
const eino = "240814A905R";
const pvm = (arvo: string, tarkkuus = "PAIVA") => ({ arvo, tarkkuus });

/** The example of the registry sheet, B5. */
const esimerkki = {
  ajanTasalla: true,
  perustiedot: [
    {
      henkilotunnus: aino,
      tietoryhmat: [
        { tietoryhma: "HENKILON_NIMI", etunimi: "Aino Maria", sukunimi: "Koivula-Testi" },
        { tietoryhma: "SIVIILISAATY", siviilisaaty: "ERONNUT" },
        { tietoryhma: "AMMATTI", ammatti: "lähihoitaja" },
        {
          tietoryhma: "KOTIKUNTA",
          kuntakoodi: "837",
          kuntaanMuuttopv: pvm("2019-08-01"),
          kuntaanMuuttoPv: pvm("2019-08-01"),
        },
        {
          tietoryhma: "HUOLLETTAVA_SUPPEA",
          huollettava: { henkilotunnus: eino, etunimet: "Eino Olavi", sukunimi: "Koivula-Testi" },
          huoltajanLaji: "LAKISAATEINEN_HUOLTAJA",
          huoltajanRooli: "AITI",
          huoltosuhteenAlkupv: pvm("2014-08-24"),
          huoltosuhteenLoppupv: pvm("2032-08-24"),
          oikeudet: [],
        },
      ],
    },
    {
      henkilotunnus: venla,
      tietoryhmat: [
        { tietoryhma: "TURVAKIELTO", turvakieltoAktiivinen: true },
        { tietoryhma: "HENKILON_NIMI", etunimi: "Venla", sukunimi: "Suojattu-Testi" },
        {
          tietoryhma: "VAKINAINEN_KOTIMAINEN_OSOITE",
          turvakiellonAlaisetKentat: ["VAKINAINEN_KOTIMAINEN_OSOITE", "KOTIMAINEN_POSTIOSOITE", "SAHKOPOSTIOSOITE"],
        },
      ],
    },
  ],
};

type Ryhmat = readonly Readonly<Record<string, unknown>>[];

/** What is read of one person with these groups. */
function read(tietoryhmat: Ryhmat, henkilotunnus = aino): SourceResult<HenkiloWire> | undefined {
  const result = parsePerustiedot({ perustiedot: [{ henkilotunnus, tietoryhmat }] }, [aino]);
  return result.ok ? result.value.get(aino) : result;
}

function henkiloOf(tietoryhmat: Ryhmat): HenkiloWire {
  const result = read(tietoryhmat);
  if (result?.ok !== true) throw new Error("no person");
  return result.value;
}

describe("the sheet's example", () => {
  const result = parsePerustiedot(esimerkki, [venla, "010190-999W", aino]);
  const found = result.ok ? result.value : new Map<string, SourceResult<HenkiloWire>>();

  it("is read whole, each person by code", () => {
    expect(found.get(aino)).toMatchObject({
      ok: true,
      value: {
        hetu: aino,
        syntymapaiva: "1984-05-14",
        nimi: { etunimet: "Aino Maria" },
        siviilisaaty: "ERONNUT",
        ammatti: "lähihoitaja",
        kotikunta: { koodi: "837" },
        turvakielto: { voimassa: false, paattyy: null },
        huollettavat: [
          { hetu: eino, laji: "LAKISAATEINEN_HUOLTAJA", rooli: "AITI", alkaen: "2014-08-24", paattyy: "2032-08-24" },
        ],
      },
    });
    expect(found.get(venla)).toMatchObject({ value: { turvakielto: { voimassa: true }, osoitteet: [] } });
  });

  it("tells who is absent", () => {
    expect(found.get("010190-999W")).toMatchObject({ ok: false, failure: { kind: "not-found" } });
  });
});

const item = (henkilotunnus: string, sukunimi: string) => ({
  henkilotunnus,
  tietoryhmat: [{ tietoryhma: "HENKILON_NIMI", etunimi: "A", sukunimi }],
});

describe("who is who", () => {
  it("one who was not asked makes the whole answer invalid", () => {
    const answer = { perustiedot: [item(aino, "A"), item(eino, "B")] };
    expect(parsePerustiedot(answer, [aino, venla])).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });

  it("identical items are one, disagreeing ones are invalid and leave the others", () => {
    const twice = parsePerustiedot({ perustiedot: [item(aino, "A"), item(aino, "A")] }, [aino]);
    expect(twice.ok && twice.value.get(aino)?.ok).toBe(true);
    const differing = parsePerustiedot({ perustiedot: [item(aino, "A"), item(venla, "V"), item(aino, "B")] }, [
      aino,
      venla,
    ]);
    expect(differing.ok && differing.value.get(aino)).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    expect(differing.ok && differing.value.get(venla)?.ok).toBe(true);
  });

  it("an item under the code in force is found by the former code asked", () => {
    const korjaus = {
      tietoryhma: "HENKILOTUNNUS_KORJAUS",
      aktiivinenHenkilotunnus: eino,
      edellisetHenkilotunnukset: [aino],
    };
    expect(read([korjaus], eino)).toMatchObject({ ok: true, value: { hetu: eino } });
  });

  it("a birth date that is not the code's is invalid", () => {
    expect(read([{ tietoryhma: "SYNTYMAPAIVA", syntymapv: pvm("1984-05-15") }])).toMatchObject({
      failure: { kind: "invalid" },
    });
    expect(read([{ tietoryhma: "SYNTYMAPAIVA", syntymapv: pvm("1984", "VUOSI") }])).toMatchObject({ ok: true });
  });
});

describe("non-disclosure", () => {
  it.each([
    [[], false],
    [[{ tietoryhma: "TURVAKIELTO", turvakieltoAktiivinen: false }], false],
    [[{ tietoryhma: "TURVAKIELTO", turvakieltoAktiivinen: true }], true],
    [[{ tietoryhma: "TURVAKIELTO" }], true],
    [[{ tietoryhma: "TURVAKIELTO", turvakieltoAktiivinen: null }], true],
    [[{ tietoryhma: "TURVAKIELTO", turvakieltoAktiivinen: "false" }], true],
    [[{ tietoryhma: "KOTIKUNTA", turvakiellonAlaisetKentat: [] }], true],
  ])("of %j is %s", (ryhmat, voimassa) => {
    expect(henkiloOf(ryhmat).turvakielto?.voimassa).toBe(voimassa);
  });

  it("has its last day", () => {
    const ryhma = { tietoryhma: "TURVAKIELTO", turvakieltoAktiivinen: true, turvaLoppuPv: pvm("2028-05-31") };
    expect(henkiloOf([ryhma]).turvakielto).toEqual({ voimassa: true, paattyy: "2028-05-31" });
  });
});

const nimi = (sukunimi: string) => ({ tietoryhma: "HENKILON_NIMI", etunimi: "A", sukunimi });

describe("groups", () => {
  it("write a domestic address as SOAP does", () => {
    const ryhma = {
      tietoryhma: "VAKINAINEN_KOTIMAINEN_OSOITE",
      katunimi: { fi: "Mallikatu" },
      katunumero: "4",
      huoneistokirjain: "B",
      huoneistonumero: "012",
      postinumero: "33100",
      postitoimipaikka: { fi: "TAMPERE", sv: "TAMMERFORS" },
      alkupv: pvm("2019-08-01"),
    };
    expect(henkiloOf([ryhma]).osoitteet).toEqual([
      {
        laji: "VAKINAINEN",
        katuosoite: { fi: "Mallikatu 4 B 12", sv: undefined },
        postinumero: "33100",
        postitoimipaikka: { fi: "TAMPERE", sv: "TAMMERFORS" },
        maa: { koodi: "246" },
        alkaen: "2019-08-01",
        paattyy: null,
      },
    ]);
  });

  it("that are unknown are ignored, that can't be read make the record invalid", () => {
    expect(read([{ tietoryhma: "PERHESUHDE", jotain: 1 }])).toMatchObject({ ok: true });
    expect(read([{ tietoryhma: "HENKILON_NIMI", etunimi: 1 }])).toMatchObject({ failure: { kind: "invalid" } });
    expect(read([{ tietoryhma: "HUOLTAJA_SUPPEA" }])).toMatchObject({ failure: { kind: "invalid" } });
    expect(read([{ tietoryhma: "KUOLINPAIVA", kuolinpv: pvm("2020-02-30") }])).toMatchObject({
      failure: { kind: "invalid" },
    });
  });

  it("that disagree make the record invalid", () => {
    expect(read([nimi("A"), nimi("A")])).toMatchObject({ ok: true });
    expect(read([nimi("A"), nimi("B")])).toMatchObject({ failure: { kind: "invalid" } });
  });

  it("leave out citizenships and parenthood that have ended", () => {
    const henkilo = henkiloOf([
      {
        tietoryhma: "KANSALAISUUS",
        henkilonKansalaisuudet: [
          { kansalaisuuskoodi: "246", voimassaolo: "AKTIIVI" },
          { kansalaisuuskoodi: "752", voimassaolo: "PASSIIVI" },
        ],
      },
      { tietoryhma: "LAPSI", lapsi: { etunimet: "A" }, lapsiVanhempiSuhdePaattynyt: true },
      { tietoryhma: "LAPSI_SUPPEA", lapsi: { etunimet: "B", syntymapv: pvm("2001-02-03") } },
    ]);
    expect(henkilo.kansalaisuudet).toEqual([{ koodi: "246" }]);
    expect(henkilo.lapset).toEqual([{ hetu: null, etunimet: "B", sukunimi: null, syntymapaiva: "2001-02-03" }]);
  });
});

describe("rights of custody", () => {
  const oikeudetOf = (oikeudet: unknown): unknown =>
    henkiloOf([
      {
        tietoryhma: "HUOLLETTAVA_SUPPEA",
        huollettava: { henkilotunnus: eino, etunimet: "Eino", sukunimi: "K" },
        huoltajanLaji: "LAKISAATEINEN_HUOLTAJA",
        oikeudet,
      },
    ]).huollettavat?.[0];

  it("are divided where any is listed, and what is not a plain yes or no is not known", () => {
    expect(oikeudetOf([])).toMatchObject({ onJaettu: false, oikeudet: [] });
    expect(
      oikeudetOf([
        { oikeus: "T100", sisalto: "EI", oikeudenAlkupv: pvm("2020-01-01"), oikeudenLoppupv: pvm("2026-01-01") },
        { oikeus: "P300", sisalto: "KYLLA" },
        { oikeus: "HUOLLON_JAKO_KUVATTU_SISALTOTEKSTISSA", sisalto: "isä päättää hammashoidosta" },
      ]),
    ).toMatchObject({
      onJaettu: true,
      oikeudet: [
        { koodi: "T100", tieto: "EI", alkaen: "2020-01-01", paattyy: "2026-01-01" },
        { koodi: "P300", tieto: "KYLLA", alkaen: null, paattyy: null },
        { koodi: "HUOLLON_JAKO_KUVATTU_SISALTOTEKSTISSA", tieto: "EI_TIEDOSSA" },
      ],
    });
  });

  it("make the record invalid when they can't be read", () => {
    expect(
      read([
        {
          tietoryhma: "HUOLLETTAVA_SUPPEA",
          huollettava: { henkilotunnus: eino, etunimet: "Eino", sukunimi: "K" },
          oikeudet: [{ sisalto: "KYLLA" }],
        },
      ]),
    ).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });
});

describe("any JSON", () => {
  it("gives a value or a failure, never a throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof parsePerustiedot(value, [aino]).ok).toBe("boolean");
      }),
    );
  });

  it("in the place of a group's fields gives a value or a failure, never a throw", () => {
    const names = [
      "HENKILON_NIMI",
      "KUTSUMANIMI",
      "HENKILOTUNNUS_KORJAUS",
      "SYNTYMAPAIVA",
      "KUOLINPAIVA",
      "AVIOLIITTO",
      "VAKINAINEN_KOTIMAINEN_OSOITE",
      "TURVAKIELTO",
      "HUOLTAJA",
      "VANHEMPI_SUPPEA",
    ];
    const fields = [
      "etunimi",
      "nimi",
      "puoliso",
      "huoltaja",
      "vanhempi",
      "syntymapv",
      "kuolinpv",
      "katunimi",
      "turvaLoppuPv",
    ];
    const ryhma = fc
      .tuple(fc.constantFrom(...names), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 2 })))
      .map(([tietoryhma, rest]) => ({ ...rest, tietoryhma }));
    fc.assert(
      fc.property(fc.array(ryhma, { maxLength: 5 }), (tietoryhmat) => {
        expect(typeof read(tietoryhmat)?.ok).toBe("boolean");
      }),
      { numRuns: 500 },
    );
  });
});
