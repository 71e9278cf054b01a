/** Date, `YYYY-MM-DD`. */
export type Paiva = string;

/** The day that decides ages, custody and what is "now" in the population, whenever the code runs. */
export const ankkuripaiva: Paiva = "2026-11-01";

/** A date in parts; month and day from 1. */
export interface PaivanOsat {
  readonly vuosi: number;
  readonly kuukausi: number;
  readonly paiva: number;
}

const daysOfEra = 146_097;
const daysToEpoch = 719_468;

/**
 * Day number of a date: 1970-01-01 is 0, the Gregorian calendar runs on both ways. Integers only:
 * no time zone and no `Date` takes part.
 */
export function toPaivaluku({ vuosi, kuukausi, paiva }: PaivanOsat): number {
  const year = kuukausi <= 2 ? vuosi - 1 : vuosi;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const monthFromMarch = (kuukausi + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + paiva - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysOfEra + dayOfEra - daysToEpoch;
}

/** The date of a day number. */
export function toOsat(paivaluku: number): PaivanOsat {
  const shifted = paivaluku + daysToEpoch;
  const era = Math.floor(shifted / daysOfEra);
  const dayOfEra = shifted - era * daysOfEra;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const before = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - before;
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const paiva = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const kuukausi = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { vuosi: yearOfEra + era * 400 + (kuukausi <= 2 ? 1 : 0), kuukausi, paiva };
}

/** Day number as `YYYY-MM-DD`. */
export function toPaiva(paivaluku: number): Paiva {
  const { vuosi, kuukausi, paiva } = toOsat(paivaluku);
  return `${String(vuosi).padStart(4, "0")}-${twoDigits(kuukausi)}-${twoDigits(paiva)}`;
}

/** `YYYY-MM-DD` as a day number. Does not check the form. */
export function ofPaiva(paiva: Paiva): number {
  return toPaivaluku({
    vuosi: Number(paiva.slice(0, 4)),
    kuukausi: Number(paiva.slice(5, 7)),
    paiva: Number(paiva.slice(8, 10)),
  });
}

/**
 * The day `vuosia` years later, as a day number: the birthday of that age. 29 February becomes
 * 28 February in a year without one (assumed; only the day on which custody ends depends on it).
 */
export function addVuosia(paivaluku: number, vuosia: number): number {
  const { vuosi, kuukausi, paiva } = toOsat(paivaluku);
  const leapless = kuukausi === 2 && paiva === 29 && !isKarkausvuosi(vuosi + vuosia);
  return toPaivaluku({ vuosi: vuosi + vuosia, kuukausi, paiva: leapless ? 28 : paiva });
}

/** Full years from birth to a day, both as day numbers. */
export function toIka(syntyi: number, paivaluku: number): number {
  const vuosia = toOsat(paivaluku).vuosi - toOsat(syntyi).vuosi;
  return addVuosia(syntyi, vuosia) <= paivaluku ? vuosia : vuosia - 1;
}

/** A number below 100 with a leading zero. */
export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** `ankkuripaiva` as a day number. */
export const ankkuri = ofPaiva(ankkuripaiva);

function isKarkausvuosi(vuosi: number): boolean {
  return vuosi % 4 === 0 && (vuosi % 100 !== 0 || vuosi % 400 === 0);
}
