import { findKunta } from "../population/index.ts";
import type { Henkilo, Population, Tyonhaku } from "../population/index.ts";

/** A job seeker's record on one day. */
export interface TilanneRecord extends Tyonhaku {
  readonly tyollisyysalue: string;
}

/** The record of one day; undefined for one who is no job seeker, or was none yet. */
export function toTilanne(population: Population, henkilo: Henkilo, ajankohta: string): TilanneRecord | undefined {
  const tyonhaku = population.tyonhaku(henkilo);
  if (tyonhaku === undefined || tyonhaku.alkaen > ajankohta) return undefined;
  const kunta = findKunta(henkilo.kotikunta ?? "");
  return { ...tyonhaku, tyollisyysalue: `Työllisyysalue ${kunta?.nimi.fi ?? "tuntematon"}` };
}
