import type { Koodattu, Kotiosoite, Tietue, Ulkomaanosoite } from "./records.ts";
import { voimassa } from "./records.ts";
import { el, tx } from "./xml.ts";

/** What a message is made from. */
export interface Sanoma {
  readonly tietue: Tietue;
  /** The register's day, `YYYY-MM-DD`. */
  readonly paiva: string;
}

type Ryhma = (sanoma: Sanoma) => string;

/** `YYYY-MM-DD` as VTJ writes it: eight digits, or nothing. */
const pvm = (paiva: string | undefined): string => (paiva ?? "").replaceAll("-", "");

/** Groups of `Henkilo`, each with every element it has: what the register lacks is empty, never absent (A2). */
const ryhmat = {
  Henkilotunnus: ({ tietue }) => el("Henkilotunnus", tietue.hetu, 'voimassaolokoodi="1"'),
  NykyinenSukunimi: ({ tietue }) => el("NykyinenSukunimi", tx("Sukunimi", tietue.sukunimi)),
  NykyisetEtunimet: ({ tietue }) => el("NykyisetEtunimet", tx("Etunimet", tietue.etunimet)),
  EntinenNimi: ({ tietue: { entinenSukunimi } }) =>
    el(
      "EntinenNimi",
      tx("Nimi", entinenSukunimi) +
        tx("Nimilajikoodi", entinenSukunimi === undefined ? "" : "05") +
        tx("NimilajiS", entinenSukunimi === undefined ? "" : "Entinen sukunimi") +
        tx("NimilajiR", entinenSukunimi === undefined ? "" : "Tidigare släktnamn") +
        el("Alkupvm", "") +
        el("Loppupvm", ""),
    ),
  VakinainenKotimainenLahiosoite: ({ tietue }) =>
    kotimainenLahiosoite("VakinainenKotimainenLahiosoite", tietue.kotimainen),
  VakinainenAsuinpaikka: ({ tietue }) =>
    el("VakinainenAsuinpaikka", tx("Asuinpaikantunnus", tietue.kotimainen?.asuinpaikantunnus)),
  VakinainenUlkomainenLahiosoite: ({ tietue }) =>
    ulkomainenLahiosoite("VakinainenUlkomainenLahiosoite", tietue.ulkomainen),
  TilapainenKotimainenLahiosoite: () => kotimainenLahiosoite("TilapainenKotimainenLahiosoite", undefined),
  TilapainenUlkomainenLahiosoite: () => ulkomainenLahiosoite("TilapainenUlkomainenLahiosoite", undefined),
  KotimainenPostiosoite: () =>
    el(
      "KotimainenPostiosoite",
      tyhjat(
        "PostiosoiteS PostiosoiteR Postinumero PostitoimipaikkaS PostitoimipaikkaR PostiosoiteAlkupvm PostiosoiteLoppupvm",
      ),
    ),
  UlkomainenPostiosoite: () =>
    el(
      "UlkomainenPostiosoite",
      tyhjat(
        "UlkomainenLahiosoite UlkomainenPaikkakunta Valtiokoodi3 ValtioS ValtioR ValtioSelvakielinen PostiosoiteAlkupvm PostiosoiteLoppupvm",
      ),
    ),
  Kotikunta: ({ tietue: { kotikunta } }) =>
    el(
      "Kotikunta",
      tx("Kuntanumero", kotikunta?.koodi) +
        tx("KuntaS", kotikunta?.nimi[0]) +
        tx("KuntaR", kotikunta?.nimi[1]) +
        tx("KuntasuhdeAlkupvm", pvm(kotikunta?.alkaen)),
    ),
  Kuolintiedot: ({ tietue: { kuolinpaiva } }) =>
    el("Kuolintiedot", tx("Kuollut", kuolinpaiva === undefined ? "" : "1") + tx("Kuolinpvm", pvm(kuolinpaiva))),
  Kuolleeksijulistamistiedot: () => el("Kuolleeksijulistamistiedot", tyhjat("Kuolleeksijulistamispvm")),
  Aidinkieli: ({ tietue: { aidinkieli } }) =>
    el(
      "Aidinkieli",
      tx("Kielikoodi", aidinkieli.koodi) + kielittain("Kieli", aidinkieli) + tyhjat("KieliSelvakielinen"),
    ),
  Turvakielto: ({ tietue: { turvakielto } }) =>
    el(
      "Turvakielto",
      tx("TurvakieltoTieto", turvakielto === undefined ? "" : "1") +
        tx("TurvakieltoPaattymispvm", pvm(turvakielto?.paattyy)),
    ),
  Sukupuoli: ({ tietue }) => {
    const [koodi, suomi, ruotsi] = tietue.sukupuoli === "MIES" ? ["1", "Mies", "Man"] : ["2", "Nainen", "Kvinna"];
    return el("Sukupuoli", tx("Sukupuolikoodi", koodi) + tx("SukupuoliS", suomi) + tx("SukupuoliR", ruotsi));
  },
  Kansalaisuus: ({ tietue }) =>
    (tietue.kansalaisuudet.length === 0 ? [{ koodi: "", nimi: ["", ""] } as const] : tietue.kansalaisuudet)
      .map((kansalaisuus) =>
        el(
          "Kansalaisuus",
          tx("Kansalaisuuskoodi3", kansalaisuus.koodi) +
            kielittain("Kansalaisuus", kansalaisuus) +
            tyhjat("KansalaisuusSelvakielinen"),
        ),
      )
      .join(""),
  Edunvalvonta: ({ tietue: { edunvalvoja } }) =>
    el(
      "Edunvalvonta",
      tx("EdunvalvontaTieto", edunvalvoja === undefined ? "" : "1") +
        el("HenkiloEdunvalvoja", edunvalvoja === undefined ? henkilo(tyhjaHenkilo) : henkilo(edunvalvoja)),
    ),
  Edunvalvontavaltuutus: () => el("Edunvalvontavaltuutus", tyhjat("EdunvalvontavaltuutusTieto")),
  Siviilisaaty: ({ tietue: { siviilisaaty } }) =>
    el(
      "Siviilisaaty",
      tx("Siviilisaatykoodi", String(siviilisaaty)) +
        kielittain("Siviilisaaty", { nimi: siviilisaadyt[siviilisaaty] ?? ["", ""] }),
    ),
  Ammatti: ({ tietue }) => el("Ammatti", tx("AmmattiNimi", tietue.ammatti)),
  HuoltajaLkm: ({ tietue, paiva }) => {
    const maara = voimassa(tietue.huoltajat, paiva).length;
    return tx("HuoltajaLkm", maara === 0 ? "" : String(maara));
  },
  Huoltaja: ({ tietue, paiva }) => rivit("Huoltaja", voimassa(tietue.huoltajat, paiva).map(henkilo)),
  Huollettava: ({ tietue, paiva }) => rivit("Huollettava", voimassa(tietue.huollettavat, paiva).map(henkilo)),
  HuoltajaTiedoin: ({ tietue, paiva }) => rivit("Huoltaja", voimassa(tietue.huoltajat, paiva).map(huoltotiedoin), true),
  HuollettavaTiedoin: ({ tietue, paiva }) =>
    rivit("Huollettava", voimassa(tietue.huollettavat, paiva).map(huoltotiedoin), true),
} as const satisfies Readonly<Record<string, Ryhma>>;

type Ryhmanimi = keyof typeof ryhmat;

const nimiryhmat = ["Henkilotunnus", "NykyinenSukunimi", "NykyisetEtunimet"] as const;
const muutOsoitteet = [
  "TilapainenKotimainenLahiosoite",
  "TilapainenUlkomainenLahiosoite",
  "KotimainenPostiosoite",
  "UlkomainenPostiosoite",
  "Kotikunta",
  "Kuolintiedot",
  "Kuolleeksijulistamistiedot",
  "Aidinkieli",
] as const;
const perussanomanOsoitteet = [
  "VakinainenKotimainenLahiosoite",
  "VakinainenAsuinpaikka",
  "VakinainenUlkomainenLahiosoite",
  ...muutOsoitteet,
] as const;
const huoltosanomanOsoitteet = [
  "VakinainenKotimainenLahiosoite",
  "VakinainenUlkomainenLahiosoite",
  "VakinainenAsuinpaikka",
  ...muutOsoitteet,
] as const;
const perussanoma3 = [
  ...nimiryhmat,
  "EntinenNimi",
  ...perussanomanOsoitteet,
  "Turvakielto",
  "Sukupuoli",
  "Kansalaisuus",
  "Edunvalvonta",
  "Edunvalvontavaltuutus",
] as const;

/** Each product's groups in the order of its schema (A3). */
const tuotteet: Readonly<Record<string, readonly Ryhmanimi[]>> = {
  "PERUSSANOMA 1": [...nimiryhmat, ...perussanomanOsoitteet, "Sukupuoli"],
  "PERUSSANOMA 3": perussanoma3,
  "HUOLTAJA-HUOLLETTAVAT": [...nimiryhmat, ...huoltosanomanOsoitteet, "Turvakielto", "Sukupuoli", "Huollettava"],
  "HUOLLETTAVA-HUOLTAJAT": [...nimiryhmat, ...huoltosanomanOsoitteet, "Turvakielto", "Sukupuoli", "Huoltaja"],
  HVAASIAKAS: [...perussanoma3, "Siviilisaaty", "Ammatti", "HuoltajaLkm", "HuoltajaTiedoin", "HuollettavaTiedoin"],
};

/** True for a product that this mock knows; names are in capitals. */
export function isTuote(tuote: string): boolean {
  return Object.hasOwn(tuotteet, tuote);
}

/** The element `Henkilo` of a product. */
export function toHenkilo(tuote: string, sanoma: Sanoma): string {
  return el("Henkilo", (tuotteet[tuote] ?? []).map((ryhma) => ryhmat[ryhma](sanoma)).join(""));
}

/** The element `Henkilo` of an answer 0002: nothing but the identity code in force. */
export function toVaihtunut(hetu: string): string {
  return el("Henkilo", el("Henkilotunnus", hetu, 'voimassaolokoodi="1"'));
}

const siviilisaadyt: readonly (readonly [string, string])[] = [
  ["Ei tietoa", "Ingen uppgift"],
  ["Naimaton", "Ogift"],
  ["Avioliitossa", "Gift"],
  ["Asumuserossa", "Hemskillnad"],
  ["Eronnut", "Frånskild"],
  ["Leski", "Änka/Änkling"],
  ["Rekisteröidyssä parisuhteessa", "I registrerat partnerskap"],
  ["Eronnut rekisteröidystä parisuhteesta", "Skild från registrerat partnerskap"],
  ["Leski rekisteröidyn parisuhteen jälkeen", "Efterlevande partner"],
];

type Henkiloviite = Omit<
  Tietue["huoltajat"][number],
  "laji" | "rooli" | "jaettu" | "oikeudet" | "alkaen" | "paattyy" | "index"
>;

const tyhjaHenkilo: Henkiloviite = { hetu: undefined, etunimet: "", sukunimi: "", syntymapaiva: "" };

/** The birth date is filled only for one without an identity code, as the recorded answers have it. */
function henkilo(toinen: Henkiloviite): string {
  return tunnus(toinen) + nimetoin(toinen);
}

function huoltotiedoin(huolto: Tietue["huoltajat"][number]): string {
  const suhde = huolto.rooli === "MUU" ? "06" : huolto.laji === "MAARATTY" ? "36" : "03";
  return tunnus(huolto) + huoltotiedot(suhde, huolto) + nimetoin(huolto);
}

/** The element of a right is ours, of the type catalogue's codes; an empty list is one empty item here too. */
function huoltotiedot(
  suhde: string,
  { jaettu, oikeudet = [] }: Pick<Tietue["huoltajat"][number], "jaettu" | "oikeudet"> = {},
): string {
  const luetellut = oikeudet.length === 0 ? [{ koodi: "", tieto: "" }] : oikeudet;
  return el(
    "Huoltotiedot",
    tx("Henkilosuhdelajikoodi", suhde) +
      tx("Huollonjakokoodi2", jaettu === true ? "1" : "") +
      luetellut
        .map(({ koodi, tieto }) =>
          el("HuollonOikeus", tx("HuollonOikeusKoodi", koodi) + tx("HuollonOikeusTieto", String(tieto))),
        )
        .join(""),
  );
}

function tunnus({ hetu, syntymapaiva }: Henkiloviite): string {
  return tx("Henkilotunnus", hetu) + tx("Syntymaaika", hetu === undefined ? pvm(syntymapaiva) : "");
}

function nimetoin({ sukunimi, etunimet }: Henkiloviite): string {
  return el("NykyinenSukunimi", tx("Sukunimi", sukunimi)) + el("NykyisetEtunimet", tx("Etunimet", etunimet));
}

/** An empty list is one empty item (A2). */
function rivit(nimi: string, sisallot: readonly string[], tiedoin = false): string {
  const tyhja = tunnus(tyhjaHenkilo) + (tiedoin ? huoltotiedot("") : "") + nimetoin(tyhjaHenkilo);
  return (sisallot.length === 0 ? [tyhja] : sisallot).map((sisalto) => el(nimi, sisalto)).join("");
}

function kotimainenLahiosoite(nimi: string, osoite: Kotiosoite | undefined): string {
  const rivi = (katu: string | undefined): string =>
    osoite === undefined ? "" : [katu, osoite.talo, osoite.rappu, osoite.huoneisto].filter(Boolean).join(" ");
  return el(
    nimi,
    tx("LahiosoiteS", rivi(osoite?.katu.fi)) +
      tx("LahiosoiteR", rivi(osoite?.katu.sv)) +
      tx("Postinumero", osoite?.postinumero) +
      tx("PostitoimipaikkaS", osoite?.postitoimipaikka.fi) +
      tx("PostitoimipaikkaR", osoite?.postitoimipaikka.sv) +
      tx("AsuminenAlkupvm", pvm(osoite?.alkaen)) +
      tyhjat("AsuminenLoppupvm"),
  );
}

function ulkomainenLahiosoite(nimi: string, osoite: Ulkomaanosoite | undefined): string {
  const paikka = (valtio: string | undefined): string =>
    osoite === undefined ? "" : `${osoite.paikkakunta}, ${valtio}`;
  return el(
    nimi,
    tx("UlkomainenLahiosoite", osoite?.lahiosoite) +
      tx("UlkomainenPaikkakuntaJaValtioS", paikka(osoite?.valtionimi.fi)) +
      tx("UlkomainenPaikkakuntaJaValtioR", paikka(osoite?.valtionimi.sv)) +
      tyhjat("UlkomainenPaikkakuntaJaValtioSelvakielinen") +
      tx("Valtiokoodi3", osoite?.valtio) +
      tx("AsuminenAlkupvm", pvm(osoite?.alkaen)) +
      tyhjat("AsuminenLoppupvm"),
  );
}

function kielittain(alku: string, { nimi: [suomi, ruotsi] }: Pick<Koodattu, "nimi">): string {
  return tx(`${alku}S`, suomi) + tx(`${alku}R`, ruotsi);
}

function tyhjat(nimet: string): string {
  return nimet
    .split(" ")
    .map((nimi) => el(nimi, ""))
    .join("");
}
