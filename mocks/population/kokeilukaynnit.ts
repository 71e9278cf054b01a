import type { Henkilo } from "./person.ts";
import type { Kokeilukaynti } from "./palvelujen-kaytto.ts";
import type { Paiva } from "./paiva.ts";

/** Customer's own share of a visit by year, cents: the public fee of a health station at most. */
const omavastuut: Readonly<Record<number, number>> = { 2025: 28_20, 2026: 30_20 };
const latest = 30_20;

/** The trial's days, visits allowed in a calendar year, and days on which they are made here. */
const alku = "2025-09-01";
const loppu = "2027-12-31";
const paivat: Readonly<Record<number, readonly string[]>> = { 2025: ["09-16", "11-05"] };
const muinaVuosina = ["01-14", "03-04", "05-20"];

const tuottajat = [
  { ytunnus: "9990001-1", nimi: "Esimerkkilääkärit Oy" },
  { ytunnus: "9990002-2", nimi: "Testilääkäriasema Oy" },
] as const;

/** Who may use Kela's 65+ choice trial on a day, and how many visits a calendar year has (HE 36/2025 and news). */
export function toKokeiluoikeus(
  henkilo: Henkilo,
  paiva: Paiva,
): { readonly oikeus: boolean; readonly kaynteja: number } {
  const isAlive = henkilo.kuolinpaiva === undefined;
  const isRunning = alku <= paiva && paiva <= loppu;
  const oikeus = henkilo.vakuutettu && isAlive && toTayttaa65(henkilo) <= paiva && isRunning;
  return { oikeus, kaynteja: toPaivat(Number(paiva.slice(0, 4))).length };
}

/**
 * Visits of one calendar year, the whole year, oldest first: none to all of those allowed, the same whenever asked, each after the
 * 65th birthday and in the trial's days. Onni, among the personas, uses all of every year.
 */
export function toKokeilukaynnit(henkilo: Henkilo, vuosi: number): readonly Kokeilukaynti[] {
  const { index, persona } = henkilo;
  const allowed = toPaivat(vuosi);
  const count = persona === "onni" ? allowed.length : index % (muinaVuosina.length + 1);
  return allowed
    .slice(0, count)
    .map((day) => `${vuosi}-${day}`)
    .filter((paiva) => toKokeiluoikeus(henkilo, paiva).oikeus)
    .map((paiva, at) => ({
      paiva,
      tuottaja: tuottajat[(index + at) % 2] ?? tuottajat[0],
      omavastuuSentit: omavastuut[vuosi] ?? latest,
    }));
}

function toPaivat(vuosi: number): readonly string[] {
  return paivat[vuosi] ?? muinaVuosina;
}

function toTayttaa65({ syntymapaiva }: Henkilo): Paiva {
  return `${Number(syntymapaiva.slice(0, 4)) + 65}${syntymapaiva.slice(4)}`;
}
