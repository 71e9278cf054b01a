import type { Raha } from "../../gateway/subgraph/index.ts";
import type { SuostumusWire, VakuutusWire } from "./wire.ts";

/** Value of the type `SuostumuksenTila`. */
export interface SuostumuksenTila {
  readonly voimassa: boolean;
  readonly tiedot: readonly number[];
  readonly suostumukset: readonly {
    readonly suostumusId: string;
    readonly versio: number;
    readonly tiedot: readonly number[];
  }[];
}

/**
 * Categories by which a consent names items of this graph, when the graph is its source (assumed: no list of a real
 * operator is public). Only items that the access rules give a third party are here; `osoitteet` is the item of
 * addresses, home municipality and region.
 */
const omatRyhmat: Readonly<Record<string, readonly number[]>> = {
  yhteystiedot: [1],
  koulutus: [2],
  ammatti: [6],
  maksukatot: [26, 27, 107],
  perustiedot: [102],
  osoitteet: [103],
};

/** Categories when the source is an insurer: what others hold of the person is read through the operator. */
const muidenRyhmat: Readonly<Record<string, readonly number[]>> = { vakuutus: [9] };

/** Numbers of the items that a consent names; a category not known names nothing. */
export function toTiedot({ source, dataCategories }: SuostumusWire, graph: string): readonly number[] {
  const ryhmat = source.id === graph ? omatRyhmat : muidenRyhmat;
  const numbers = dataCategories.flatMap((ryhma) => (Object.hasOwn(ryhmat, ryhma) ? (ryhmat[ryhma] ?? []) : []));
  return sorted(numbers);
}

/**
 * True for a consent that is in force at a moment: active by the operator's word, given, not withdrawn, and not
 * ended by the clock, which the operator may be slow to look at.
 */
export function isElossa({ status, grantedAt, expiresAt, withdrawnAt }: SuostumusWire, nyt: Date): boolean {
  const now = nyt.getTime();
  const isGiven = Date.parse(grantedAt) <= now;
  const isEnded = expiresAt !== null && Date.parse(expiresAt) <= now;
  return status === "ACTIVE" && isGiven && !isEnded && withdrawnAt === null;
}

/** What live consents give together. A live consent that names no item of ours gives nothing, and does not count. */
export function toTila(consents: readonly SuostumusWire[], graph: string): SuostumuksenTila {
  const suostumukset = consents
    .map((consent) => ({
      suostumusId: consent.consentId,
      versio: consent.version,
      tiedot: toTiedot(consent, graph),
    }))
    .filter(({ tiedot }) => tiedot.length > 0);
  const tiedot = sorted(suostumukset.flatMap((each) => each.tiedot));
  return { voimassa: suostumukset.length > 0, tiedot, suostumukset };
}

/** Value of the type `Vakuutus`. */
export interface Vakuutus {
  readonly yhtio: { readonly ytunnus: string; readonly nimi: string };
  readonly laji: VakuutusWire["laji"];
  readonly numero: string;
  readonly alkaa: string;
  readonly paattyy: string | null;
  readonly voimassa: boolean;
  readonly kattaa: VakuutusWire["kattaa"];
  readonly omavastuu: Raha;
}

/** Insurances of one insurer, newest first. */
export function toVakuutukset(rows: readonly VakuutusWire[], tanaan: string): readonly Vakuutus[] {
  return rows
    .map(({ yhtio, laji, numero, voimassa: { alku, loppu }, kattaa, omavastuu }) => ({
      yhtio,
      laji,
      numero,
      alkaa: alku,
      paattyy: loppu,
      voimassa: alku <= tanaan && (loppu === null || tanaan <= loppu),
      kattaa,
      omavastuu: { sentit: omavastuu },
    }))
    .sort((one, other) => compare(other.alkaa, one.alkaa) || compare(one.numero, other.numero));
}

function sorted(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** By code unit: the same order on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
