import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../../../mocks/http/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import { start } from "../../../mocks/vtj/index.ts";
import { kysy, rivit, toPyynto } from "./sanomat.ts";

const now = () => new Date("2026-11-23T09:15:00+02:00");
const population = createPopulation({ seed: 1, size: 2000 });
const asuinpaikantunnus = population.etsi("140584-902U")?.osoite?.asuinpaikantunnus;
const vaihtunut = [...population.kaikki()].find(({ entisetHetut }) => entisetHetut.length > 0);

let mock: MockServer;
beforeAll(async () => {
  mock = await start({ population, now });
});
afterAll(() => mock.close());

/** Names below `Henkilo`, one level, in order. */
function ryhmat(body: string): readonly string[] {
  return rivit(body).flatMap((rivi) => /\/Henkilo\/(\w+)=/.exec(rivi)?.[1] ?? []);
}

const nimi = ["Henkilotunnus", "NykyinenSukunimi", "NykyisetEtunimet"];
const osoitteet = [
  "TilapainenKotimainenLahiosoite",
  "TilapainenUlkomainenLahiosoite",
  "KotimainenPostiosoite",
  "UlkomainenPostiosoite",
];
const loput = ["Kotikunta", "Kuolintiedot", "Kuolleeksijulistamistiedot", "Aidinkieli"];
const perus = ["VakinainenKotimainenLahiosoite", "VakinainenAsuinpaikka", "VakinainenUlkomainenLahiosoite"];
const huolto = ["VakinainenKotimainenLahiosoite", "VakinainenUlkomainenLahiosoite", "VakinainenAsuinpaikka"];
const perussanoma3 = nimi.concat(["EntinenNimi"], perus, osoitteet, loput, [
  "Turvakielto",
  "Sukupuoli",
  "Kansalaisuus",
  "Edunvalvonta",
  "Edunvalvontavaltuutus",
]);

const header = (xml: string) => rivit(xml).filter((rivi) => rivi.startsWith("Envelope/Header/"));

describe("products of VTJkysely", () => {
  it.each([
    ["PERUSSANOMA 1", [...nimi, ...perus, ...osoitteet, ...loput, "Sukupuoli"]],
    ["PERUSSANOMA 3", perussanoma3],
    [
      "HUOLTAJA-HUOLLETTAVAT",
      [...nimi, ...huolto, ...osoitteet, ...loput, "Turvakielto", "Sukupuoli", "Huollettava", "Huollettava"],
    ],
    ["HUOLLETTAVA-HUOLTAJAT", [...nimi, ...huolto, ...osoitteet, ...loput, "Turvakielto", "Sukupuoli", "Huoltaja"]],
    [
      "HVAASIAKAS",
      [...perussanoma3, "Siviilisaaty", "Ammatti", "HuoltajaLkm", "Huoltaja", "Huollettava", "Huollettava"],
    ],
  ])("%s has the groups of its schema in order", async (tuote, expected) => {
    const { body } = await kysy(mock, toPyynto({ tuote }));
    expect(ryhmat(body)).toEqual(expected);
  });

  it("answers the sheet's example (A7) with the sheet's answer (A8)", async () => {
    const { status, body } = await kysy(mock, toPyynto());
    expect(status).toBe(200);
    const alku = "Envelope/Body/HenkilonTunnusKyselyResponse/response/VTJHenkiloVastaussanoma/Henkilo";
    const henkilo = rivit(body).filter((rivi) => rivi.startsWith(`${alku}/`));
    expect(henkilo.map((rivi) => rivi.slice(alku.length + 1))).toEqual(esimerkki);
  });

  it("tells the product in capitals, the time of extraction and the search key", async () => {
    const { body } = await kysy(mock, toPyynto({ tuote: "Perussanoma 3" }));
    expect(body).toContain('sanomatunnus="PERUSSANOMA 3" tietojenPoimintaaika="20261123091500" versio="1.0"');
    expect(body).toContain('<Paluukoodi koodi="0000">Haku onnistui</Paluukoodi>');
    expect(body).toContain('hakuperustePaluukoodi="1"');
    expect(body).toContain("<InfoS>23.11.2026 09:15</InfoS>");
  });

  it("echoes the request with the password blanked", async () => {
    const { body } = await kysy(mock, toPyynto());
    expect(rivit(body)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/request\/Salasana=$/),
        expect.stringMatching(/request\/Kayttajatunnus=T00X0001$/),
      ]),
    );
    expect(body).not.toContain("S000000");
  });

  it("copies the header in order, with the hash of the request's bytes", async () => {
    const pyynto = toPyynto();
    const { body } = await kysy(mock, pyynto);
    const hash = createHash("sha512").update(pyynto).digest("base64");
    expect(header(body)).toEqual([...header(pyynto), `Envelope/Header/requestHash=${hash}`]);
  });
});

/** Elements below `Henkilo` of the example in the registry sheet, A8. */
const esimerkki = `
Henkilotunnus=140584-902U
NykyinenSukunimi=
NykyinenSukunimi/Sukunimi=Koivula-Testi
NykyisetEtunimet=
NykyisetEtunimet/Etunimet=Aino Maria
VakinainenKotimainenLahiosoite=
VakinainenKotimainenLahiosoite/LahiosoiteS=Mallikatu 4 B 12
VakinainenKotimainenLahiosoite/LahiosoiteR=Modellgatan 4 B 12
VakinainenKotimainenLahiosoite/Postinumero=33100
VakinainenKotimainenLahiosoite/PostitoimipaikkaS=TAMPERE
VakinainenKotimainenLahiosoite/PostitoimipaikkaR=TAMMERFORS
VakinainenKotimainenLahiosoite/AsuminenAlkupvm=20190801
VakinainenKotimainenLahiosoite/AsuminenLoppupvm=
VakinainenUlkomainenLahiosoite=
VakinainenUlkomainenLahiosoite/UlkomainenLahiosoite=
VakinainenUlkomainenLahiosoite/UlkomainenPaikkakuntaJaValtioS=
VakinainenUlkomainenLahiosoite/UlkomainenPaikkakuntaJaValtioR=
VakinainenUlkomainenLahiosoite/UlkomainenPaikkakuntaJaValtioSelvakielinen=
VakinainenUlkomainenLahiosoite/Valtiokoodi3=
VakinainenUlkomainenLahiosoite/AsuminenAlkupvm=
VakinainenUlkomainenLahiosoite/AsuminenLoppupvm=
VakinainenAsuinpaikka=
VakinainenAsuinpaikka/Asuinpaikantunnus=${asuinpaikantunnus}
TilapainenKotimainenLahiosoite=
TilapainenKotimainenLahiosoite/LahiosoiteS=
TilapainenKotimainenLahiosoite/LahiosoiteR=
TilapainenKotimainenLahiosoite/Postinumero=
TilapainenKotimainenLahiosoite/PostitoimipaikkaS=
TilapainenKotimainenLahiosoite/PostitoimipaikkaR=
TilapainenKotimainenLahiosoite/AsuminenAlkupvm=
TilapainenKotimainenLahiosoite/AsuminenLoppupvm=
TilapainenUlkomainenLahiosoite=
TilapainenUlkomainenLahiosoite/UlkomainenLahiosoite=
TilapainenUlkomainenLahiosoite/UlkomainenPaikkakuntaJaValtioS=
TilapainenUlkomainenLahiosoite/UlkomainenPaikkakuntaJaValtioR=
TilapainenUlkomainenLahiosoite/UlkomainenPaikkakuntaJaValtioSelvakielinen=
TilapainenUlkomainenLahiosoite/Valtiokoodi3=
TilapainenUlkomainenLahiosoite/AsuminenAlkupvm=
TilapainenUlkomainenLahiosoite/AsuminenLoppupvm=
KotimainenPostiosoite=
KotimainenPostiosoite/PostiosoiteS=
KotimainenPostiosoite/PostiosoiteR=
KotimainenPostiosoite/Postinumero=
KotimainenPostiosoite/PostitoimipaikkaS=
KotimainenPostiosoite/PostitoimipaikkaR=
KotimainenPostiosoite/PostiosoiteAlkupvm=
KotimainenPostiosoite/PostiosoiteLoppupvm=
UlkomainenPostiosoite=
UlkomainenPostiosoite/UlkomainenLahiosoite=
UlkomainenPostiosoite/UlkomainenPaikkakunta=
UlkomainenPostiosoite/Valtiokoodi3=
UlkomainenPostiosoite/ValtioS=
UlkomainenPostiosoite/ValtioR=
UlkomainenPostiosoite/ValtioSelvakielinen=
UlkomainenPostiosoite/PostiosoiteAlkupvm=
UlkomainenPostiosoite/PostiosoiteLoppupvm=
Kotikunta=
Kotikunta/Kuntanumero=837
Kotikunta/KuntaS=Tampere
Kotikunta/KuntaR=Tammerfors
Kotikunta/KuntasuhdeAlkupvm=20190801
Kuolintiedot=
Kuolintiedot/Kuollut=
Kuolintiedot/Kuolinpvm=
Kuolleeksijulistamistiedot=
Kuolleeksijulistamistiedot/Kuolleeksijulistamispvm=
Aidinkieli=
Aidinkieli/Kielikoodi=fi
Aidinkieli/KieliS=suomi
Aidinkieli/KieliR=finska
Aidinkieli/KieliSelvakielinen=
Turvakielto=
Turvakielto/TurvakieltoTieto=
Turvakielto/TurvakieltoPaattymispvm=
Sukupuoli=
Sukupuoli/Sukupuolikoodi=2
Sukupuoli/SukupuoliS=Nainen
Sukupuoli/SukupuoliR=Kvinna
Huollettava=
Huollettava/Henkilotunnus=240814A905R
Huollettava/Syntymaaika=
Huollettava/NykyinenSukunimi=
Huollettava/NykyinenSukunimi/Sukunimi=Koivula-Testi
Huollettava/NykyisetEtunimet=
Huollettava/NykyisetEtunimet/Etunimet=Eino Olavi
Huollettava=
Huollettava/Henkilotunnus=090218A9069
Huollettava/Syntymaaika=
Huollettava/NykyinenSukunimi=
Huollettava/NykyinenSukunimi/Sukunimi=Koivula-Testi
Huollettava/NykyisetEtunimet=
Huollettava/NykyisetEtunimet/Etunimet=Helmi Sofia`
  .trimStart()
  .split("\n");

describe("empty and hidden", () => {
  it("an empty list is one empty item", async () => {
    const { body } = await kysy(mock, toPyynto({ tuote: "HUOLLETTAVA-HUOLTAJAT" }));
    expect(body).toContain(
      "<Huoltaja><Henkilotunnus/><Syntymaaika/><NykyinenSukunimi><Sukunimi/></NykyinenSukunimi>" +
        "<NykyisetEtunimet><Etunimet/></NykyisetEtunimet></Huoltaja>",
    );
  });

  it("hides addresses, dwelling and home municipality of a protected person, and tells the flag", async () => {
    const { body } = await kysy(mock, toPyynto({ hetu: "031181-904V", tuote: "PERUSSANOMA 3" }));
    const arvot = rivit(body).filter((rivi) => /(?:osoite|asuinpaikka|Kotikunta)\w*\/\w+=./i.test(rivi));
    expect(arvot).toEqual([]);
    expect(body).toContain("<TurvakieltoTieto>1</TurvakieltoTieto>");
    expect(body).toContain("<Etunimet>Venla Kristiina</Etunimet>");
  });

  it("shows them under a permit with the right", async () => {
    const other = await start({ population, now, lupa: { turvakiellonOikeus: true } });
    const { body } = await kysy(other, toPyynto({ hetu: "031181-904V", tuote: "PERUSSANOMA 3" }));
    expect(body).toMatch(/<Kuntanumero>\d{3}<\/Kuntanumero>/);
    expect(body).toContain("<TurvakieltoTieto>1</TurvakieltoTieto>");
    await other.close();
  });
});

describe("answers without data", () => {
  it.each([
    ["a code that nobody has", { hetu: "010190-999W" }, "0001"],
    ["a wrong check character", { hetu: "010190-999X" }, "0001"],
    ["characters that are not allowed", { hetu: "140584G902U" }, "-1902"],
    ["no code", { hetu: "" }, "0005"],
    ["no end user", { loppukayttaja: "" }, "-1904"],
    ["an end user of over 50 characters", { loppukayttaja: "x".repeat(51) }, "-1903"],
    ["a wrong password", { salasana: "S1" }, "-1500"],
    ["no password", { salasana: "" }, "0003"],
    ["no user id", { kayttajatunnus: "" }, "0004"],
    ["a product outside the permit", { tuote: "OPHREK" }, "-1900"],
  ])("to %s", async (_, pyynto, koodi) => {
    const { status, body } = await kysy(mock, toPyynto(pyynto));
    expect(status).toBe(200);
    expect(rivit(body)).toContainEqual(expect.stringMatching(new RegExp(`/response/faultCode=${koodi}$`)));
    expect(body).not.toContain("VTJHenkiloVastaussanoma");
  });

  it("say what VTJ says when nothing is found", async () => {
    const { body } = await kysy(mock, toPyynto({ hetu: "010190-999W" }));
    expect(body).toContain("<faultString>Hakuperusteella ei löydy tietoja vtj:stä</faultString>");
  });

  it("an old code gives 0002, and the code in force and nothing else", async () => {
    const { body } = await kysy(mock, toPyynto({ hetu: vaihtunut?.entisetHetut[0] ?? "" }));
    expect(body).toContain('<Paluukoodi koodi="0002">');
    expect(body).toContain('hakuperustePaluukoodi="2"');
    expect(body).toContain(`<Henkilo><Henkilotunnus voimassaolokoodi="1">${vaihtunut?.hetu}</Henkilotunnus></Henkilo>`);
  });

  it("a person whom the permit does not reach gives 0019", async () => {
    const other = await start({ population, now, lupa: { eiLuovuteta: ["140584-902U"] } });
    expect((await kysy(other, toPyynto())).body).toContain('<Paluukoodi koodi="0019">');
    await other.close();
  });
});

describe("X-Road", () => {
  it.each([
    ["an unknown client", { client: "toinen" }, "Server.ClientProxy.UnknownMember"],
    ["an unknown provider", { subsystem: "Muu" }, "Server.ClientProxy.UnknownMember"],
    ["an unknown service", { serviceCode: "Muu" }, "Server.ServerProxy.UnknownService"],
    ["a REST service", { subsystem: "VTJmutpa", serviceCode: "VTJmutpa" }, "Server.ServerProxy.ServiceType"],
  ])("refuses %s by a fault with status 200", async (_, pyynto, koodi) => {
    const { status, body } = await kysy(mock, toPyynto(pyynto));
    expect(status).toBe(200);
    expect(body).toContain(`<faultcode>${koodi}</faultcode>`);
    expect(body).toMatch(/<faultDetail xmlns="">[0-9a-f-]{36}<\/faultDetail>/);
    expect(body).not.toContain("x-road.eu");
  });

  it("spells its codes as 7.8.0 does when told", async () => {
    const other = await start({ population, now, lupa: { palvelut: [] }, virhekoodit: "uusi" });
    expect((await kysy(other, toPyynto())).body).toContain("<faultcode>server.serverproxy.access_denied</faultcode>");
    await other.close();
  });

  it("refuses what is no SOAP and what is no POST", async () => {
    expect((await kysy(mock, "<x")).body).toContain("<faultcode>Client.InvalidSoap</faultcode>");
    const get = await fetch(mock.url);
    expect(await get.text()).toContain("Must use POST request method instead of GET");
  });
});
