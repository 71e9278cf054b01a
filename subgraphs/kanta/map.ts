import { todayInFinland } from "../../gateway/subgraph/index.ts";
import type { OsapuoliWire, SuostumusWire } from "./wire.ts";

/** Value of the enum `TahdonTila`. */
export type Tila = "VOIMASSA" | "PERUTTU" | "KIELLETTY" | "PAATTYNYT";

/** The clock by which consents begin and end. */
export interface Hetki {
  readonly nyt: Date;
  /** Today in Finland. */
  readonly tanaan: string;
}

/** Value of the types `Biopankkisuostumus` and `Palveluohjaussuostumus`. */
export interface Suostumus {
  readonly tunniste: string;
  readonly versio: string;
  readonly tila: Tila;
  readonly annettu: string;
  readonly peruttu: string | null;
  readonly paattyy: string | null;
  readonly kattavuus: SuostumusWire["kattavuus"];
  readonly saaja: { readonly tunniste: string | null; readonly nimi: string | null } | null;
}

/**
 * The state of a consent; undefined for one that says nothing now: a draft, one made in error, one that has not begun.
 * Inactive is withdrawn and rejected a no (R4). An end that has passed ends it, whatever the register calls it.
 */
export function toTila({ status, sallii, alku, loppu }: SuostumusWire, hetki: Hetki): Tila | undefined {
  switch (status) {
    case "draft":
    case "proposed":
    case "entered-in-error":
      return undefined;
    case "inactive":
      return "PERUTTU";
    case "rejected":
      return "KIELLETTY";
    case "active":
      if (alku !== undefined && isAhead(alku, hetki)) return undefined;
      if (loppu !== undefined && isPast(loppu, hetki)) return "PAATTYNYT";
      return sallii === "deny" ? "KIELLETTY" : "VOIMASSA";
    default:
      // Every status stands above: a new one says nothing until it does.
      return status satisfies never;
  }
}

/** A year, month or day lasts to its end; a point in time has come when it has. */
function isPast(end: string, { nyt, tanaan }: Hetki): boolean {
  return end.includes("T") ? Date.parse(end) <= nyt.getTime() : tanaan.slice(0, end.length) > end;
}

function isAhead(start: string, { nyt, tanaan }: Hetki): boolean {
  return start.includes("T") ? Date.parse(start) > nyt.getTime() : tanaan.slice(0, start.length) < start;
}

/** A consent and its state. */
export interface Tulkittu {
  readonly wire: SuostumusWire;
  readonly tila: Tila;
}

/** For each kind and organisation the newest that says something; of equally new ones the one that gives least. */
export function toNewest(consents: readonly SuostumusWire[], hetki: Hetki): readonly Tulkittu[] {
  const newest = new Map<string, Tulkittu>();
  for (const wire of consents) {
    const tila = toTila(wire, hetki);
    if (tila === undefined) continue;
    const key = JSON.stringify([wire.laji, wire.organisaatiot.map(({ oid, nimi }) => oid ?? nimi ?? "").toSorted()]);
    const known = newest.get(key);
    const found = { wire, tila };
    if (known === undefined || isNewer(found, known)) newest.set(key, found);
  }
  return [...newest.values()];
}

function isNewer(one: Tulkittu, other: Tulkittu): boolean {
  const difference = toMoment(one.wire.annettu) - toMoment(other.wire.annettu);
  return difference > 0 || (difference === 0 && one.tila !== "VOIMASSA");
}

/** A day begins when it begins in Finland in winter: only the order of two consents turns on it. */
function toMoment(annettu: string): number {
  return Date.parse(annettu.includes("T") ? annettu : `${annettu}T00:00:00+02:00`);
}

/** Consents of one kind as the graph tells them, newest first. */
export function toSuostumukset(consents: readonly SuostumusWire[], hetki: Hetki): readonly Suostumus[] {
  return toNewest(consents, hetki)
    .toSorted((one, other) => toMoment(other.wire.annettu) - toMoment(one.wire.annettu))
    .map(toSuostumus);
}

function toSuostumus({ wire, tila }: Tulkittu): Suostumus {
  const { id, versio, annettu, muutettu, loppu, kattavuus, organisaatiot, saajat } = wire;
  return {
    tunniste: id,
    versio,
    tila,
    annettu: toDay(annettu),
    // Kanta tells when the resource changed, and a withdrawal is its last change (assumed).
    peruttu: tila === "PERUTTU" ? toDay(muutettu) : null,
    paattyy: loppu === undefined || loppu.length < 10 ? null : toDay(loppu),
    kattavuus,
    saaja: toSaaja(organisaatiot[0] ?? saajat[0]),
  };
}

function toSaaja(osapuoli: OsapuoliWire | undefined): Suostumus["saaja"] {
  return osapuoli === undefined ? null : { tunniste: osapuoli.oid ?? null, nimi: osapuoli.nimi ?? null };
}

function toDay(moment: string): string {
  return moment.includes("T") ? todayInFinland(new Date(moment)) : moment;
}
