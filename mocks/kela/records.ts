import { katotVuonna } from "../population/index.ts";
import type { Henkilo, Katot, Osto, Population } from "../population/index.ts";

/** Kinds of ceilings that Kela keeps here. */
export type Kattolaji = "LAAKE" | "MATKA";

/** Why Kela tells no sums of a person. */
type Syy = "EI_VAKUUTETTU" | "KT";

/** One ceiling of one person and year; money in cents, null when Kela tells no sums. */
export interface KattoRecord {
  readonly laji: Kattolaji;
  readonly vuosi: number;
  readonly syy: Syy | null;
  readonly raja: number;
  readonly kertynyt: number;
  /** Day on which the ceiling was reached. */
  readonly tayttymispaiva: string | null;
  /** Of medicines only; null for those to whom it does not apply. */
  readonly alkuomavastuu: { readonly raja: number; readonly kertynyt: number } | null;
  readonly viimeisinTapahtuma: string | null;
}

/** What Kela tells of a person's right to direct reimbursement. */
export interface OikeusRecord {
  readonly vakuutettu: boolean;
  readonly suorakorvausoikeus: "K" | "E";
  readonly ktTieto: boolean;
}

/** A visit of the choice trial. */
interface KokeiluKayntiRecord {
  readonly paiva: string;
  readonly tuottaja: { readonly ytunnus: string; readonly nimi: string };
  readonly omavastuu: number;
}

/** The 65+ choice trial of one person in the current year. */
export interface KokeiluRecord {
  readonly oikeus: boolean;
  readonly kayntejaKaytetty: number;
  readonly kayntejaJaljella: number;
  readonly kaynnit: readonly KokeiluKayntiRecord[];
}

/** Insured in Finland or not. Dates are invented: from birth, or from moving in. */
export interface VakuuttaminenRecord {
  readonly vakuutettu: boolean;
  readonly alkaen: string | null;
  readonly paattyy: string | null;
}

/** Earliest year of which the mock holds ceilings (invented). */
const firstVuosi = 2016;

/** One KT customer in 200 that is no persona (invented: the population does not know of KT). */
const ktShare = 200;

/** Right to direct reimbursement. */
export function toOikeus(henkilo: Henkilo): OikeusRecord {
  const ktTieto = henkilo.vakuutettu && henkilo.persona === undefined && henkilo.index % ktShare === ktShare - 1;
  const { vakuutettu } = henkilo;
  return { vakuutettu, ktTieto, suorakorvausoikeus: vakuutettu && !ktTieto ? "K" : "E" };
}

/**
 * The ceilings asked for, from the purchases of the year made by `now`; undefined for a year before
 * 2016 or to come. The population gives the purchases of the whole year.
 */
export function toKatot(
  population: Population,
  henkilo: Henkilo,
  asked: { readonly vuosi: number; readonly lajit: readonly Kattolaji[]; readonly now: Date },
): readonly KattoRecord[] | undefined {
  const { vuosi, lajit, now } = asked;
  if (vuosi < firstVuosi || vuosi > Number(toFinnishDay(now).slice(0, 4))) return undefined;
  const { vakuutettu, ktTieto } = toOikeus(henkilo);
  const syy = vakuutettu ? (ktTieto ? "KT" : null) : "EI_VAKUUTETTU";
  const { laakkeet, matkat } = population.ostot(henkilo, vuosi);
  return lajit.map((laji) => {
    const all = laji === "LAAKE" ? laakkeet : matkat;
    const ostot = all.filter((osto) => Date.parse(osto.aika) <= now.getTime());
    const syntymavuosi = Number(henkilo.syntymapaiva.slice(0, 4));
    return toKatto({ laji, vuosi, syy, katot: katotVuonna(vuosi), ostot, syntymavuosi });
  });
}

function toKatto(from: {
  readonly laji: Kattolaji;
  readonly vuosi: number;
  readonly syy: Syy | null;
  readonly katot: Katot;
  readonly ostot: readonly Osto[];
  readonly syntymavuosi: number;
}): KattoRecord {
  const { laji, vuosi, syy, katot, ostot } = from;
  const raja = laji === "LAAKE" ? katot.laakkeet : katot.matkat;
  const sorted = ostot.toSorted((one, other) => Date.parse(one.aika) - Date.parse(other.aika));
  const sum = sorted.reduce((total, osto) => total + osto.sentit, 0);
  // The initial deductible applies from the year in which the person turns 19.
  const applies = laji === "LAAKE" && vuosi - from.syntymavuosi >= 19;
  return {
    laji,
    vuosi,
    syy,
    raja,
    kertynyt: Math.min(sum, raja),
    tayttymispaiva: findTayttymispaiva(sorted, raja),
    alkuomavastuu: applies ? { raja: katot.alkuomavastuu, kertynyt: Math.min(sum, katot.alkuomavastuu) } : null,
    viimeisinTapahtuma: sorted.at(-1)?.aika ?? null,
  };
}

function findTayttymispaiva(sorted: readonly Osto[], raja: number): string | null {
  let total = 0;
  for (const osto of sorted) {
    total += osto.sentit;
    if (total >= raja) return osto.aika.slice(0, 10);
  }
  return null;
}

/** Visits a year that the trial allows in 2026 and 2027. */
const visitsAYear = 3;
const trialEnd = "2027-12-31";
/** Customer's own share of a visit, cents (2026). */
const omavastuu = 30_20;
const tuottajat = [
  { ytunnus: "9990001-1", nimi: "Esimerkkilääkärit Oy" },
  { ytunnus: "9990002-2", nimi: "Testilääkäriasema Oy" },
] as const;

/** The trial in the year of `now`; who has used how much is invented, the same whenever asked. */
export function toKokeilu(henkilo: Henkilo, now: Date): KokeiluRecord {
  const tanaan = toFinnishDay(now);
  const birthday65 = `${Number(henkilo.syntymapaiva.slice(0, 4)) + 65}${henkilo.syntymapaiva.slice(4)}`;
  const oikeus = henkilo.vakuutettu && henkilo.kuolinpaiva === undefined && birthday65 <= tanaan && tanaan <= trialEnd;
  if (!oikeus) return { oikeus, kayntejaKaytetty: 0, kayntejaJaljella: 0, kaynnit: [] };
  const year = tanaan.slice(0, 4);
  const kaynnit = [`${year}-01-14`, `${year}-03-04`, `${year}-05-20`]
    .slice(0, henkilo.index % (visitsAYear + 1))
    .filter((paiva) => paiva <= tanaan && paiva >= birthday65)
    .map((paiva, at) => ({ paiva, tuottaja: tuottajat[(henkilo.index + at) % 2] ?? tuottajat[0], omavastuu }));
  return { oikeus, kayntejaKaytetty: kaynnit.length, kayntejaJaljella: visitsAYear - kaynnit.length, kaynnit };
}

/** Insurance status. */
export function toVakuuttaminen(henkilo: Henkilo): VakuuttaminenRecord {
  const { vakuutettu, syntymapaiva, kuolinpaiva } = henkilo;
  return { vakuutettu, alkaen: vakuutettu ? syntymapaiva : null, paattyy: vakuutettu ? (kuolinpaiva ?? null) : null };
}

const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki", dateStyle: "short" });

function toFinnishDay(now: Date): string {
  return day.format(now);
}
