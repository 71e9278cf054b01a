import { describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { start } from "../../mocks/migri/index.ts";
import { subgraph } from "../../subgraphs/migri/index.ts";
import { hetut, personaHetu, population, toDocument } from "./persons.ts";
import { everyXRoadFault, now, socialWorker, toldHeaders, useXRoadRegister } from "./xroad-register.ts";

const palvelu = "/r1/FI/GOV/9990011-1/UMA/oleskelutiedot/v1";
const short = toDocument("oleskelu { oleskelunPeruste passinnumero }");
const amina = personaHetu("amina");
const mihai = { laji: "TILAPAINEN", arvo: personaHetu("mihai") } as const satisfies Tunnus;
const oleskelijat = Array.from(population.kaikki()).flatMap((henkilo) => {
  const tiedot = population.oleskelutiedot(henkilo);
  return tiedot === undefined || henkilo.hetu === undefined ? [] : [{ ...tiedot, hetu: henkilo.hetu }];
});
/** Identity code of the first person of whom the register holds such a thing. */
const hetuWith = (isWanted: (tiedot: (typeof oleskelijat)[number]) => boolean): string =>
  oleskelijat.find(isWanted)?.hetu ?? "";

describe("Migri over X-Road", () => {
  const { mock, ask, lahteet } = useXRoadRegister({
    subgraph,
    start: () => start({ population, now }),
    settings: { palvelu, kayttotarkoitus: "SOSIAALIHUOLTO" },
    document: short,
  });

  it("tells of one who seeks asylum by what right she stays, where she is received and her passport", async () => {
    const document = toDocument(`oleskelu {
      asiakasnumero sukunimi kansalaisuudet oleskelunPeruste oleskelulupa { laji } oleskeluluvat { laji }
      turvapaikka { tila suojelumuoto haettu ratkaistu } passinnumero matkustusasiakirjat { laji numero maa }
      vastaanotto { vastaanottokeskus alkaen paattyen } kuntaanosoitus { kunta }
    }`);
    const { entities, errors } = await ask([amina], { document });
    expect(errors).toEqual([]);
    expect(entities).toEqual([
      {
        oleskelu: {
          asiakasnumero: "9000000010",
          sukunimi: "Warsade-Testi",
          kansalaisuudet: ["SOM"],
          oleskelunPeruste: "TURVAPAIKKAHAKEMUS_VIREILLA",
          oleskelulupa: null,
          oleskeluluvat: [],
          turvapaikka: { tila: "VIREILLA", suojelumuoto: null, haettu: "2026-01-19", ratkaistu: null },
          passinnumero: "ZZ0000010",
          matkustusasiakirjat: [{ laji: "PASSI", numero: "ZZ0000010", maa: "SOM" }],
          vastaanotto: { vastaanottokeskus: "Testilän vastaanottokeskus", alkaen: "2026-01-20", paattyen: null },
          kuntaanosoitus: null,
        },
      },
    ]);
    expect(lahteet()).toMatchObject([{ lahde: "migri", tila: "OK", kutsut: 1 }]);
  });

  it("tells who asks and for what, and no identity code outside the body", async () => {
    await ask([amina]);
    const [request] = mock().requests.latest();
    expect(request).toMatchObject({
      metodi: "POST",
      polku: `${palvelu}/haku`,
      otsakkeet: toldHeaders,
    });
    expect(JSON.parse(request?.runko ?? "")).toEqual({
      hakuperuste: { henkilotunnus: amina },
      kayttotarkoitus: "SOSIAALIHUOLTO",
      loppukayttaja: "tyontekija-1",
    });
    expect(JSON.stringify({ ...request, runko: "" })).not.toContain(amina);
  });

  it("holds nothing of a Finnish citizen, or of one it has never heard of, which is no error", async () => {
    const { entities, errors } = await ask([personaHetu("aino"), personaHetu("kaisa"), "010190-999W"]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ oleskelu: null }, { oleskelu: null }, { oleskelu: null }]);
    expect(lahteet()).toMatchObject([{ lahde: "migri", tila: "OK", kutsut: 3 }]);
  });

  it("tells that the stay goes on lawfully while an extension is pending", async () => {
    const hetu = hetuWith(({ luvat }) => luvat.at(-1)?.jatkohakemus !== undefined);
    const document = toDocument("oleskelu { oleskelunPeruste oleskelulupa { voimassa jatkohakemus } }");
    const { entities } = await ask([hetu], { document });
    expect(entities).toEqual([
      {
        oleskelu: {
          oleskelunPeruste: "JATKOHAKEMUS_VIREILLA",
          oleskelulupa: { voimassa: false, jatkohakemus: expect.stringMatching(/^2026-/) },
        },
      },
    ]);
  });

  it("finds the present permit among several", async () => {
    const hetu = hetuWith(({ luvat }) => luvat.length === 3 && luvat.at(-1)?.paattyy === undefined);
    const document = toDocument("oleskelu { oleskelulupa { laji } oleskeluluvat { voimassa } }");
    const { entities } = await ask([hetu], { document });
    expect(entities).toEqual([
      {
        oleskelu: {
          oleskelulupa: { laji: expect.stringMatching(/^P/) },
          oleskeluluvat: [{ voimassa: true }, { voimassa: false }, { voimassa: false }],
        },
      },
    ]);
  });

  it("tells of one with protection the placement in a municipality", async () => {
    const hetu = hetuWith(({ kuntaanosoitus }) => kuntaanosoitus !== undefined);
    const document = toDocument("oleskelu { turvapaikka { tila } kuntaanosoitus { kunta paatosPaiva muuttoPaiva } }");
    const { entities, errors } = await ask([hetu], { document });
    expect(errors).toEqual([]);
    expect(entities).toMatchObject([
      {
        oleskelu: { turvapaikka: { tila: "MYONNETTY" }, kuntaanosoitus: { kunta: population.etsi(hetu)?.kotikunta } },
      },
    ]);
  });

  it("asks each person once, and matches the answers by person", async () => {
    const asked = [...hetut(30), amina, amina];
    const { entities, errors } = await ask(asked);
    expect(errors).toEqual([]);
    expect(mock().requests.count()).toBe(new Set(asked).size);
    expect(entities.slice(-2).map((one) => Reflect.get(Object(one["oleskelu"]), "passinnumero"))).toEqual([
      "ZZ0000010",
      "ZZ0000010",
    ]);
  });

  it("is not asked about a person without an identity code, and no temporary identifier is sent", async () => {
    expect(await ask([mihai])).toMatchObject({ entities: [{ oleskelu: null }], errors: [] });
    expect(mock().requests.count()).toBe(0);
  });

  it("asks for nobody without a purpose", async () => {
    const { kayttotarkoitus: _, ...actor } = socialWorker;
    expect((await ask([amina], { actor })).errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    expect((await ask([amina], { actor: tuntematon })).errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    expect(mock().requests.count()).toBe(0);
  });

  const faults: readonly (readonly [Fault, string])[] = [
    ...everyXRoadFault,
    [{ laji: "virhekoodi", koodi: "VIRHEELLINEN_HAKU" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "EI_OIKEUTTA" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "LOPPUKAYTTAJA_PUUTTUU" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "EI_POLKUA" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "LIIKAA_KYSELYJA" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi" }, "SOURCE_UNAVAILABLE"],
  ];

  it.each(faults)("%j gives %s and no word of Migri's", async (fault, code) => {
    mock().faults.set([fault]);
    const { entities, errors } = await ask([amina], { isHurried: code === "SOURCE_TIMEOUT" });
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(entities).toEqual([{ oleskelu: null }]);
    expect(lahteet()).toMatchObject([{ lahde: "migri", tila: code }]);
    expect(JSON.stringify(errors)).not.toMatch(
      /EI_|HUOLTO|Hakuperuste ei|Käyttötarkoitukseen|SERVICE:|<html|Warsade|\d{6}[-A]\d{3}/,
    );
  });
});
