import { katotVuonna, palvelukattoVuonna, toKokeiluoikeus } from "../population/index.ts";
import type { Henkilo, Kokeilukaynti, Osto, Population } from "../population/index.ts";

/** Kinds of ceilings that Kela keeps here; that of service fees is the workshop's wish. */
export type Kattolaji = "LAAKE" | "MATKA" | "PALVELU";

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
  /** Of service fees: do the person's own fees of the year count toward a guardian's ceiling. */
  readonly kertyyHuoltajalle: boolean;
}

/** What Kela tells of a person's right to direct reimbursement. */
export interface OikeusRecord {
  readonly vakuutettu: boolean;
  readonly suorakorvausoikeus: "K" | "E";
  readonly ktTieto: boolean;
}

/** The 65+ choice trial of one person in the current year. */
export interface KokeiluRecord {
  readonly oikeus: boolean;
  readonly kayntejaKaytetty: number;
  readonly kayntejaJaljella: number;
  readonly kaynnit: readonly Kokeilukaynti[];
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
  const syntymavuosi = Number(henkilo.syntymapaiva.slice(0, 4));
  return lajit.map((laji) => {
    // The KT mark is of direct reimbursement, which a ceiling of service fees has none of.
    const syy = vakuutettu ? (ktTieto && laji !== "PALVELU" ? "KT" : null) : "EI_VAKUUTETTU";
    const { ostot, ...muut } = toKertyma(population, henkilo, { laji, vuosi });
    const made = ostot.filter((osto) => Date.parse(osto.aika) <= now.getTime());
    return toKatto({ laji, vuosi, syy, ostot: made, syntymavuosi, ...muut });
  });
}

/** What counts toward a ceiling in the whole year, and its limit, in cents. */
function toKertyma(
  population: Population,
  henkilo: Henkilo,
  { laji, vuosi }: { readonly laji: Kattolaji; readonly vuosi: number },
): { readonly ostot: readonly Osto[]; readonly raja: number; readonly kertyyHuoltajalle: boolean } {
  if (laji === "PALVELU") return toPalvelumaksut(population, henkilo, vuosi);
  const { laakkeet, matkat } = population.ostot(henkilo, vuosi);
  const katot = katotVuonna(vuosi);
  return laji === "LAAKE"
    ? { ostot: laakkeet, raja: katot.laakkeet, kertyyHuoltajalle: false }
    : { ostot: matkat, raja: katot.matkat, kertyyHuoltajalle: false };
}

/** The counted fees of every region, those of children that fill this person's ceiling among them. */
function toPalvelumaksut(population: Population, henkilo: Henkilo, vuosi: number): ReturnType<typeof toKertyma> {
  const lapset = [...henkilo.lapset, ...henkilo.huollettavat].map(({ index }) => index);
  const perhe = [henkilo.index, ...new Set(lapset)].map((index) => population.henkilo(index));
  const kerryttavat = (kenen: Henkilo) => population.asiakasmaksut(kenen, vuosi).filter(({ kerryttaa }) => kerryttaa);
  const ostot = perhe
    .flatMap(kerryttavat)
    .filter(({ katonHetu }) => katonHetu !== undefined && katonHetu === henkilo.hetu)
    // A fee counts from the day on which it was charged.
    .map(({ paiva, sentit }) => ({ aika: `${paiva}T00:00:00+02:00`, sentit }));
  const kertyyHuoltajalle = kerryttavat(henkilo).some(({ katonHetu }) => katonHetu !== henkilo.hetu);
  return { ostot, raja: palvelukattoVuonna(vuosi), kertyyHuoltajalle };
}

function toKatto(from: {
  readonly laji: Kattolaji;
  readonly vuosi: number;
  readonly syy: Syy | null;
  readonly raja: number;
  readonly ostot: readonly Osto[];
  readonly syntymavuosi: number;
  readonly kertyyHuoltajalle: boolean;
}): KattoRecord {
  const { laji, vuosi, syy, raja, ostot, kertyyHuoltajalle } = from;
  const sorted = ostot.toSorted((one, other) => Date.parse(one.aika) - Date.parse(other.aika));
  const sum = sorted.reduce((total, osto) => total + osto.sentit, 0);
  // The initial deductible applies from the year in which the person turns 19.
  const applies = laji === "LAAKE" && vuosi - from.syntymavuosi >= 19;
  const { alkuomavastuu } = katotVuonna(vuosi);
  return {
    laji,
    vuosi,
    syy,
    raja,
    kertynyt: Math.min(sum, raja),
    tayttymispaiva: findTayttymispaiva(sorted, raja),
    alkuomavastuu: applies ? { raja: alkuomavastuu, kertynyt: Math.min(sum, alkuomavastuu) } : null,
    viimeisinTapahtuma: sorted.at(-1)?.aika ?? null,
    kertyyHuoltajalle,
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

/** The trial in the year of `now`: the population's visits made by today. */
export function toKokeilu(population: Population, henkilo: Henkilo, now: Date): KokeiluRecord {
  const tanaan = toFinnishDay(now);
  const { oikeus, kaynteja } = toKokeiluoikeus(henkilo, tanaan);
  const kaynnit = population.kokeilukaynnit(henkilo, Number(tanaan.slice(0, 4))).filter(({ paiva }) => paiva <= tanaan);
  const kayntejaJaljella = oikeus ? kaynteja - kaynnit.length : 0;
  return { oikeus, kayntejaKaytetty: kaynnit.length, kayntejaJaljella, kaynnit };
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
