import type { Reason } from "../../gateway/errors.ts";
import type { AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";

type Actor = SubgraphContext["actor"];

const form = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** Length of an IBAN by country (ISO 13616, the registry of SWIFT; recalled). */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 " +
    "FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 " +
    "LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 " +
    "RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
  )
    .split(" ")
    .map((each) => [each.slice(0, 2), Number(each.slice(2))]),
);

/**
 * True for an IBAN without spaces whose length is its country's and whose check digits are right: the country and check
 * digits moved to the end, letters as numbers from A = 10, the whole is 1 modulo 97 (ISO 13616; ISO 7064 MOD 97-10). A
 * country that the registry did not have when this was written is taken by its check digits. Does not check that the
 * bank or the account exists.
 */
export function isIban(text: string): boolean {
  if (!form.test(text)) return false;
  const length = lengths[text.slice(0, 2)] ?? text.length;
  return text.length === length && (!text.startsWith("FI") || /^FI\d+$/.test(text)) && isChecked(text);
}

/** An IBAN as a customer gives it, or what is to be done about it. */
type IbanResult = { readonly ok: true; readonly iban: string } | { readonly ok: false; readonly reason: Reason };

/**
 * Reads an IBAN that a customer gives: spaces and small letters are taken. The reason says what to do, never the value.
 * Does not check that the bank or the account exists.
 */
export function parseIban(given: string): IbanResult {
  const iban = given.replaceAll(/\s/g, "").toUpperCase();
  const length = lengths[iban.slice(0, 2)];
  if (length === undefined || !/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return { ok: false, reason: notIban };
  if (iban.length !== length) return { ok: false, reason: wrongLength };
  return isIban(iban) ? { ok: true, iban } : { ok: false, reason: wrongCheck };
}

function isChecked(text: string): boolean {
  const moved = text.slice(4) + text.slice(0, 4);
  let left = 0;
  for (const character of moved) left = Number(`${left}${Number.parseInt(character, 36)}`) % 97;
  return left === 1;
}

const notIban = {
  fi: "anna tilinumero IBAN-muodossa: maan kaksi kirjainta, kaksi tarkistusnumeroa ja tilin numero",
  sv: "ge kontonumret som IBAN: landets två bokstäver, två kontrollsiffror och kontots nummer",
  en: "give the account as an IBAN: two letters of the country, two check digits and the number of the account",
};
const wrongLength = {
  fi: "tilinumerossa on väärä määrä merkkejä maan IBANiksi (Suomessa 18): tarkista, ettei mitään puutu",
  sv: "kontonumret har fel antal tecken för landets IBAN (18 i Finland): se efter att inget saknas",
  en: "the account has the wrong number of characters for its country's IBAN (18 in Finland): see that none is missing",
};
const wrongCheck = {
  fi: "tilinumeron tarkistusnumerot eivät täsmää: tarkista numero pankin tiedoista",
  sv: "kontonumrets kontrollsiffror stämmer inte: se efter numret i bankens uppgifter",
  en: "the check digits of the account do not match: see the number in the bank's own details",
};

/** The IBAN with all but the country and the last two characters covered: enough to tell one's own accounts apart. */
export function toPeitetty(iban: string): string {
  return `${iban.slice(0, 2)}${"•".repeat(Math.max(0, iban.length - 4))}${iban.slice(-2)}`;
}

/**
 * Whether the whole number is for the one who asks: the customer of their own, and billing. The gate
 * decides who gets the field at all; this decides in which form, so that a wider rule would still not
 * give the number away.
 */
export function mayReadIban(actor: Actor, { id }: AsiakasKey): boolean {
  if (actor.kind === "asiakas") return actor.asiakasId === id;
  return actor.kind === "ammattilainen" && actor.kirjain === "R";
}
