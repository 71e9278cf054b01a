import { findKunta } from "../population/index.ts";
import type { Henkilo, Huolto, Population } from "../population/index.ts";
import { kielet, valtiot } from "./nimet.ts";
import type { Nimipari } from "./nimet.ts";

type Sellaisenaan = Pick<
  Henkilo,
  | "entisetHetut"
  | "etunimet"
  | "sukunimi"
  | "kutsumanimi"
  | "entinenSukunimi"
  | "syntymapaiva"
  | "kuolinpaiva"
  | "sukupuoli"
  | "asiointikieli"
  | "siviilisaaty"
  | "ammatti"
  | "turvakielto"
  | "puoliso"
  | "vanhemmat"
  | "lapset"
  | "huoltajat"
  | "huollettavat"
  | "edunvalvoja"
>;

/** A person as VTJ holds them. Dates are `YYYY-MM-DD`; what the register does not have is undefined. */
export interface Tietue extends Sellaisenaan {
  readonly hetu: string;
  readonly aidinkieli: Koodattu;
  readonly kansalaisuudet: readonly Koodattu[];
  /** Undefined also when the permit does not show it: the register then leaves no trace of it. */
  readonly kotimainen: Kotiosoite | undefined;
  readonly ulkomainen: Ulkomaanosoite | undefined;
  readonly kotikunta: (Koodattu & { readonly alkaen: string | undefined }) | undefined;
}

/** A code and its names. */
export interface Koodattu {
  readonly koodi: string;
  readonly nimi: Nimipari;
}

/** A permanent domestic address. */
export type Kotiosoite = NonNullable<Henkilo["osoite"]>;

/** A permanent address abroad. */
export type Ulkomaanosoite = NonNullable<Henkilo["ulkomainenOsoite"]>;

/** The record behind an identity code in force or a passive one; undefined for one that VTJ does not know. */
export function findTietue(population: Population, hetu: string): Tietue | undefined {
  const henkilo = population.etsi(hetu);
  return henkilo === undefined ? undefined : toTietue(henkilo);
}

/** Someone else's record, for the fault `vaaraHenkilo`. */
export function findToinen(population: Population, hetu: string): Tietue | undefined {
  const start = population.etsi(hetu)?.index ?? 0;
  for (let step = 1; step < population.size; step += 1) {
    const tietue = toTietue(population.henkilo((start + step) % population.size));
    if (tietue !== undefined && tietue.hetu !== hetu) return tietue;
  }
  return undefined;
}

/** The record without what a permit without the right does not get of a protected person. */
export function withoutSuojatut(tietue: Tietue): Tietue {
  return { ...tietue, kotimainen: undefined, ulkomainen: undefined, kotikunta: undefined };
}

/** Custody that holds on a day. */
export function voimassa(huollot: readonly Huolto[], paiva: string): readonly Huolto[] {
  return huollot.filter(({ alkaen, paattyy }) => alkaen <= paiva && paiva <= paattyy);
}

/** A person without a Finnish identity code is not in VTJ. */
function toTietue(henkilo: Henkilo): Tietue | undefined {
  const { hetu } = henkilo;
  if (hetu === undefined) return undefined;
  return {
    ...henkilo,
    hetu,
    aidinkieli: { koodi: henkilo.aidinkieli, nimi: kielet[henkilo.aidinkieli] ?? ["", ""] },
    kansalaisuudet: henkilo.kansalaisuudet.map((koodi) => ({ koodi, nimi: valtiot[koodi] ?? ["", ""] })),
    kotimainen: henkilo.osoite,
    ulkomainen: henkilo.ulkomainenOsoite,
    kotikunta: toKotikunta(henkilo),
  };
}

function toKotikunta({ kotikunta, kotikuntaAlkaen }: Henkilo): Tietue["kotikunta"] {
  if (kotikunta === undefined) return undefined;
  const kunta = findKunta(kotikunta);
  const nimi: Nimipari = kunta === undefined ? ["Ulkomaat", "Utlandet"] : [kunta.nimi.fi, kunta.nimi.sv];
  return { koodi: kotikunta, nimi, alkaen: kotikuntaAlkaen };
}
