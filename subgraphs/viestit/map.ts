import type { TapahtumaWire } from "./wire.ts";

/** Value of the type `ViestinToimitus`; what has not happened is null. */
export interface Toimitus {
  readonly luotu: string | null;
  readonly luettu: string | null;
  readonly kuitattu: string | null;
  readonly tulostukseen: string | null;
  readonly palautunut: string | null;
}

/** Nothing has happened yet. */
export const eiTapahtumia: Toimitus = {
  luotu: null,
  luettu: null,
  kuitattu: null,
  tulostukseen: null,
  palautunut: null,
};

/** What each type of event tells (sheet 3.3 [V]); a type that is not here tells nothing. */
const kentat: ReadonlyMap<string, keyof Toimitus> = new Map([
  ["Electronic message created", "luotu"],
  ["Electronic message from end user", "luotu"],
  ["Electronic message read", "luettu"],
  ["Receipt confirmed", "kuitattu"],
  ["Paper mail created", "luotu"],
  ["Sent for printing and enveloping", "tulostukseen"],
  ["Posti: receipt confirmed", "kuitattu"],
  ["Posti: returned to sender", "palautunut"],
  ["Posti: unresolved", "palautunut"],
]);

/** The delivery with one event more; of a kind that has happened before, the first time stands. */
export function withTapahtuma(toimitus: Toimitus, { type, eventTime }: TapahtumaWire): Toimitus {
  const kentta = kentat.get(type);
  if (kentta === undefined) return toimitus;
  const known = toimitus[kentta];
  return known !== null && Date.parse(known) <= Date.parse(eventTime) ? toimitus : { ...toimitus, [kentta]: eventTime };
}
