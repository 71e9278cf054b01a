import type { Reason } from "../errors.ts";

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
  | { readonly ok: false; readonly reason: Reason };

/**
 * Checks an identity code (henkilötunnus): form, separator, date, individual number and check
 * character. Blanks around it and lower case are mended first; nothing else is. The separator counts:
 * codes that differ only in it are different people (DVV, reform of 2023). Does not ask any register.
 */
export function parseHetu(given: string): HetuResult {
  // Not toUpperCase, which makes ASCII of letters that are none: the long s becomes S.
  const hetu = given.trim().replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
  if (hetu.length !== 11) return { ok: false, reason: toWrongLength(hetu.length) };
  const parts = form.exec(hetu);
  if (parts === null) return { ok: false, reason: reasons.form };
  const [, day = "", month = "", year = "", sign = "", number = "", check = ""] = parts;
  const fullYear = (signs[sign] ?? 0) + Number(year);
  const syntymapaiva = `${fullYear}-${month}-${day}`;
  if (!isRealDate(fullYear, Number(month), Number(day))) return { ok: false, reason: reasons.date };
  if (Number(number) < 2) return { ok: false, reason: reasons.number };
  if (checkCharacters[Number(day + month + year + number) % 31] !== check) {
    return { ok: false, reason: reasons.check };
  }
  return { ok: true, hetu, syntymapaiva };
}

function toWrongLength(length: number): Reason {
  return {
    fi: `henkilötunnuksessa on 11 merkkiä, annettiin ${length}`,
    sv: `en personbeteckning har 11 tecken, fick ${length}`,
    en: `an identity code has 11 characters, got ${length}`,
  };
}

const reasons = {
  form: {
    fi: "henkilötunnuksen muoto on ppkkvv, välimerkki, kolme numeroa ja tarkistusmerkki",
    sv: "en personbeteckning är ddmmåå, ett skiljetecken, tre siffror och ett kontrolltecken",
    en: "an identity code is ddmmyy, a separator, three digits and a check character",
  },
  date: {
    fi: "henkilötunnuksen päivämäärää ei ole",
    sv: "personbeteckningens datum finns inte",
    en: "the date of the identity code does not exist",
  },
  number: {
    fi: "henkilötunnuksen yksilönumero on 002-999",
    sv: "personbeteckningens individnummer är 002-999",
    en: "the individual number of an identity code is 002-999",
  },
  check: {
    fi: "henkilötunnuksen tarkistusmerkki ei täsmää",
    sv: "personbeteckningens kontrolltecken stämmer inte",
    en: "the check character of the identity code does not match",
  },
} as const satisfies Record<string, Reason>;

function isRealDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
