import { toOsat, toPaivaluku, twoDigits } from "./paiva.ts";

const checkCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";

/** Signs of each century in the order in which they were taken into use (DVV, reform of 2023). */
export const valimerkit: Readonly<Record<18 | 19 | 20, string>> = { 18: "+", 19: "-YXWVU", 20: "ABCDEF" };

/** What an identity code is made of. */
export interface HetunOsat {
  /** Birth date as a day number. */
  readonly syntyi: number;
  /** Which of the century's signs, from 0. */
  readonly merkki: number;
  /** Individual number, 900-999 here: never given to a real person. Odd for men, even for women. */
  readonly yksilonumero: number;
}

/** Check character of nine digits `ppkkvvnnn`: the number modulo 31. The sign takes no part. */
export function hetuTarkistusmerkki(yhdeksanNumeroa: string): string {
  return checkCharacters.charAt(Number(yhdeksanNumeroa) % 31);
}

/** An identity code from its parts. @throws RangeError for a century or sign that does not exist. */
export function toHetu({ syntyi, merkki, yksilonumero }: HetunOsat): string {
  const { vuosi, kuukausi, paiva } = toOsat(syntyi);
  const century = Math.floor(vuosi / 100);
  const sign = isVuosisata(century) ? valimerkit[century].charAt(merkki) : "";
  if (sign === "") throw new RangeError(`no sign ${merkki} for the year ${vuosi}`);
  const date = twoDigits(paiva) + twoDigits(kuukausi) + twoDigits(vuosi % 100);
  return date + sign + yksilonumero + hetuTarkistusmerkki(date + String(yksilonumero));
}

/**
 * Parts of an identity code of the form made here (individual number 900-999); undefined for any
 * other text, a wrong check character or a date that does not exist.
 */
export function parseHetunOsat(tunnus: string): HetunOsat | undefined {
  const found = /^(\d{2})(\d{2})(\d{2})(.)(9\d{2})(.)$/.exec(tunnus);
  if (found === null) return undefined;
  const [, paiva = "", kuukausi = "", vuosi = "", sign = "", numero = ""] = found;
  const century = ([18, 19, 20] as const).find((each) => valimerkit[each].includes(sign));
  if (century === undefined || Number(kuukausi) < 1 || Number(kuukausi) > 12) return undefined;
  const syntyi = toPaivaluku({
    vuosi: century * 100 + Number(vuosi),
    kuukausi: Number(kuukausi),
    paiva: Number(paiva),
  });
  const osat = { syntyi, merkki: valimerkit[century].indexOf(sign), yksilonumero: Number(numero) };
  // Making the code again refuses a wrong check character and a date such as 31 February at once.
  return toHetu(osat) === tunnus ? osat : undefined;
}

function isVuosisata(century: number): century is 18 | 19 | 20 {
  return century === 18 || century === 19 || century === 20;
}
