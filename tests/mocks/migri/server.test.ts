import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../../../mocks/http/index.ts";
import { start } from "../../../mocks/migri/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";

const population = createPopulation({ seed: 1, size: 3000 });
const path = "/r1/FI/GOV/9990011-1/UMA/oleskelutiedot/v1/haku";
const headers = { "x-road-client": "FI/MUN/9999999-9/asiakas-graph" };
const kysyja = { kayttotarkoitus: "SOSIAALIHUOLTO", loppukayttaja: "t-1" };
const hetuOf = (persona: string): string => population.personas.find((each) => each.persona === persona)?.hetu ?? "";

describe("mock of Migri", () => {
  let mock: MockServer;
  beforeAll(async () => {
    mock = await start({ population, now: () => new Date("2026-11-23T10:15:02Z") });
  });
  afterAll(() => mock.close());

  async function post(hakuperuste: unknown, muut: unknown = kysyja) {
    const body = JSON.stringify({ hakuperuste, ...Object(muut) });
    const response = await fetch(mock.url + path, { method: "POST", headers, body });
    const read: unknown = await response.json();
    return { status: response.status, body: read };
  }

  it("answers as assumed", async () => {
    const { status, body } = await post({ henkilotunnus: hetuOf("amina") });
    expect(status).toBe(200);
    expect(body).toEqual({
      asiakasnumero: "9000000010",
      henkilotunnus: hetuOf("amina"),
      nimi: { sukunimi: "Warsade-Testi", etunimet: "Amina" },
      kansalaisuudet: ["SOM"],
      oleskeluluvat: [],
      turvapaikka: { tila: "VIREILLA", suojelumuoto: null, haettu: "2026-01-19", ratkaistu: null },
      matkustusasiakirjat: [
        { laji: "PASSI", numero: "ZZ0000010", maa: "SOM", voimassaAsti: expect.stringMatching(/^20/) },
      ],
      vastaanotto: { vastaanottokeskus: "Testilän vastaanottokeskus", alkaen: "2026-01-20", paattyen: null },
      kuntaanosoitus: null,
    });
  });

  it("finds a person without an identity code by customer number and by travel document", async () => {
    const matkustusasiakirja = { numero: "ZZ0000007", maa: "ROU" };
    for (const haku of [{ asiakasnumero: "9000000007" }, { matkustusasiakirja, syntymaaika: "1995-02-11" }])
      expect((await post(haku)).body).toMatchObject({ henkilotunnus: null, oleskeluluvat: [{ laji: "EU_REK" }] });
  });

  it.each([
    [404, "EI_TIETOJA", { henkilotunnus: hetuOf("aino") }, kysyja],
    [404, "EI_TIETOJA", { asiakasnumero: "1" }, kysyja],
    [400, "VIRHEELLINEN_HAKU", { henkilotunnus: "010190-9990" }, kysyja],
    [400, "VIRHEELLINEN_HAKU", { henkilotunnus: "08-2026-000007" }, kysyja],
    [400, "VIRHEELLINEN_HAKU", { henkilotunnus: hetuOf("amina"), asiakasnumero: "9000000010" }, kysyja],
    [403, "EI_OIKEUTTA", { asiakasnumero: "9000000007" }, { ...kysyja, kayttotarkoitus: "MUU" }],
    [403, "LOPPUKAYTTAJA_PUUTTUU", { asiakasnumero: "9000000007" }, { ...kysyja, loppukayttaja: "" }],
  ])("answers %i %s to %j", async (status, virhekoodi, haku, muut) => {
    expect(await post(haku, muut)).toMatchObject({ status, body: { virhekoodi } });
  });

  it("tells by its clock whether a permit is in force, in the words of each", async () => {
    const henkilot = Array.from(population.kaikki()).flatMap(({ hetu, ...muut }) =>
      hetu === undefined || muut.oleskelu !== "OLESKELULUPA" ? [] : [hetu],
    );
    for (const henkilotunnus of henkilot.slice(0, 40)) {
      const { body } = await post({ henkilotunnus });
      const luvat: unknown = Reflect.get(Object(body), "oleskeluluvat");
      for (const lupa of Array.isArray(luvat) ? luvat : [])
        expect(lupa.tila).toBe((lupa.paattyy ?? "9999") < "2026-11-23" ? "PAATTYNYT" : "VOIMASSA");
    }
  });
});
