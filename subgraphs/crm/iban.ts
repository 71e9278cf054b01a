import type { AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";

type Actor = SubgraphContext["actor"];

const form = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
/** A Finnish IBAN is `FI`, two check digits and 14 digits. */
const finnish = /^FI\d{16}$/;

/**
 * True for an IBAN without spaces whose check digits are right: the country and check digits moved to the
 * end, letters as numbers from A = 10, the whole is 1 modulo 97 (ISO 13616; ISO 7064 MOD 97-10). Does
 * not check that the bank or the account exists.
 */
export function isIban(text: string): boolean {
  if (!form.test(text) || (text.startsWith("FI") && !finnish.test(text))) return false;
  const moved = text.slice(4) + text.slice(0, 4);
  let left = 0;
  for (const character of moved) left = Number(`${left}${Number.parseInt(character, 36)}`) % 97;
  return left === 1;
}

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
