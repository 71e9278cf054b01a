import { katotVuonna } from "./katot.ts";
import { ofPaiva, toOsat, toPaiva, toPaivaluku, twoDigits } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Osto, Vuosiostot } from "./maksaminen.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";

/**
 * What the person pays toward Kela's ceilings in one calendar year, the whole year: a register cuts the
 * list at its own now. The sum never exceeds the ceiling, because a purchase after it no longer counts;
 * payments toward the initial deductible count toward the ceiling too. Nothing for one who is not
 * insured, before birth or after death.
 */
export function toOstot(seed: number, henkilo: Henkilo, vuosi: number): Vuosiostot {
  const jakso = toJakso(henkilo, vuosi);
  if (jakso === undefined) return { laakkeet: [], matkat: [] };
  const { laakkeet, matkat } = katotVuonna(vuosi);
  const persona = personanLaakkeet(henkilo, vuosi, laakkeet);
  const ika = vuosi - Number(henkilo.syntymapaiva.slice(0, 4));
  const random = createRandom(seed, "ostot", henkilo.index * 4096 + vuosi);
  return {
    laakkeet:
      persona ??
      jaa(random, jakso, { summa: drawSumma(seed, henkilo, { ika, katto: laakkeet, random }), enintaan: 16_000 }),
    matkat: jaa(random, jakso, { summa: drawMatkasumma(random, ika, matkat), enintaan: 2500 }),
  };
}

/** Days of the year on which the person lives and is insured, as day numbers; undefined when there are none. */
interface Jakso {
  readonly alku: number;
  readonly loppu: number;
}

function toJakso(henkilo: Henkilo, vuosi: number): Jakso | undefined {
  const vakuutettuna = henkilo.vakuutettu || (henkilo.kuolinpaiva !== undefined && henkilo.osoite !== undefined);
  const alku = Math.max(toPaivaluku({ vuosi, kuukausi: 1, paiva: 1 }), ofPaiva(henkilo.syntymapaiva));
  const vuodenLoppu = toPaivaluku({ vuosi, kuukausi: 12, paiva: 31 });
  const loppu = Math.min(
    vuodenLoppu,
    henkilo.kuolinpaiva === undefined ? vuodenLoppu : ofPaiva(henkilo.kuolinpaiva) - 1,
  );
  return vakuutettuna && alku <= loppu ? { alku, loppu } : undefined;
}

/**
 * Personas whose case must hold on any day of any year: all is bought on New Year's Day, in a pharmacy
 * on duty. Aino's purchases are spread like anybody's, but are always some.
 */
function personanLaakkeet(henkilo: Henkilo, vuosi: number, katto: number): readonly Osto[] | undefined {
  const ostot = (...sentit: readonly number[]): readonly Osto[] =>
    sentit.map((each, at) => ({ aika: `${vuosi}-01-01T00:${twoDigits(5 + at * 4)}:00+02:00`, sentit: each }));
  if (henkilo.persona === "onni") return ostot(7033, katto - 7033);
  if (henkilo.persona === "liisa") return ostot(7033, 21_450, katto - 7033 - 21_450 - 480);
  if (henkilo.persona !== "aino") return undefined;
  return [
    { aika: `${vuosi}-01-14T16:42:00+02:00`, sentit: 2390 },
    { aika: `${vuosi}-02-27T17:05:00+02:00`, sentit: 4643 },
    { aika: `${vuosi}-05-08T10:31:00+03:00`, sentit: 3815 },
    { aika: `${vuosi}-09-17T15:20:00+03:00`, sentit: 5140 },
  ];
}

type Luokka = "EI_OSTOJA" | "VAHAN" | "KOHTALAISESTI" | "LAHES_TAYNNA" | "TAYNNA";

/** Per cent of each class by age; the rest of a hundred buys nothing. A person stays in it from year to year. */
function drawLuokka(random: Random, ika: number): Luokka {
  const [vahan, kohtalaisesti, lahes, taynna] = ika < 18 ? [50, 5, 1, 1] : ika < 65 ? [50, 20, 3, 4] : [35, 40, 6, 13];
  const drawn = random.below(100);
  if (drawn < taynna) return "TAYNNA";
  if (drawn < taynna + lahes) return "LAHES_TAYNNA";
  if (drawn < taynna + lahes + kohtalaisesti) return "KOHTALAISESTI";
  return drawn < taynna + lahes + kohtalaisesti + vahan ? "VAHAN" : "EI_OSTOJA";
}

/** Sum of a year's medicine purchases, cents. */
function drawSumma(
  seed: number,
  henkilo: Henkilo,
  { ika, katto, random }: { readonly ika: number; readonly katto: number; readonly random: Random },
): number {
  const luokka = drawLuokka(createRandom(seed, "ostoluokka", henkilo.index), ika);
  const summat = {
    EI_OSTOJA: [0, 0],
    VAHAN: [600, 12_000],
    KOHTALAISESTI: [12_000, Math.floor(katto * 0.85)],
    LAHES_TAYNNA: [katto - 3000, katto - 1],
    TAYNNA: [katto, katto],
  } as const satisfies Record<Luokka, readonly [number, number]>;
  const [vahintaan, enintaan] = summat[luokka];
  return random.between(vahintaan, enintaan);
}

function drawMatkasumma(random: Random, ika: number, katto: number): number {
  if (!random.chance(ika >= 65 ? 0.3 : 0.1)) return 0;
  return random.chance(0.12) ? katto : random.between(800, katto - 100);
}

/** Splits a sum into purchases of at most `enintaan` cents each, in the order of time. */
function jaa(
  random: Random,
  jakso: Jakso,
  { summa, enintaan }: { readonly summa: number; readonly enintaan: number },
): readonly Osto[] {
  const sentit: number[] = [];
  for (let left = summa; left > 0; left -= sentit.at(-1) ?? left) {
    sentit.push(Math.min(left, random.between(Math.ceil(enintaan / 5), enintaan)));
  }
  const ajat = sentit
    .map(() => random.between(jakso.alku, jakso.loppu) * 1440 + random.between(8 * 60, 20 * 60))
    .sort((a, b) => a - b);
  return sentit.map((each, at) => ({ aika: toAika(ajat[at] ?? 0), sentit: each }));
}

/** Minutes since 1970 on a Finnish clock, as RFC 3339. */
function toAika(minuutit: number): string {
  const day = Math.floor(minuutit / 1440);
  const minute = minuutit - day * 1440;
  const clock = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:00`;
  return `${toPaiva(day)}T${clock}${isKesaaika(day) ? "+03:00" : "+02:00"}`;
}

/** Whether shops are on summer time: from the last Sunday of March to the Saturday before October's last. */
function isKesaaika(day: number): boolean {
  const { vuosi } = toOsat(day);
  return day >= lastSunday(vuosi, 3) && day < lastSunday(vuosi, 10);
}

/** Last Sunday of a month of 31 days; day 3 (1970-01-04) was a Sunday. */
function lastSunday(vuosi: number, kuukausi: number): number {
  const last = toPaivaluku({ vuosi, kuukausi, paiva: 31 });
  return last - ((((last - 3) % 7) + 7) % 7);
}
