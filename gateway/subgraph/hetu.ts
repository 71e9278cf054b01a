const signs: Readonly<Record<string, number>> = {
  "+": 1800,
  ...Object.fromEntries(Array.from("-YXWVU").map((sign) => [sign, 1900])),
  ...Object.fromEntries(Array.from("ABCDEF").map((sign) => [sign, 2000])),
};
const checkCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
const form = /^(\d{2})(\d{2})(\d{2})([-+ABCDEFYXWVU])(\d{3})([0-9A-FHJ-NPR-Y])$/;

/** An identity code that passed every check, or why it did not: a constant text in the reader's terms. */
export type HetuResult =
  | { readonly ok: true; readonly hetu: string; readonly syntymapaiva: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Checks an identity code (henkilötunnus): form, separator, date, individual number and check
 * character. Blanks around it and lower case are mended first; nothing else is. The separator counts:
 * codes that differ only in it are different people (DVV, reform of 2023). Does not ask any register.
 */
export function parseHetu(given: string): HetuResult {
  // Not toUpperCase, which makes ASCII of letters that are none: the long s becomes S.
  const hetu = given.trim().replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
  if (hetu.length !== 11) return { ok: false, reason: `henkilötunnuksessa on 11 merkkiä, annettiin ${hetu.length}` };
  const parts = form.exec(hetu);
  if (parts === null)
    return { ok: false, reason: "henkilötunnuksen muoto on ppkkvv, välimerkki, kolme numeroa ja tarkistusmerkki" };
  const [, day = "", month = "", year = "", sign = "", number = "", check = ""] = parts;
  const fullYear = (signs[sign] ?? 0) + Number(year);
  const syntymapaiva = `${fullYear}-${month}-${day}`;
  if (!isRealDate(fullYear, Number(month), Number(day)))
    return { ok: false, reason: "henkilötunnuksen päivämäärää ei ole" };
  if (Number(number) < 2) return { ok: false, reason: "henkilötunnuksen yksilönumero on 002-999" };
  if (checkCharacters[Number(day + month + year + number) % 31] !== check) {
    return { ok: false, reason: "henkilötunnuksen tarkistusmerkki ei täsmää" };
  }
  return { ok: true, hetu, syntymapaiva };
}

function isRealDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
