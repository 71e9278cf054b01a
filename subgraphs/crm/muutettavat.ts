import { hasPersonalCode } from "../../gateway/has-personal-code.ts";
import { toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { ChangeValue } from "../../gateway/subgraph/index.ts";
import { parseIban } from "./iban.ts";

/** An account as a client gives it. */
export interface AsetettavaMaksuyhteys {
  readonly iban: string;
  readonly saaja: string;
  readonly palvelu?: string | null;
  readonly suoraveloitus: boolean;
}

/** A contact as a client gives it. */
export interface IlmoitettavaYhteystieto {
  readonly laji: "PUHELIN" | "SAHKOPOSTI" | "POSTIOSOITE";
  readonly arvo: string;
  readonly kayttotarkoitus: "YHTEYDENOTTO" | "LASKUTUS";
}

/** Longest name of an account's holder in a SEPA credit transfer. Characters. */
const longestHolder = 70;
const longestText = 100;
const longestAddress = 200;

/**
 * Values of the region's statement for an account: IBAN, holder, service, direct debit.
 * @throws BAD_USER_INPUT that says what to do; never with the value.
 */
export function toMaksuyhteysArvot(given: AsetettavaMaksuyhteys): readonly ChangeValue[] {
  const iban = parseIban(given.iban);
  if (!iban.ok) throw toSubgraphError("BAD_USER_INPUT", { syy: iban.reason });
  const saaja = parseText(given.saaja, longestHolder);
  if (saaja === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: badHolder });
  const palvelu = given.palvelu ?? undefined;
  const named = palvelu === undefined ? undefined : parseText(palvelu, longestText);
  if (palvelu !== undefined && named === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: badService });
  return [iban.iban, saaja, named ?? null, String(given.suoraveloitus)];
}

/** Values of the region's statement for a contact: kind, value, purpose. @throws as `toMaksuyhteysArvot`. */
export function toYhteystietoArvot({ laji, arvo, kayttotarkoitus }: IlmoitettavaYhteystieto): readonly ChangeValue[] {
  const { parse, reason } = kinds[laji];
  const parsed = parse(arvo);
  if (parsed === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: reason });
  return [laji.toLowerCase(), parsed, kayttotarkoitus];
}

/** One line that says something, of at most so many characters, without identity codes or account numbers. */
function parseText(given: string, longest: number): string | undefined {
  const text = given.normalize("NFC").trim();
  const isPlain = text !== "" && text.length <= longest && !/\p{C}|[\u2028\u2029]/u.test(text);
  return isPlain && !hasPersonalCode(text) ? text : undefined;
}

/** E.164; a number that begins with one 0 is Finnish. */
function parsePhone(given: string): string | undefined {
  const digits = given.replaceAll(/[\s()-]/g, "").replace(/^00/, "+");
  const phone = digits.replace(/^0(?!0)/, "+358");
  return /^\+[1-9]\d{6,14}$/.test(phone) ? phone : undefined;
}

/** One address of RFC 5321's length and common form; whether it works is not known. */
function parseEmail(given: string): string | undefined {
  const email = given.trim();
  const isOfForm = /^[^\s@<>(),;:"\\]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(email) && !/\p{C}/u.test(email);
  return isOfForm && email.length <= 254 && !email.includes("..") ? email : undefined;
}

/** A street or box, and a Finnish post code with its office, or an address abroad that names more than one part. */
function parseAddress(given: string): string | undefined {
  const address = parseText(given, longestAddress);
  return address !== undefined && /\d/.test(address) && /\p{L}.*[\s,]/u.test(address) ? address : undefined;
}

const kinds = {
  PUHELIN: {
    parse: parsePhone,
    reason: {
      fi: "anna puhelinnumero kansainvälisessä muodossa, +358 ja numero",
      sv: "ge telefonnumret i internationell form, +358 och numret",
      en: "give the telephone number in international form, +358 and the number",
    },
  },
  SAHKOPOSTI: {
    parse: parseEmail,
    reason: {
      fi: "anna yksi sähköpostiosoite muodossa nimi@palvelin",
      sv: "ge en e-postadress i formen namn@server",
      en: "give one e-mail address, as name@server",
    },
  },
  POSTIOSOITE: {
    parse: parseAddress,
    reason: {
      fi: "anna osoite yhdellä rivillä: katu tai postilokero, postinumero ja postitoimipaikka, enintään 200 merkkiä",
      sv: "ge adressen på en rad: gata eller postlåda, postnummer och postanstalt, högst 200 tecken",
      en: "give the address on one line: street or box, post code and post office, at most 200 characters",
    },
  },
} as const;

const badHolder = {
  fi: "anna tilin haltijan nimi, 1-70 merkkiä yhdellä rivillä, ilman henkilö- tai tilitunnuksia",
  sv: "ge kontoinnehavarens namn, 1-70 tecken på en rad, utan personbeteckningar eller kontonummer",
  en: "give the name of the account's holder, 1-70 characters on one line, no identity codes or account numbers",
};
const badService = {
  fi: "anna palvelun nimi, 1-100 merkkiä yhdellä rivillä, tai jätä se pois, jos tili on kaikkia palveluja varten",
  sv: "ge tjänstens namn, 1-100 tecken på en rad, eller utelämna det om kontot är för alla tjänster",
  en: "give the name of the service, 1-100 characters on one line, or leave it out when the account is for all",
};
