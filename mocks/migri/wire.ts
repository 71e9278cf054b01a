import { randomUUID } from "node:crypto";
import { toJson } from "../http/index.ts";
import type { MockResponse } from "../http/index.ts";
import type { Oleskelulupa } from "../population/index.ts";
import { toMaa } from "./records.ts";
import type { Oleskelija } from "./records.ts";

const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki", dateStyle: "short" });

/** What the register tells of one person. */
export function toOleskeluAnswer({ henkilo, hetu, tiedot }: Oleskelija, now: Date): Readonly<Record<string, unknown>> {
  const { asiakasnumero, luvat, turvapaikka, asiakirjat, vastaanotto, kuntaanosoitus } = tiedot;
  return {
    asiakasnumero,
    henkilotunnus: hetu,
    nimi: { sukunimi: henkilo.sukunimi, etunimet: henkilo.etunimet },
    kansalaisuudet: henkilo.kansalaisuudet.map(toMaa),
    oleskeluluvat: luvat.map((lupa) => toLupa(lupa, day.format(now))),
    turvapaikka: turvapaikka === undefined ? null : withNulls(turvapaikka),
    matkustusasiakirjat: asiakirjat.map(({ laji, numero, maa, paattyy }) => ({
      laji,
      numero,
      maa: toMaa(maa),
      voimassaAsti: paattyy,
    })),
    vastaanotto:
      vastaanotto === undefined
        ? null
        : {
            vastaanottokeskus: vastaanotto.keskus,
            alkaen: vastaanotto.alkaen,
            paattyen: vastaanotto.paattyen ?? null,
          },
    kuntaanosoitus:
      kuntaanosoitus === undefined
        ? null
        : {
            kunta: kuntaanosoitus.kunta,
            paatosPaiva: kuntaanosoitus.paatos,
            muuttoPaiva: kuntaanosoitus.muutto,
          },
  };
}

function toLupa(lupa: Oleskelulupa, tanaan: string): Readonly<Record<string, unknown>> {
  const { laji, peruste, alkaa, paattyy = null, tyoskentelyoikeus, jatkohakemus } = lupa;
  return {
    laji,
    peruste,
    alkaa,
    paattyy,
    tila: paattyy !== null && paattyy < tanaan ? "PAATTYNYT" : "VOIMASSA",
    tyoskentelyoikeus,
    ...(jatkohakemus === undefined ? {} : { jatkohakemus: { haettu: jatkohakemus, tila: "VIREILLA" } }),
  };
}

function withNulls(osat: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(osat).map(([name, value]) => [name, value ?? null]));
}

/** Status and text of the register's own errors; all invented. */
const errors: Readonly<Record<string, readonly [status: number, viesti: string]>> = {
  VIRHEELLINEN_HAKU: [400, "Hakuperuste ei kelpaa"],
  EI_OIKEUTTA: [403, "Käyttötarkoitukseen ei ole lupaa"],
  LOPPUKAYTTAJA_PUUTTUU: [403, "Loppukäyttäjä puuttuu"],
  EI_TIETOJA: [404, "Henkilöstä ei ole tietoja"],
  EI_POLKUA: [404, "Palvelua ei ole"],
  LIIKAA_KYSELYJA: [429, "Liikaa kyselyjä"],
  HUOLTOKATKO: [503, "Huoltokatko"],
};

/** The register's own error. */
export function toError(virhekoodi: string): MockResponse {
  const [status, viesti] = errors[virhekoodi] ?? [500, "Virhe"];
  const busy: Readonly<Record<string, string>> = status === 429 || status === 503 ? { "retry-after": "30" } : {};
  return toJson(status, { virhekoodi, viesti, tapahtumatunnus: randomUUID() }, busy);
}
