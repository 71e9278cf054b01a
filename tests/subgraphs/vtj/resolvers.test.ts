import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tuntematon } from "../../../gateway/actor/index.ts";
import { ask, entities, kutsut, persona, population, sealed, startGraph } from "./graph.ts";
import type { Graph } from "./graph.ts";

const kaikki = `
  nimi { etunimet sukunimi entinenSukunimi } syntymaaika sukupuoli kuolinpaiva
  aidinkieli { koodisto arvo nimi(kieli: SV) } kansalaisuudet { arvo nimi }
  osoitteet { laji katuosoite(kieli: SV) postinumero postitoimipaikka maa { arvo } alkaen paattyy }
  kotikunta { koodi nimi(kieli: SV) } alue { koodi nimi } turvakielto { voimassa paattyy } ammatti
  perhesuhteet {
    siviilisaaty
    huoltajat { nimi { etunimet sukunimi } syntymaaika henkilo { id } huoltomuoto }
    huollettavat { nimi { etunimet } syntymaaika henkilo { id } huoltomuoto }
  }`;

const suhteet = `
  asiointikieli { arvo } nimi { kutsumanimi entinenSukunimi }
  perhesuhteet {
    puoliso { nimi { sukunimi } henkilo { id } }
    vanhemmat { nimi { etunimet } henkilo { id } } lapset { nimi { etunimet } syntymaaika henkilo { id } }
    huoltajat { nimi { etunimet } huoltomuoto rooli alkaen paattyy henkilo { id } }
    huollettavat { nimi { etunimet } huoltomuoto rooli alkaen paattyy }
  }`;

const aino = persona("aino");
const eino = persona("eino");
const venla = persona("venla");
const people = [...population.kaikki()].filter(({ hetu }) => hetu !== undefined);

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());
afterEach(() => graph.mock.requests.clear());

describe("one person", () => {
  it("gives everything that a product carries in one call, true to the record", async () => {
    const [asiakas] = entities(await ask(graph.transport, { fields: kaikki }));
    expect(asiakas).toEqual({
      nimi: { etunimet: "Aino Maria", sukunimi: "Koivula-Testi", entinenSukunimi: null },
      syntymaaika: "1984-05-14",
      sukupuoli: "NAINEN",
      kuolinpaiva: null,
      aidinkieli: { koodisto: "ISO 639-1", arvo: "fi", nimi: "finska" },
      kansalaisuudet: [{ arvo: "246", nimi: "Suomi" }],
      osoitteet: [
        {
          laji: "VAKINAINEN",
          katuosoite: "Modellgatan 4 B 12",
          postinumero: "33100",
          postitoimipaikka: "TAMPERE",
          maa: { arvo: "246" },
          alkaen: "2019-08-01",
          paattyy: null,
        },
      ],
      kotikunta: { koodi: "837", nimi: "Tammerfors" },
      alue: { koodi: "08", nimi: "Pirkanmaan hyvinvointialue" },
      turvakielto: { voimassa: false, paattyy: null },
      ammatti: "lähihoitaja",
      perhesuhteet: {
        siviilisaaty: "ERONNUT",
        huoltajat: [],
        huollettavat: [
          {
            nimi: { etunimet: "Eino Olavi" },
            syntymaaika: "2014-08-24",
            henkilo: { id: sealed(eino.hetu) },
            huoltomuoto: "LAKISAATEINEN",
          },
          {
            nimi: { etunimet: "Helmi Sofia" },
            syntymaaika: "2018-02-09",
            henkilo: { id: sealed(persona("helmi").hetu) },
            huoltomuoto: "LAKISAATEINEN",
          },
        ],
      },
    });
    expect(kutsut(graph.mock)).toEqual([{ tuote: "HVAASIAKAS" }]);
  });

  it.each([
    ["nimi { etunimet } syntymaaika alue { koodi }", "PERUSSANOMA 1"],
    ["nimi { __typename }", "PERUSSANOMA 1"],
    ["turvakielto { voimassa }", "PERUSSANOMA 3"],
    ["nimi { entinenSukunimi } kansalaisuudet { arvo }", "PERUSSANOMA 3"],
    ["turvakielto { voimassa } perhesuhteet { huoltajat { henkilo { id } } }", "HUOLLETTAVA-HUOLTAJAT"],
    ["perhesuhteet { huollettavat { nimi { etunimet } syntymaaika } }", "HUOLTAJA-HUOLLETTAVAT"],
    ["perhesuhteet { ... on Perhesuhteet { huoltajat { huoltomuoto } } }", "HVAASIAKAS"],
    ["ammatti", "HVAASIAKAS"],
  ])("for %s asks for the least product, %s", async (fields, tuote) => {
    entities(await ask(graph.transport, { fields }));
    expect(kutsut(graph.mock)).toEqual([{ tuote }]);
  });

  it("asks over JSON for what no product carries, and only for the groups needed", async () => {
    const [asiakas] = entities(await ask(graph.transport, { fields: suhteet, id: [sealed(eino.hetu)] }));
    const huolto = { huoltomuoto: "LAKISAATEINEN", alkaen: "2014-08-24", paattyy: "2032-08-24" };
    const aiti = { nimi: { etunimet: "Aino Maria" }, henkilo: { id: sealed(aino.hetu) } };
    const isa = { nimi: { etunimet: "Otso Kalevi" }, henkilo: { id: sealed(eino.huoltajat[1]?.hetu) } };
    expect(asiakas).toEqual({
      asiointikieli: { arvo: "fi" },
      nimi: { kutsumanimi: "Eino", entinenSukunimi: null },
      perhesuhteet: {
        puoliso: null,
        vanhemmat: [aiti, isa],
        lapset: [],
        huoltajat: [
          { ...aiti, ...huolto, rooli: "AITI" },
          { ...isa, ...huolto, rooli: "ISA" },
        ],
        huollettavat: [],
      },
    });
    expect(kutsut(graph.mock)).toEqual([
      {
        hetulista: [eino.hetu],
        tietoryhmat: [
          "HENKILOTUNNUS_KORJAUS",
          "SYNTYMAPAIVA",
          "ASIOINTIKIELI",
          "NIMENMUUTOS",
          "HUOLLETTAVA_SUPPEA",
          "HUOLTAJA_SUPPEA",
          "KUTSUMANIMI",
          "LAPSI_SUPPEA",
          "AVIOLIITTO",
          "REKISTEROITY_PARISUHDE",
          "VANHEMPI_SUPPEA",
        ],
      },
    ]);
  });

  it("leaves out what a condition leaves out", async () => {
    const fields =
      "nimi { etunimet kutsumanimi @include(if: $v) } perhesuhteet @skip(if: true) { lapset { syntymaaika } }";
    entities(await ask(graph.transport, { fields, variables: { v: false } }));
    expect(kutsut(graph.mock)).toEqual([{ tuote: "PERUSSANOMA 1" }]);
  });

  it("tells who asks, and nothing personal in address or header", async () => {
    entities(await ask(graph.transport, { fields: kaikki }));
    entities(await ask(graph.transport, { fields: suhteet }));
    const [soap, rest] = graph.mock.requests.latest();
    expect(soap?.runko).toContain("<q:Loppukayttaja>virkailija-4711</q:Loppukayttaja>");
    expect(soap?.runko).toContain("<xro:issue>PALVELUTARPEEN_ARVIOINTI/pyynto-1</xro:issue>");
    expect(rest?.otsakkeet).toMatchObject({
      "x-road-userid": "FIvirkailija-4711",
      "x-road-issue": "PALVELUTARPEEN_ARVIOINTI/pyynto-1",
    });
    for (const call of [soap, rest]) expect(JSON.stringify([call?.polku, call?.otsakkeet])).not.toContain(aino.hetu);
  });

  it("tells that a customer looks at their own, with a message id of its own and the request's", async () => {
    const actor = { kind: "asiakas", sub: "s-1", asiakasId: sealed(aino.hetu) } as const;
    entities(await ask(graph.transport, { fields: kaikki, actor }));
    entities(await ask(graph.transport, { fields: suhteet, actor }));
    const [soap, rest] = graph.mock.requests.latest();
    expect(soap?.runko).toContain("<xro:issue>OMAT_TIEDOT/pyynto-1</xro:issue>");
    expect(rest?.otsakkeet["x-road-issue"]).toBe("OMAT_TIEDOT/pyynto-1");
    const soapId = /<xro:id>([^<]+)/.exec(soap?.runko ?? "")?.[1];
    expect(soapId).toMatch(/^[0-9a-f-]{36}$/);
    expect(rest?.otsakkeet["x-road-id"]).not.toBe(soapId);
  });

  it("never asks for nobody", async () => {
    const answer = await ask(graph.transport, { fields: "nimi { etunimet }", actor: tuntematon });
    expect(answer.errors.map(({ code }) => code)).toEqual(["SOURCE_DENIED"]);
    expect(graph.mock.requests.count()).toBe(0);
  });

  it("asks once for the same person named twice", async () => {
    const twice = entities(
      await ask(graph.transport, { id: [sealed(aino.hetu), sealed(aino.hetu)], fields: "nimi { etunimet }" }),
    );
    expect(twice).toEqual([{ nimi: { etunimet: "Aino Maria" } }, { nimi: { etunimet: "Aino Maria" } }]);
    expect(kutsut(graph.mock)).toEqual([{ tuote: "PERUSSANOMA 1" }]);
  });

  it("goes on from guardian to guardian through henkilo, the two in one call", async () => {
    const fields = "perhesuhteet { huoltajat { henkilo { nimi { sukunimi } turvakielto { voimassa } } } }";
    const [asiakas] = entities(await ask(graph.transport, { fields, id: [sealed(persona("helmi").hetu)] }));
    expect(asiakas).toEqual({
      perhesuhteet: {
        huoltajat: [
          { henkilo: { nimi: { sukunimi: "Koivula-Testi" }, turvakielto: { voimassa: false } } },
          { henkilo: { nimi: { sukunimi: "Suojattu-Testi" }, turvakielto: { voimassa: true } } },
        ],
      },
    });
    expect(kutsut(graph.mock)).toMatchObject([
      { tuote: "HUOLLETTAVA-HUOLTAJAT" },
      { hetulista: [aino.hetu, venla.hetu] },
    ]);
  });
});

describe("several persons", () => {
  it("go in one call with exactly the groups needed, each to its own place", async () => {
    const thirty = people.slice(0, 30);
    const answer = entities(
      await ask(graph.transport, {
        id: thirty.map(({ hetu }) => sealed(hetu)),
        fields: "nimi { etunimet sukunimi } turvakielto { voimassa }",
      }),
    );
    expect(answer).toEqual(
      thirty.map(({ etunimet, sukunimi, turvakielto }) => ({
        nimi: { etunimet, sukunimi },
        turvakielto: { voimassa: turvakielto !== undefined },
      })),
    );
    const tietoryhmat = ["HENKILOTUNNUS_KORJAUS", "SYNTYMAPAIVA", "HENKILON_NIMI", "TURVAKIELTO"];
    expect(kutsut(graph.mock)).toEqual([{ hetulista: thirty.map(({ hetu }) => hetu), tietoryhmat }]);
  });

  it("go in lots of 100", async () => {
    const patient = graph.withSettings({ timeoutMs: 10_000 });
    entities(await ask(patient, { id: people.slice(0, 250).map(({ hetu }) => sealed(hetu)), fields: "sukupuoli" }));
    await patient.close();
    expect(kutsut(graph.mock).map(({ hetulista }) => (Array.isArray(hetulista) ? hetulista.length : 0))).toEqual([
      100, 100, 50,
    ]);
  });

  it("have the same facts as when asked one by one", async () => {
    const two = [aino, eino].map(({ hetu }) => sealed(hetu));
    const together = entities(await ask(graph.transport, { id: two, fields: kaikki }));
    const apart = [
      ...entities(await ask(graph.transport, { id: two.slice(0, 1), fields: kaikki })),
      ...entities(await ask(graph.transport, { id: two.slice(1), fields: kaikki })),
    ];
    expect(together).toEqual(apart);
  });

  it("fail apart: one whom the register does not know leaves the others", async () => {
    const answer = await ask(graph.transport, { id: [sealed(aino.hetu), sealed("010190-999W")], fields: "sukupuoli" });
    expect(answer.data).toEqual({ _entities: [{ sukupuoli: "NAINEN" }, { sukupuoli: null }] });
    expect(answer.errors).toMatchObject([{ code: "SUBJECT_NOT_FOUND", path: ["_entities", 1, "sukupuoli"] }]);
  });
});

describe("identity", () => {
  it("follows a changed identity code once, over SOAP and in the batch", async () => {
    const vaihtunut = people.find(({ entisetHetut }) => entisetHetut.length > 0);
    const old = vaihtunut?.entisetHetut[0];
    const nimi = { etunimet: vaihtunut?.etunimet };
    expect(entities(await ask(graph.transport, { id: [sealed(old)], fields: "nimi { etunimet }" }))).toEqual([
      { nimi },
    ]);
    expect(kutsut(graph.mock)).toEqual([{ tuote: "PERUSSANOMA 1" }, { tuote: "PERUSSANOMA 1" }]);
    const both = entities(
      await ask(graph.transport, { id: [sealed(old), sealed(aino.hetu)], fields: "nimi { etunimet }" }),
    );
    expect(both).toEqual([{ nimi }, { nimi: { etunimet: "Aino Maria" } }]);
  });

  it("never sends a temporary identifier, and is null without an error", async () => {
    const id = sealed("08-123", "TILAPAINEN");
    expect(entities(await ask(graph.transport, { id: [id], fields: "nimi { etunimet } alue { koodi }" }))).toEqual([
      { nimi: null, alue: null },
    ]);
    expect(graph.mock.requests.count()).toBe(0);
  });

  it("refuses an id that is none of ours", async () => {
    const answer = await ask(graph.transport, { id: ["x"], fields: "nimi { etunimet }" });
    expect(answer.errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    expect(graph.mock.requests.count()).toBe(0);
  });

  it("is not found when the register does not know the code", async () => {
    const answer = await ask(graph.transport, { id: [sealed("010190-999W")], fields: "nimi { etunimet }" });
    expect(answer.errors).toMatchObject([{ code: "SUBJECT_NOT_FOUND", parameters: { lahde: "vtj" } }]);
  });
});

describe("non-disclosure", () => {
  const paikka = "osoitteet { laji } kotikunta { koodi } alue { koodi } turvakielto { voimassa paattyy }";

  it("gives no place and no sign of why, but for the flag", async () => {
    expect(entities(await ask(graph.transport, { id: [sealed(venla.hetu)], fields: paikka }))).toEqual([
      {
        osoitteet: null,
        kotikunta: null,
        alue: null,
        turvakielto: { voimassa: true, paattyy: venla.turvakielto?.paattyy },
      },
    ]);
  });

  it("gives no address in the batch either", async () => {
    const fields = "osoitteet { laji } turvakielto { voimassa }";
    expect(entities(await ask(graph.transport, { id: [venla, aino].map(({ hetu }) => sealed(hetu)), fields }))).toEqual(
      [
        { osoitteet: null, turvakielto: { voimassa: true } },
        { osoitteet: [{ laji: "VAKINAINEN" }], turvakielto: { voimassa: false } },
      ],
    );
  });

  it("shows both flag and address under a permit with the right", async () => {
    const open = await startGraph({ lupa: { turvakiellonOikeus: true } });
    const [asiakas] = entities(await ask(open.transport, { id: [sealed(venla.hetu)], fields: paikka }));
    expect(asiakas).toMatchObject({ osoitteet: [{ laji: "VAKINAINEN" }], turvakielto: { voimassa: true } });
    await open.close();
  });
});
