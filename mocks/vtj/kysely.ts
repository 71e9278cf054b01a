import { hetuTarkistusmerkki } from "../population/index.ts";
import { tiedoillaTulevat, tiedoittaTulevat, toTeksti } from "./paluukoodit.ts";
import { findTietue, findToinen, withoutSuojatut } from "./records.ts";
import type { Tietue } from "./records.ts";
import { isTuote, toHenkilo, toVaihtunut } from "./wire.ts";
import { el, escape, lapsi, tx } from "./xml.ts";
import type { Elementti } from "./xml.ts";
import { toHetki } from "./ymparisto.ts";
import type { Ymparisto } from "./ymparisto.ts";

const operation = "http://xml.vrk.fi/ws/vtj/vtjkysely/1";

/** Fields of the request in the order of its schema (A1). */
const kentat = [
  "SoSoNimi",
  "Kayttajatunnus",
  "Salasana",
  "Loppukayttaja",
  "Laskutustiedot",
  "Henkilotunnus",
  "SahkoinenAsiointitunnus",
  "VarmenteenMyontaja",
  "X509Certificate",
  "VarmenteenVoimassaolotarkistus",
  "VarmenteenSulkulistatarkistus",
  "Tunnistusportaali",
  "Vara1",
] as const;

/** How the mock is to answer against the truth: a return code of choice, or someone else's record. */
export interface Poikkeus {
  readonly koodi?: string;
  readonly vaaraHenkilo?: boolean;
}

/** `HenkilonTunnusKyselyResponse` to a request; `kysely` is the operation's element. */
export function toKyselyvastaus(kysely: Elementti, ymparisto: Ymparisto, poikkeus: Poikkeus): string {
  const request = lapsi(kysely, "request");
  const field = (nimi: (typeof kentat)[number]): string => lapsi(request, nimi)?.teksti.trim() ?? "";
  const virhe = poikkeus.koodi ?? check(field, ymparisto);
  const response = virhe === undefined ? answer(field, ymparisto, poikkeus) : toVirhe(virhe, field, ymparisto);
  return el("HenkilonTunnusKyselyResponse", echo(request) + el("response", response), `xmlns="${operation}"`);
}

type Field = (nimi: (typeof kentat)[number]) => string;

/** The return code of a request that can't be answered, in the order in which a service would notice (A5). */
function check(field: Field, { lupa }: Ymparisto): string | undefined {
  if (field("Kayttajatunnus") === "") return "0004";
  if (field("Salasana") === "") return "0003";
  if (field("Kayttajatunnus") !== lupa.kayttajatunnus || field("Salasana") !== lupa.salasana) return "-1500";
  const tuote = field("SoSoNimi").toUpperCase();
  if (!isTuote(tuote) || !lupa.tuotteet.includes(tuote)) return "-1900";
  const loppukayttaja = field("Loppukayttaja");
  if (loppukayttaja === "") return "-1904";
  if (loppukayttaja.length > 50) return "-1903";
  const hetu = field("Henkilotunnus");
  if (hetu === "") return "0005";
  if (!/^\d{6}[-+ABCDEFYXWVU]\d{3}[ABCDEFHJKLMNPRSTUVWXY0-9]$/.test(hetu)) return "-1902";
  return hetuTarkistusmerkki(hetu.slice(0, 6) + hetu.slice(7, 10)) === hetu.at(-1) ? undefined : "0001";
}

function answer(field: Field, ymparisto: Ymparisto, { vaaraHenkilo = false }: Poikkeus): string {
  const { population, lupa } = ymparisto;
  const hetu = field("Henkilotunnus");
  const tietue = vaaraHenkilo ? findToinen(population, hetu) : findTietue(population, hetu);
  if (tietue === undefined) return toVirhe("0001", field, ymparisto);
  if (lupa.eiLuovuteta.includes(hetu)) return toVirhe("0019", field, ymparisto);
  if (!vaaraHenkilo && tietue.hetu !== hetu) {
    return sanoma({ koodi: "0002", hakukoodi: "2", field, ymparisto, henkilo: toVaihtunut(tietue.hetu) });
  }
  return sanoma({ koodi: "0000", hakukoodi: "1", field, ymparisto, henkilo: toSisalto(tietue, field, ymparisto) });
}

function toVirhe(koodi: string, field: Field, ymparisto: Ymparisto): string {
  const hetu = field("Henkilotunnus");
  const tietue = findTietue(ymparisto.population, hetu);
  if (tiedoillaTulevat.includes(koodi) && tietue !== undefined) {
    return sanoma({ koodi, hakukoodi: "1", field, ymparisto, henkilo: toSisalto(tietue, field, ymparisto) });
  }
  if (koodi === "0002") {
    return sanoma({ koodi, hakukoodi: "2", field, ymparisto, henkilo: toVaihtunut(tietue?.hetu ?? "") });
  }
  if (tiedoittaTulevat.includes(koodi)) return sanoma({ koodi, hakukoodi: "1", field, ymparisto, henkilo: "" });
  return tx("faultCode", koodi) + tx("faultString", toTeksti(koodi));
}

/** The person's groups; of a protected one only what the permit shows. */
function toSisalto(tietue: Tietue, field: Field, { now, lupa }: Ymparisto): string {
  const isHidden = tietue.turvakielto !== undefined && !lupa.turvakiellonOikeus;
  const shown = isHidden ? withoutSuojatut(tietue) : tietue;
  return toHenkilo(field("SoSoNimi").toUpperCase(), { tietue: shown, paiva: toHetki(now()).slice(0, 10) });
}

interface Sanomaosat {
  readonly koodi: string;
  readonly hakukoodi: "1" | "2";
  readonly field: Field;
  readonly ymparisto: Ymparisto;
  /** The element `Henkilo`, or nothing. */
  readonly henkilo: string;
}

const hakutekstit = {
  "1": ["Löytyi", "Hittades", "Found"],
  "2": ["Tunnus on passiivinen", "Beteckningen är passiv", "Passive"],
} as const;

function sanoma({ koodi, hakukoodi, field, ymparisto, henkilo }: Sanomaosat): string {
  const hetki = toHetki(ymparisto.now());
  const tuote = escape(field("SoSoNimi").toUpperCase());
  const info = `${hetki.slice(8, 10)}.${hetki.slice(5, 7)}.${hetki.slice(0, 4)} ${hetki.slice(11, 16)}`;
  const [suomi, ruotsi, englanti] = hakutekstit[hakukoodi];
  const haku =
    `hakuperustePaluukoodi="${hakukoodi}" hakuperusteTekstiE="${englanti}" ` +
    `hakuperusteTekstiR="${ruotsi}" hakuperusteTekstiS="${suomi}"`;
  return el(
    "VTJHenkiloVastaussanoma",
    el("Asiakasinfo", tx("InfoS", info) + tx("InfoR", info) + tx("InfoE", info)) +
      el("Paluukoodi", escape(toTeksti(koodi)), `koodi="${escape(koodi)}"`) +
      el("Hakuperusteet", el("Henkilotunnus", escape(field("Henkilotunnus")), haku)) +
      henkilo,
    'xmlns="http://xml.vrk.fi/schema/vtjkysely" xmlns:vtj="http://xml.vrk.fi/schema/vtj/henkilotiedot/1" ' +
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
      `sanomatunnus="${tuote}" tietojenPoimintaaika="${hetki.replaceAll(/\D/g, "")}" versio="1.0" ` +
      `xsi:schemaLocation="http://xml.vrk.fi/schema/vtjkysely ${tuote}.xsd"`,
  );
}

/** The request as it came, in the schema's order, with the password blanked. */
function echo(request: Elementti | undefined): string {
  const fields = kentat.flatMap((nimi) => {
    const found = lapsi(request, nimi);
    return found === undefined ? [] : [tx(nimi, nimi === "Salasana" ? "" : found.teksti)];
  });
  return el("request", fields.join(""));
}
