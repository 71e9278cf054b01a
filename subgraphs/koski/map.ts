import { toKoodi, toNimi } from "../../gateway/subgraph/index.ts";
import type { Koodi, Nimet } from "../../gateway/subgraph/index.ts";
import type { KoodiWire, OpiskeluoikeusWire, SuoritusWire } from "./wire.ts";

/** A name with the code that stands for it when there is none in any language. */
export interface Nimetty {
  readonly nimet: Nimet | undefined;
  readonly koodiarvo: string;
}

/** `Tutkinto` of the graph; names are chosen by its resolvers. */
export interface Tutkinto {
  readonly nimetty: Nimetty;
  readonly koodi: Koodi;
  readonly taso: { readonly eqf: Koodi | null; readonly nqf: Koodi | null } | null;
  readonly oppilaitosNimet: Nimet | undefined;
  readonly oppilaitosOid: string | null;
  readonly valmistunut: string;
}

/** `Opinto` of the graph; names are chosen by its resolvers. */
export interface Opinto {
  readonly nimetty: Nimetty;
  readonly koodi: Koodi | null;
  readonly tila: Koodi;
  readonly oppilaitosNimet: Nimet | undefined;
  readonly oppilaitosOid: string | null;
  readonly alkanut: string | null;
  readonly paattynyt: string | null;
}

/** `Koulutustiedot` of the graph. */
export interface Koulutustiedot {
  readonly tutkinnot: readonly Tutkinto[];
  readonly opinnot: readonly Opinto[];
}

/** Types of suoritus that are a degree or a whole syllabus (code list `suorituksentyyppi`). */
const degreeTypes: ReadonlySet<string> = new Set([
  "ammatillinentutkinto",
  "korkeakoulututkinto",
  "ylioppilastutkinto",
  "lukionoppimaara",
  "ibtutkinto",
  "diatutkintovaihe",
  "ebtutkinto",
  "perusopetuksenoppimaara",
  "aikuistenperusopetuksenoppimaara",
  "ahvenanmaanperusopetuksenoppimaara",
]);

/** Rights to study → the graph. Voided rights are left out. */
export function toKoulutus(opiskeluoikeudet: readonly OpiskeluoikeusWire[]): Koulutustiedot {
  const inForce = opiskeluoikeudet.filter(({ tilanne }) => tilanne !== "MITATOITY");
  return {
    tutkinnot: inForce.flatMap(toTutkinnot).toSorted((one, other) => other.valmistunut.localeCompare(one.valmistunut)),
    opinnot: inForce.flatMap(toOpinto),
  };
}

/** The name in the language asked, then by the common fallback, at last the code itself. */
export function chooseNimi({ nimet, koodiarvo }: Nimetty, kieli: Parameters<typeof toNimi>[1]): string {
  return toNimi(nimet, kieli) ?? koodiarvo;
}

function toTutkinnot(oikeus: OpiskeluoikeusWire): readonly Tutkinto[] {
  return oikeus.suoritukset.flatMap((suoritus) => {
    if (!isDegree(suoritus) || suoritus.vahvistus === undefined) return [];
    const { koulutusmoduuli } = suoritus;
    return [
      {
        nimetty: toNimetty(suoritus),
        koodi: ofWire(koulutusmoduuli.tunniste),
        taso: toTaso(koulutusmoduuli),
        ...toOppilaitos(oikeus, suoritus),
        valmistunut: suoritus.vahvistus.päivä,
      },
    ];
  });
}

function toOpinto(oikeus: OpiskeluoikeusWire): readonly Opinto[] {
  const { jaksot, tilanne, tyyppi } = oikeus;
  const tila = jaksot.at(-1)?.tila;
  if (tilanne !== "JATKUU" || tila === undefined) return [];
  const suoritus = oikeus.suoritukset.find(isDegree) ?? oikeus.suoritukset[0];
  return [
    {
      nimetty: suoritus === undefined ? { nimet: tyyppi.nimi, koodiarvo: tyyppi.koodiarvo } : toNimetty(suoritus),
      koodi: suoritus === undefined ? null : ofWire(suoritus.koulutusmoduuli.tunniste),
      tila: ofWire(tila),
      ...toOppilaitos(oikeus, suoritus),
      alkanut: oikeus.alkamispäivä ?? jaksot[0]?.alku ?? null,
      paattynyt: oikeus.päättymispäivä ?? null,
    },
  ];
}

function isDegree({ tyyppi }: SuoritusWire): boolean {
  return degreeTypes.has(tyyppi.koodiarvo);
}

function toNimetty({ koulutusmoduuli }: SuoritusWire): Nimetty {
  const { perusteenNimi, virtaNimi, tunniste } = koulutusmoduuli;
  return { nimet: firstNamed(perusteenNimi, virtaNimi, tunniste.nimi), koodiarvo: tunniste.koodiarvo };
}

function toOppilaitos(
  { oppilaitos, koulutustoimija }: OpiskeluoikeusWire,
  suoritus: SuoritusWire | undefined,
): Pick<Tutkinto, "oppilaitosNimet" | "oppilaitosOid"> {
  return {
    oppilaitosNimet: firstNamed(oppilaitos?.nimi, koulutustoimija?.nimi, suoritus?.toimipiste?.nimi),
    oppilaitosOid: oppilaitos?.oid ?? null,
  };
}

function toTaso(koulutusmoduuli: SuoritusWire["koulutusmoduuli"]): Tutkinto["taso"] {
  const { eurooppalainenTutkintojenViitekehysEQF: eqf, kansallinenTutkintojenViitekehysNQF: nqf } = koulutusmoduuli;
  if (eqf === undefined && nqf === undefined) return null;
  return { eqf: eqf === undefined ? null : ofWire(eqf), nqf: nqf === undefined ? null : ofWire(nqf) };
}

function firstNamed(...names: readonly (Nimet | undefined)[]): Nimet | undefined {
  return names.find((nimet) => toNimi(nimet, "FI") !== null);
}

/** A local code has no list in Koski's answer; it is told as one of the list "paikallinen". */
function ofWire({ koodistoUri = "paikallinen", koodiarvo, nimi }: KoodiWire): Koodi {
  return toKoodi(koodistoUri, koodiarvo, nimi);
}
