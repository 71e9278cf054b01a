/**
 * Letters of the access rules, in the order in which they are told: S the customer, P who acts on
 * behalf, H health care, L social care, O service guidance, R billing, J the organiser's official,
 * M a third party by the customer's consent.
 */
export const kirjaimet = ["S", "P", "H", "L", "O", "R", "J", "M"] as const;

/** One letter of the access rules. */
export type Kirjain = (typeof kirjaimet)[number];

/** True for a letter of the access rules. */
export function isKirjain(value: unknown): value is Kirjain {
  return kirjaimet.some((kirjain) => kirjain === value);
}
