/**
 * True for a text that holds an identity code or an account number anywhere: no such text may reach a log, a
 * plan cache or a register's records of who asked. Goes by form alone, so that a mistyped code is found too:
 * date and check character are not looked at. Digits of other widths, any dash as separator, characters that
 * don't show, and a space or two between the parts (`01 01 90 - 900 P`) hide nothing; a year may have four
 * digits. Six digits that are part of a longer number (a phone number, a timestamp), UUIDs and digests are no
 * code. Forms: identity codes by the registry sheet of Kela and Kanta, 3.2 (separators verified); account
 * numbers only as a Finnish IBAN is, a country and digits.
 */
export function hasPersonalCode(text: string): boolean {
  const plain = text
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(dashes, "-")
    .replaceAll(machineMade, " ");
  return identityCode.test(plain) || accountNumber.test(plain);
}

/** They read the same to people: dash punctuation, the minus sign, the modifier and the bullet of that form. */
const dashes = /[\p{Pd}\u02d7\u2043\u2212]/gu;

/** A provider's pseudonym is often one of these, and one UUID in seventy has the form of an identity code in it. */
const machineMade = /\b(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{20,})\b/gi;

/** Day, month, year, separator but of `+358 `, three digits; the check character with a space before it stands alone. */
const identityCode =
  /(?<!\d)\d\d\s{0,2}\d\d\s{0,2}(?:18|19|20)?\d\d\s{0,2}(?!\+358\s)[-+A-FU-Y]\s{0,2}\d{3}(?:[0-9A-Z](?!\d)|\s{1,2}[0-9A-Z](?![\p{L}\d]))/iu;

const accountNumber = /\b[A-Z]{2}\d{2}(?:[\s-]?\d{4}){3,}/i;
