import type { Who } from "./session.ts";
import type { TextKey } from "./texts/index.ts";

/** Text of each kind of asker, by a professional's letter or else by the kind itself. */
export const roleTexts: ReadonlyMap<string, TextKey> = new Map<string, TextKey>([
  ["asiakas", "roleAsiakas"],
  ["S", "roleAsiakas"],
  ["P", "roleP"],
  ["H", "roleH"],
  ["L", "roleL"],
  ["O", "roleO"],
  ["R", "roleR"],
  ["J", "roleJ"],
  ["M", "roleKolmasosapuoli"],
  ["tietosuojavastaava", "roleTietosuojavastaava"],
  ["kolmasosapuoli", "roleKolmasosapuoli"],
  ["analyytikko", "roleAnalyytikko"],
]);

/** The role of an example's asker, as a sign-in asks for it, to the letter or kind that the service then tells. */
const keysOfRoles: ReadonlyMap<string, string> = new Map([
  ["terveydenhuolto", "H"],
  ["sosiaalihuolto", "L"],
  ["palveluohjaus", "O"],
  ["laskutus", "R"],
  ["jarjestaja", "J"],
  ["analyytikko", "analyytikko"],
  ["huoltaja", "asiakas"],
]);

/** Letter or kind of the one who has a role; a customer when there is none. */
export function keyOfRole(rooli: string | undefined): string {
  return rooli === undefined ? "asiakas" : (keysOfRoles.get(rooli) ?? rooli);
}

/** Letter or kind of whom the service took the signed-in person for. */
export function keyOfWho({ laji, kirjain }: Who): string {
  return kirjain ?? laji;
}
