import { toPalvelujaksot, toVali } from "./palvelujaksot.ts";
import type { Asiakkuusaika, Jakso } from "./palvelujaksot.ts";
import type { TapahtumaWire, UudempiWire } from "./wire.ts";

/** What has been read of one person's events in one region: newest first, from a place on. */
export interface Luettu {
  readonly tapahtumat: readonly TapahtumaWire[];
  /** Every customership of the person in the region. */
  readonly asiakkuudet: readonly Asiakkuusaika[];
  /** Of each service and provider, the first day of the events that lie before the place. */
  readonly uudemmat: readonly UudempiWire[];
  /** No older event is left. */
  readonly kaikki: boolean;
}

/** Which episodes are asked for. */
export interface Haku {
  readonly valiPaivia: number;
  /** Episodes that touch these days; null leaves an end open. */
  readonly jakso: { readonly alkaen: string | null; readonly paattyen: string | null };
}

/**
 * The episodes that are whole in what has been read, newest first: none older than the first one of which
 * older events may still be part. What goes on in an episode that began before the place is left out: it
 * stands on an earlier page.
 */
export function toValmiit(luettu: Luettu, { valiPaivia, jakso: rajaus }: Haku): readonly Jakso<TapahtumaWire>[] {
  const { tapahtumat, asiakkuudet, uudemmat, kaikki } = luettu;
  const jaksot = toPalvelujaksot(tapahtumat, asiakkuudet, valiPaivia).filter(
    (jakso) => !isContinuation(jakso, uudemmat, valiPaivia),
  );
  const oldest = tapahtumat.at(-1);
  const open =
    kaikki || oldest === undefined
      ? -1
      : jaksot.findIndex(({ alkanut }) => toVali(oldest.paattyi, alkanut) <= valiPaivia);
  return (open === -1 ? jaksot : jaksot.slice(0, open)).filter((jakso) => isWithin(jakso, rajaus));
}

/** Do newer events, which lie before the place, belong to the same episode. */
function isContinuation(
  { tapahtumat: [first], paattynyt }: Jakso<TapahtumaWire>,
  uudemmat: readonly UudempiWire[],
  valiPaivia: number,
): boolean {
  return uudemmat.some(
    ({ palvelu, palveluntarjoaja, alkoi }) =>
      palvelu === first.palvelu &&
      palveluntarjoaja === first.palveluntarjoaja &&
      toVali(paattynyt, alkoi) <= valiPaivia,
  );
}

function isWithin({ alkanut, paattynyt }: Jakso<TapahtumaWire>, { alkaen, paattyen }: Haku["jakso"]): boolean {
  return (paattyen === null || alkanut <= paattyen) && (alkaen === null || paattynyt === null || alkaen <= paattynyt);
}

/** A place in the history of all regions: that of an episode's newest event. Newest first, then by region. */
export interface Kohta {
  readonly paattyi: string;
  readonly alue: string;
  readonly tunnus: string;
}

/** A place among one region's events: what lies before it in the order of `paattyi` and `tunnus`, newest first, is older. */
export interface Alkukohta {
  readonly paattyi: string;
  readonly tunnus: string;
}

/** Where the events of a region begin that lie after a place in the history of all. */
export function toAlkukohta(kohta: Kohta | undefined, alue: string): Alkukohta {
  if (kohta === undefined) return { paattyi: "9999-12-31", tunnus: "" };
  if (kohta.alue === alue) return { paattyi: kohta.paattyi, tunnus: kohta.tunnus };
  // Of the same day, regions that come before have been shown, and those that come after have not.
  return { paattyi: alue < kohta.alue ? kohta.paattyi : toNextDay(kohta.paattyi), tunnus: "" };
}

/** The order of the history: newest first, then by region, then by identifier downwards. */
export function compareKohta(one: Kohta, other: Kohta): number {
  return compare(other.paattyi, one.paattyi) || compare(one.alue, other.alue) || compare(other.tunnus, one.tunnus);
}

/** A place as text, for a cursor, and back; undefined for a text that is none. */
export const kohtaText = {
  write: ({ paattyi, alue, tunnus }: Kohta): string => JSON.stringify([paattyi, alue, tunnus]),
  read(text: string): Kohta | undefined {
    const parts: unknown = JSON.parse(text);
    if (!Array.isArray(parts)) return undefined;
    const [paattyi, alue, tunnus]: unknown[] = parts;
    return typeof paattyi === "string" && typeof alue === "string" && typeof tunnus === "string"
      ? { paattyi, alue, tunnus }
      : undefined;
  },
};

function toNextDay(paiva: string): string {
  return new Date(Date.parse(`${paiva}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** By code unit: the same order on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
