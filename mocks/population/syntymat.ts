import { ankkuri } from "./paiva.ts";
import type { Random } from "./random.ts";

/** Birth day of an adult between two ages in years. */
export function aikuinen(random: Random, from: number, to: number): number {
  return ankkuri - random.between(from * 366, to * 365);
}

/** One or the other, half and half. */
export function sukupuoli(random: Random): "MIES" | "NAINEN" {
  return random.chance(0.5) ? "MIES" : "NAINEN";
}

/** Birth day of a parent: 21-38 years before the oldest child, which leaves room for what the codes need. */
export function vanhempi(random: Random, lapsi: number): number {
  return lapsi - random.between(21 * 366, 38 * 365);
}

/** Birth days of the children of a family, the oldest first, about two years apart. */
export function lastenSyntymat(random: Random, vanhinEnintaan: number): readonly number[] {
  const lapsia = random.pick([1, 1, 2, 2, 2, 3, 3, 4]);
  const vanhin = ankkuri - random.below(vanhinEnintaan * 365);
  const syntymat = [vanhin];
  for (let next = vanhin; syntymat.length < lapsia; syntymat.push(next)) {
    next += random.between(620, 1700);
    if (next > ankkuri) break;
  }
  return syntymat;
}
