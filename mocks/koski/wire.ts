import type { MockResponse } from "../http/index.ts";
import type { Opinto } from "../population/index.ts";
import type { OpiskeluoikeusRecord, OppijaRecord } from "./records.ts";

type Json = Readonly<Record<string, unknown>>;

/** How much of a record is asked for. */
export interface Laajuus {
  readonly osasuoritukset: boolean;
  readonly vainVahvistetut: boolean;
}

const headers = { "content-type": "application/json;charset=utf-8" };

/** A JSON answer. */
export function toJson(status: number, value: unknown): MockResponse {
  return { status, headers, body: JSON.stringify(value) };
}

/** Koski's error: an array of key and message; the first part of the key decides the status. */
export function toKoskiError(key: string, message: string = `Virhe palvelussa (${key})`): MockResponse {
  const statuses: Readonly<Record<string, number>> = {
    badRequest: 400,
    unauthorized: 401,
    forbidden: 403,
    notFound: 404,
    unsupportedMediaType: 415,
    internalError: 500,
    badGateway: 502,
    unavailable: 503,
  };
  return toJson(statuses[key.split(".")[0] ?? ""] ?? 500, [{ key, message }]);
}

/** A learner as Koski writes one; what is absent has no key. */
export function toOppijaJson({ henkilo, opiskeluoikeudet }: OppijaRecord, laajuus: Laajuus): Json {
  return {
    henkilö: {
      oid: `1.2.246.562.24.${String(90_000_000_000 + henkilo.index)}`,
      hetu: henkilo.hetu,
      syntymäaika: henkilo.syntymapaiva,
      etunimet: henkilo.etunimet,
      sukunimi: henkilo.sukunimi,
      kutsumanimi: henkilo.kutsumanimi,
    },
    opiskeluoikeudet: opiskeluoikeudet.map((record) => toOpiskeluoikeus(henkilo.index, record, laajuus)),
  };
}

/** The condensed view of `suomifi/rekisteritiedot`. */
export function toRekisteritiedot({ opiskeluoikeudet }: OppijaRecord): Json {
  const oppilaitokset = new Map<string, { nimi: Json; opiskeluoikeudet: Json[] }>();
  for (const { opinto } of opiskeluoikeudet) {
    const { oid, nimi } = opinto.oppilaitos;
    const rows = oppilaitokset.get(oid)?.opiskeluoikeudet ?? [];
    rows.push({
      tila: koskiTilat[opinto.tila].nimi,
      alku: opinto.alkanut,
      ...(opinto.paattynyt === undefined ? {} : { loppu: opinto.paattynyt }),
      nimi: opinto.nimi,
    });
    oppilaitokset.set(oid, { nimi, opiskeluoikeudet: rows });
  }
  return { oppilaitokset: [...oppilaitokset.values()] };
}

function toOpiskeluoikeus(index: number, record: OpiskeluoikeusRecord, laajuus: Laajuus): Json {
  const { opinto } = record;
  const suoritukset = toSuoritukset(record, laajuus);
  const tyyppi = { koodiarvo: opinto.tyyppi, koodistoUri: "opiskeluoikeudentyyppi", koodistoVersio: 1 };
  if (opinto.tyyppi === "ylioppilastutkinto") return toYlioppilastutkinto(suoritukset, tyyppi);
  const common = {
    oppilaitos: toOppilaitos(opinto),
    tila: { opiskeluoikeusjaksot: toJaksot(opinto) },
    suoritukset,
    tyyppi,
    alkamispäivä: opinto.alkanut,
    ...(opinto.paattynyt === undefined ? {} : { päättymispäivä: opinto.paattynyt }),
  };
  if (opinto.tyyppi === "korkeakoulutus") {
    const virtaOpiskeluoikeudenTyyppi = { koodiarvo: "1", koodistoUri: "virtaopiskeluoikeudentyyppi" };
    return { ...common, lisätiedot: { virtaOpiskeluoikeudenTyyppi } };
  }
  return {
    oid: `1.2.246.562.15.${String(90_000_000_000 + index * 10 + record.numero)}`,
    versionumero: 1,
    aikaleima: `${opinto.paattynyt ?? opinto.alkanut}T09:12:44.120391`,
    koulutustoimija: {
      oid: `${opinto.oppilaitos.oid}1`,
      nimi: { fi: "Esimerkkikuntayhtymä", sv: "Exempelsamkommunen" },
      yTunnus: "9999999-9",
    },
    ...common,
    ...(record.tukipaatos ? { lisätiedot: { erityisenTuenPäätökset: [{ alku: opinto.alkanut }], vammainen: [] } } : {}),
  };
}

/** The matriculation examination: no oid, no periods, no dates; the board stands for the school. */
function toYlioppilastutkinto(suoritukset: readonly Json[], tyyppi: Json): Json {
  const lautakunta = {
    oid: "1.2.246.562.10.43628088406",
    nimi: { fi: "Ylioppilastutkintolautakunta", sv: "Studentexamensnämnden" },
  };
  return {
    oppilaitos: lautakunta,
    koulutustoimija: lautakunta,
    tila: { opiskeluoikeusjaksot: [] },
    suoritukset,
    tyyppi,
  };
}

function toOppilaitos({ oppilaitos }: Opinto): Json {
  return {
    oid: oppilaitos.oid,
    oppilaitosnumero: { koodiarvo: oppilaitos.numero, koodistoUri: "oppilaitosnumero", koodistoVersio: 1 },
    nimi: oppilaitos.nimi,
    kotipaikka: { koodiarvo: oppilaitos.kunta, koodistoUri: "kunta", koodistoVersio: 2 },
  };
}

const koskiTilat = {
  KESKEN: { koodiarvo: "lasna", nimi: { fi: "Läsnä", sv: "Närvarande", en: "Present" } },
  VALMISTUNUT: { koodiarvo: "valmistunut", nimi: { fi: "Valmistunut", sv: "Utexaminerad", en: "Graduated" } },
  KESKEYTYNYT: { koodiarvo: "eronnut", nimi: { fi: "Eronnut", sv: "Avgått", en: "Resigned" } },
} as const;

const virtaTilat = {
  KESKEN: { koodiarvo: "1", nimi: { fi: "aktiivinen", sv: "aktiv", en: "active" } },
  VALMISTUNUT: { koodiarvo: "3", nimi: { fi: "valmistunut", sv: "utexaminerad", en: "graduated" } },
  KESKEYTYNYT: { koodiarvo: "5", nimi: { fi: "luopunut", sv: "avstått", en: "relinquished" } },
} as const;

function toJaksot(opinto: Opinto): readonly Json[] {
  const virta = opinto.tyyppi === "korkeakoulutus";
  const koodistoUri = virta ? "virtaopiskeluoikeudentila" : "koskiopiskeluoikeudentila";
  const jakso = (alku: string, tila: Opinto["tila"]): Json => ({
    alku,
    tila: { ...(virta ? virtaTilat : koskiTilat)[tila], koodistoUri, koodistoVersio: 1 },
  });
  const first = jakso(opinto.alkanut, "KESKEN");
  return opinto.paattynyt === undefined ? [first] : [first, jakso(opinto.paattynyt, opinto.tila)];
}

const suoritustyypit = {
  perusopetus: "perusopetuksenoppimaara",
  lukiokoulutus: "lukionoppimaara",
  ylioppilastutkinto: "ylioppilastutkinto",
  ammatillinenkoulutus: "ammatillinentutkinto",
  korkeakoulutus: "korkeakoulututkinto",
} as const;

function toSuoritukset({ opinto }: OpiskeluoikeusRecord, laajuus: Laajuus): readonly Json[] {
  const confirmed = opinto.tila === "VALMISTUNUT" && opinto.paattynyt !== undefined;
  if (laajuus.vainVahvistetut && !confirmed) return [];
  const tunniste = { koodiarvo: opinto.koodi, nimi: opinto.nimi, koodistoUri: "koulutus", koodistoVersio: 12 };
  const ownName: Json =
    opinto.tyyppi === "korkeakoulutus"
      ? { virtaNimi: opinto.nimi }
      : opinto.tyyppi === "ammatillinenkoulutus"
        ? { perusteenDiaarinumero: "OPH-0000-2018", perusteenNimi: opinto.nimi }
        : {};
  return [
    {
      koulutusmoduuli: { tunniste, ...ownName },
      toimipiste: { oid: opinto.oppilaitos.oid, nimi: opinto.oppilaitos.nimi },
      ...(confirmed ? { vahvistus: { päivä: opinto.paattynyt } } : {}),
      suorituskieli: { koodiarvo: "FI", nimi: { fi: "suomi", sv: "finska", en: "Finnish" }, koodistoUri: "kieli" },
      tyyppi: { koodiarvo: suoritustyypit[opinto.tyyppi], koodistoUri: "suorituksentyyppi", koodistoVersio: 1 },
      ...(laajuus.osasuoritukset ? { osasuoritukset: [toOsasuoritus(opinto)] } : {}),
    },
  ];
}

function toOsasuoritus(opinto: Opinto): Json {
  return {
    koulutusmoduuli: { tunniste: { koodiarvo: "AI", nimi: { fi: "Äidinkieli ja kirjallisuus" } } },
    arviointi: [
      {
        arvosana: { koodiarvo: "8", koodistoUri: "arviointiasteikkoyleissivistava" },
        päivä: opinto.paattynyt ?? opinto.alkanut,
      },
    ],
    tyyppi: { koodiarvo: "perusopetuksenoppiaine", koodistoUri: "suorituksentyyppi", koodistoVersio: 1 },
  };
}
