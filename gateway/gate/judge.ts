import type { Actor } from "../actor/index.ts";
import type { Catalogue, Kentta, Kirjain } from "../catalogue/index.ts";
import type { ErrorCode } from "../errors.ts";

/** How the actor stands to one person; what a verdict depends on, and nothing more. */
export interface Stance {
  /** The letter of the catalogue's access rules under which the actor asks of this person. */
  readonly kirjain: Kirjain | undefined;
  /** May this person's place be shown: false while turvakielto is on, or can't be asked. */
  readonly paikka: boolean;
}

/** The letter under which an actor comes in by an entry point, before any person is known. */
function entryLetterOf(actor: Actor): Kirjain | undefined {
  if (actor.kind === "asiakas") return "S";
  if (actor.kind === "ammattilainen") return actor.kirjain;
  return undefined;
}

/**
 * The letter under which an actor asks of one person: a customer is S to themselves and nobody to
 * others; a professional has the role's letter. Care relationships, guardians and mandates join with
 * the full gate.
 */
export function letterOf(actor: Actor, personId: string): Kirjain | undefined {
  if (actor.kind === "asiakas") return personId === actor.asiakasId ? "S" : undefined;
  return entryLetterOf(actor);
}

/** The verdict on a field of a person, or below one: undefined lets it through. */
export function judgePersonField(field: Kentta, stance: Stance, catalogue: Catalogue): ErrorCode | undefined {
  const { kirjain, paikka } = stance;
  if (kirjain === undefined) return "FORBIDDEN";
  // A field without an item of its own is part of the item it stands in, which was judged before it.
  const tieto = field.tieto === undefined ? undefined : catalogue.tieto(field.tieto);
  if (field.tieto !== undefined && tieto?.paasy.includes(kirjain) !== true) return "FORBIDDEN";
  // No register of consents has joined yet: what needs one is withheld.
  if (kirjain === "M" || tieto?.suostumuksella?.includes(kirjain) === true) return "CONSENT_MISSING";
  if (field.paljastaaPaikan !== undefined && !paikka && kirjain !== "S") return "NON_DISCLOSURE";
  return undefined;
}

/** The verdict on an entry point, or on public reference data below one. */
export function judgeEntryField(field: Kentta, actor: Actor): ErrorCode | undefined {
  if (field.viitetieto) return undefined;
  if (actor.kind === "tuntematon") return "UNAUTHENTICATED";
  const kirjain = entryLetterOf(actor);
  if (kirjain !== undefined && field.sisaankaynti?.includes(kirjain) === true) return undefined;
  return "FORBIDDEN";
}
