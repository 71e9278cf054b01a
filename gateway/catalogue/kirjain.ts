/**
 * Letters of the access rules, in the order in which they are told: S the customer, P who acts on
 * behalf, H health care, L social care, O service guidance, R billing, J the organiser's official,
 * M a third party by the customer's consent.
 */
export const kirjaimet = ["S", "P", "H", "L", "O", "R", "J", "M"] as const;

/** One letter of the access rules. */
export type Kirjain = (typeof kirjaimet)[number];

/** Letters of entry points: those of the rules, V the data protection officer, and A the analyst. */
export const sisaankaynnit = [...kirjaimet, "V", "A"] as const;

/** A letter by which an entry point may be used. */
export type Sisaankaynti = (typeof sisaankaynnit)[number];

/** True for a letter of entry points. */
export function isSisaankaynti(value: unknown): value is Sisaankaynti {
  return sisaankaynnit.some((kirjain) => kirjain === value);
}
