import type { Stance } from "./judge.ts";

const keys = new WeakMap<Stance, string>();

/** All that verdicts turn on, as JSON: none of its parts can be read as another's. Written once for each stance. */
export function keyOfStance(stance: Stance): string {
  const known = keys.get(stance);
  if (known !== undefined) return known;
  const { asema, suostumukset, suhdeEiTiedossa, suostumusEiTiedossa } = stance;
  const consents = suostumukset === "KAIKKI" ? suostumukset : [...suostumukset].toSorted((a, b) => a - b);
  const { kysyja, suhde, ikaluokka, valtuusasiat, kayttotarkoitus, turvakielto, turvakieltoOikeus } = asema;
  const facts = [kysyja, suhde, ikaluokka, valtuusasiat.toSorted(), kayttotarkoitus, turvakielto, turvakieltoOikeus];
  const made = JSON.stringify([facts, consents, suhdeEiTiedossa, suostumusEiTiedossa]);
  keys.set(stance, made);
  return made;
}
