import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readXml } from "../../../gateway/source/index.ts";
import type { FailureKind, SourceResult } from "../../../gateway/source/index.ts";
import type { HenkiloWire, Tuotevastaus } from "../../../subgraphs/vtj/wire.ts";
import { parseTuotevastaus } from "../../../subgraphs/vtj/wire-soap.ts";
import { parseXml, toResponse } from "./xml.ts";

const kysymys = { tuote: "HUOLTAJA-HUOLLETTAVAT", hetu: "140584-902U" };

interface Osat {
  readonly henkilo?: string;
  readonly koodi?: string;
  readonly haku?: string;
  readonly echo?: string;
  readonly tuote?: string;
}

/** An answer like the registry sheet's example (A8), with some parts changed. */
function toVastaus(osat: Osat = {}): string {
  const { koodi = "0000", haku = "140584-902U", echo = haku, tuote = "HUOLTAJA-HUOLLETTAVAT" } = osat;
  const { henkilo = toHenkilo() } = osat;
  return `<HenkilonTunnusKyselyResponse xmlns="http://xml.vrk.fi/ws/vtj/vtjkysely/1">
    <request><SoSoNimi>${tuote}</SoSoNimi><Salasana/><Henkilotunnus>${echo}</Henkilotunnus></request>
    <response>
      <VTJHenkiloVastaussanoma xmlns="http://xml.vrk.fi/schema/vtjkysely" sanomatunnus="${tuote}" versio="1.0">
        <Asiakasinfo><InfoS>23.11.2026 09:15</InfoS></Asiakasinfo>
        <Paluukoodi koodi="${koodi}">Haku onnistui</Paluukoodi>
        <Hakuperusteet><Henkilotunnus hakuperustePaluukoodi="1">${haku}</Henkilotunnus></Hakuperusteet>
        ${henkilo}
      </VTJHenkiloVastaussanoma>
    </response>
  </HenkilonTunnusKyselyResponse>`;
}

const huollettava = (hetu: string, etunimet: string) =>
  `<Huollettava><Henkilotunnus>${hetu}</Henkilotunnus><Syntymaaika/>
  <NykyinenSukunimi><Sukunimi>Koivula-Testi</Sukunimi></NykyinenSukunimi>
  <NykyisetEtunimet><Etunimet>${etunimet}</Etunimet></NykyisetEtunimet></Huollettava>`;

function toHenkilo({ hetu = "140584-902U", turvakielto = "", huollettavat = "", kuolinpvm = "" } = {}): string {
  return `<Henkilo>
    <Henkilotunnus voimassaolokoodi="1">${hetu}</Henkilotunnus>
    <NykyinenSukunimi><Sukunimi>Koivula-Testi</Sukunimi></NykyinenSukunimi>
    <NykyisetEtunimet><Etunimet>Aino Maria</Etunimet></NykyisetEtunimet>
    <VakinainenKotimainenLahiosoite>
      <LahiosoiteS>Mallikatu 4 B 12</LahiosoiteS><LahiosoiteR>Modellgatan 4 B 12</LahiosoiteR>
      <Postinumero>33100</Postinumero><PostitoimipaikkaS>TAMPERE</PostitoimipaikkaS>
      <PostitoimipaikkaR>TAMMERFORS</PostitoimipaikkaR>
      <AsuminenAlkupvm>20190801</AsuminenAlkupvm><AsuminenLoppupvm/>
    </VakinainenKotimainenLahiosoite>
    <VakinainenUlkomainenLahiosoite>
      <UlkomainenLahiosoite/><UlkomainenPaikkakuntaJaValtioS/><Valtiokoodi3/><AsuminenAlkupvm/><AsuminenLoppupvm/>
    </VakinainenUlkomainenLahiosoite>
    <Kotikunta><Kuntanumero>837</Kuntanumero><KuntaS>Tampere</KuntaS><KuntaR>Tammerfors</KuntaR></Kotikunta>
    <Kuolintiedot><Kuollut/><Kuolinpvm>${kuolinpvm}</Kuolinpvm></Kuolintiedot>
    <Aidinkieli><Kielikoodi>fi</Kielikoodi><KieliS>suomi</KieliS><KieliR>finska</KieliR><KieliSelvakielinen/></Aidinkieli>
    <Turvakielto>${turvakielto}<TurvakieltoPaattymispvm/></Turvakielto>
    <Sukupuoli><Sukupuolikoodi>2</Sukupuolikoodi></Sukupuoli>
    ${huollettavat}
  </Henkilo>`;
}

async function readVastaus(osat?: Osat, asked = kysymys): Promise<SourceResult<Tuotevastaus>> {
  return parseTuotevastaus(await parseXml(toVastaus(osat)), asked);
}

async function henkiloOf(henkilo?: string): Promise<HenkiloWire> {
  const result = await readVastaus(henkilo === undefined ? {} : { henkilo });
  if (!result.ok || result.value.laji !== "HENKILO") throw new Error("no person");
  return result.value.henkilo;
}

async function kindOf(osat: Osat): Promise<FailureKind | undefined> {
  const result = await readVastaus(osat);
  return result.ok ? undefined : result.failure.kind;
}

describe("a person's record", () => {
  it("is read by name, whatever the order", async () => {
    const henkilo = await henkiloOf(toHenkilo({ huollettavat: huollettava("240814A905R", "Eino Olavi") }));
    expect(henkilo).toMatchObject({
      hetu: "140584-902U",
      syntymapaiva: "1984-05-14",
      nimi: { etunimet: "Aino Maria", sukunimi: "Koivula-Testi", kutsumanimi: null, entinenSukunimi: null },
      sukupuoli: "2",
      kuolinpaiva: null,
      aidinkieli: { koodi: "fi", nimet: { fi: "suomi", sv: "finska" } },
      osoitteet: [{ laji: "VAKINAINEN", katuosoite: { fi: "Mallikatu 4 B 12" }, alkaen: "2019-08-01", paattyy: null }],
      kotikunta: { koodi: "837" },
      huollettavat: [{ hetu: "240814A905R", etunimet: "Eino Olavi", syntymapaiva: null }],
      kansalaisuudet: undefined,
      huoltajat: undefined,
    });
  });

  it("has no dependants when the only item is empty, and keeps one without an identity code", async () => {
    const tyhja = huollettava("", "").replaceAll("Koivula-Testi", "");
    expect((await henkiloOf(toHenkilo({ huollettavat: tyhja }))).huollettavat).toEqual([]);
    const nimella = (await henkiloOf(toHenkilo({ huollettavat: huollettava("", "Eino") }))).huollettavat;
    expect(nimella).toMatchObject([{ hetu: null, etunimet: "Eino" }]);
  });

  it("has flat names in some products", async () => {
    const flat =
      "<Huollettava><Henkilotunnus>240814A905R</Henkilotunnus><Sukunimi>A</Sukunimi><Etunimet>B</Etunimet></Huollettava>";
    expect((await henkiloOf(toHenkilo({ huollettavat: flat }))).huollettavat).toMatchObject([
      { sukunimi: "A", etunimet: "B" },
    ]);
  });

  it.each([
    ["<TurvakieltoTieto/>", false],
    ["<TurvakieltoTieto>0</TurvakieltoTieto>", false],
    ["<TurvakieltoTieto> </TurvakieltoTieto>", false],
    ["<TurvakieltoTieto>1</TurvakieltoTieto>", true],
    ["<TurvakieltoTieto>9</TurvakieltoTieto>", true],
    ["<TurvakieltoTieto>ei</TurvakieltoTieto>", true],
  ])("has non-disclosure by %s: %s", async (turvakielto, voimassa) => {
    expect((await henkiloOf(toHenkilo({ turvakielto }))).turvakielto).toEqual({ voimassa, paattyy: null });
  });

  it("does not carry non-disclosure when the flag is missing", async () => {
    expect((await henkiloOf(toHenkilo())).turvakielto).toBeUndefined();
  });

  it.each([
    ["20201231", "2020-12-31"],
    ["20201200", null],
    ["20200000", null],
    ["", null],
  ])("has the date %s as %s", async (kuolinpvm, paiva) => {
    expect((await henkiloOf(toHenkilo({ kuolinpvm }))).kuolinpaiva).toBe(paiva);
  });

  it.each(["20201332", "2020-12-31", "99999999", "x"])("is invalid with the date %s", async (kuolinpvm) => {
    expect(await kindOf({ henkilo: toHenkilo({ kuolinpvm }) })).toBe("invalid");
  });

  it("is invalid with a relative's code that is no identity code", async () => {
    expect(await kindOf({ henkilo: toHenkilo({ huollettavat: huollettava("240814A905S", "Eino") }) })).toBe("invalid");
  });
});

describe("rights of custody", () => {
  const withTiedot = (huoltotiedot: string): string =>
    toHenkilo({
      huollettavat: huollettava("240814A905R", "Eino").replace(
        "<NykyinenSukunimi>",
        `<Huoltotiedot>${huoltotiedot}</Huoltotiedot><NykyinenSukunimi>`,
      ),
    });
  const oikeus = (koodi: string, tieto: string): string =>
    `<HuollonOikeus><HuollonOikeusKoodi>${koodi}</HuollonOikeusKoodi><HuollonOikeusTieto>${tieto}</HuollonOikeusTieto></HuollonOikeus>`;
  const huoltoOf = async (huoltotiedot: string): Promise<unknown> =>
    (await henkiloOf(withTiedot(huoltotiedot))).huollettavat?.[0];

  it("are yes, no and not known by the catalogue's numbers", async () => {
    expect(
      await huoltoOf(oikeus("P300", "1") + oikeus("T100", "2") + oikeus("T101", "3") + oikeus("T102", "")),
    ).toMatchObject({
      oikeudet: [
        { koodi: "P300", tieto: "KYLLA" },
        { koodi: "T100", tieto: "EI" },
        { koodi: "T101", tieto: "EI_TIEDOSSA" },
        { koodi: "T102", tieto: "EI_TIEDOSSA" },
      ],
    });
  });

  it("are none when the only item is empty, and not told where a product has no place for them", async () => {
    expect(await huoltoOf(oikeus("", ""))).toMatchObject({ oikeudet: [], onJaettu: false });
    const [plain] =
      (await henkiloOf(toHenkilo({ huollettavat: huollettava("240814A905R", "Eino") }))).huollettavat ?? [];
    expect(plain).toMatchObject({ oikeudet: undefined, laji: null });
  });

  it.each([
    ["", false],
    ["1", true],
    ["2", true],
    ["3", false],
    ["9", true],
  ])("are divided by the code %j: %s", async (jako, onJaettu) => {
    expect(await huoltoOf(`<Huollonjakokoodi2>${jako}</Huollonjakokoodi2>`)).toMatchObject({ onJaettu });
  });

  it.each([
    ["T100", "4"],
    ["", "1"],
  ])("make the record invalid by the code %j with %j", async (koodi, tieto) => {
    expect(await kindOf({ henkilo: withTiedot(oikeus(koodi, tieto)) })).toBe("invalid");
  });
});

describe("whose record it is", () => {
  it.each([
    ["another person's record", { henkilo: toHenkilo({ hetu: "010190-999W" }) }],
    ["a record without an identity code", { henkilo: toHenkilo({ hetu: "" }) }],
    ["a code that differs in its sign only", { henkilo: toHenkilo({ hetu: "140584Y902U" }) }],
    ["another search key", { haku: "010190-999W", echo: "140584-902U" }],
    ["the echo of another query", { echo: "010190-999W" }],
    ["another product", { tuote: "PERUSSANOMA 1" }],
  ])("%s is invalid", async (_, osat) => {
    expect(await kindOf(osat)).toBe("invalid");
  });
});

describe("return codes", () => {
  it("0002 tells the code in force", async () => {
    const henkilo = "<Henkilo><Henkilotunnus>010190-999W</Henkilotunnus></Henkilo>";
    expect(await readVastaus({ koodi: "0002", henkilo })).toEqual({
      ok: true,
      value: { laji: "VAIHTUNUT", hetu: "010190-999W" },
    });
  });

  it.each([
    ["the same code", "140584-902U", "not-found"],
    ["nothing", "", "not-found"],
    ["no identity code", "010190-999X", "invalid"],
  ])("0002 with %s is %3$s", async (_, hetu, kind) => {
    const henkilo = `<Henkilo><Henkilotunnus>${hetu}</Henkilotunnus></Henkilo>`;
    expect(await kindOf({ koodi: "0002", henkilo })).toBe(kind);
  });

  it.each([
    ["0001", "not-found"],
    ["1", "not-found"],
    ["0016", "invalid"],
    ["0019", "denied"],
    ["-1800", "unavailable"],
    ["7777", "invalid"],
    ["constructor", "invalid"],
    ["", "invalid"],
  ])("%s in the message, or in its place, is %s", async (koodi, kind) => {
    expect(await kindOf({ koodi })).toBe(kind);
    const content = await parseXml(
      `<HenkilonTunnusKyselyResponse xmlns="http://xml.vrk.fi/ws/vtj/vtjkysely/1"><response>
        <faultCode>${koodi}</faultCode><faultString>Hakuperusteella ei löydy tietoja vtj:stä</faultString>
      </response></HenkilonTunnusKyselyResponse>`,
    );
    expect(parseTuotevastaus(content, kysymys)).toMatchObject({ ok: false, failure: { kind } });
  });

  it("of success without a message or a person is invalid", async () => {
    const content = await parseXml(
      `<HenkilonTunnusKyselyResponse xmlns="http://xml.vrk.fi/ws/vtj/vtjkysely/1"><response><faultCode>0000</faultCode></response></HenkilonTunnusKyselyResponse>`,
    );
    expect(parseTuotevastaus(content, kysymys)).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    expect(await kindOf({ henkilo: "" })).toBe("invalid");
  });

  it("of success with the search key not found is not found", async () => {
    const text = toVastaus({ henkilo: "" }).replace('hakuperustePaluukoodi="1"', 'hakuperustePaluukoodi="0"');
    expect(parseTuotevastaus(await parseXml(text), kysymys)).toMatchObject({ failure: { kind: "not-found" } });
  });
});

const valid = toVastaus({
  henkilo: toHenkilo({
    turvakielto: "<TurvakieltoTieto>1</TurvakieltoTieto>",
    huollettavat: huollettava("240814A905R", "Eino"),
  }),
});

async function readAny(bytes: Uint8Array): Promise<SourceResult<Tuotevastaus>> {
  const xml = await readXml(toResponse(bytes));
  return xml.ok ? parseTuotevastaus(xml.value, kysymys) : xml;
}

/** Of the person asked, or their successor, or a failure whose reason tells nothing of them. */
function isHarmless(result: SourceResult<Tuotevastaus>): boolean {
  if (!result.ok) return !result.failure.reason.includes("140584");
  return result.value.laji === "VAIHTUNUT" || result.value.henkilo.hetu === kysymys.hetu;
}

describe("any bytes", () => {
  it("give a value or a failure, never a throw", async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(typeof (await readAny(bytes)).ok).toBe("boolean");
    });
    await expect(fc.check(property)).resolves.toMatchObject({ failed: false });
  });

  it("that were a good answer, changed anywhere, are the person asked or a failure", async () => {
    const change = fc.tuple(fc.nat(valid.length - 1), fc.nat(40), fc.string({ unit: "grapheme-ascii", maxLength: 20 }));
    const property = fc.asyncProperty(change, async ([at, length, text]) => {
      const bytes = Buffer.from(valid.slice(0, at) + text + valid.slice(at + length), "utf8");
      expect(isHarmless(await readAny(bytes))).toBe(true);
    });
    await expect(fc.check(property, { numRuns: 500 })).resolves.toMatchObject({ failed: false });
  });
});
