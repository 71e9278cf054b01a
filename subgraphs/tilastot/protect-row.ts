/** What is of fewer persons than this is never told. */
export const kynnys = 5;

/** Counts are told as multiples of this. */
export const pyoristys = 5;

/** How many of something, and of how many persons at least. */
export interface Luku {
  readonly maara: number;
  readonly henkiloita: number;
}

/** A figure as it may be told; null is one that may not. */
export type Suojattu = number | null;

const isSmall = ({ henkiloita }: Luku): boolean => henkiloita < kynnys;

/**
 * Protects one region's counts of one table; `luvut` in the order of the declared classes.
 *
 * A count of fewer than five persons is withheld, zero too: which of them is zero tells of persons as well. With it goes
 * one count of five persons or more, the next of the row after the first small one, so that whoever knows the region's
 * true total from elsewhere has two unknowns at least. What is left is rounded to the nearest five.
 *
 * Two things are on purpose. **Which** counts go turns only on which are small, never on how small: so an answer is the
 * same, byte for byte, whatever the small counts are. And nothing of other regions is looked at: so a region's row is the
 * same whoever else answered, and two answers in which different regions were silent tell no more than either.
 */
export function protectRow(luvut: readonly Luku[]): readonly Suojattu[] {
  const withheld = new Set(luvut.flatMap((luku, at) => (isSmall(luku) ? [at] : [])));
  const [first] = withheld;
  if (first !== undefined) {
    const after = luvut.map((_, at) => (first + at) % luvut.length);
    const complement = after.find((at) => !withheld.has(at));
    if (complement !== undefined) withheld.add(complement);
  }
  return luvut.map(({ maara }, at) => (withheld.has(at) ? null : Math.round(maara / pyoristys) * pyoristys));
}

/**
 * The total of figures that are told, of those alone: it says nothing that they do not. Null when none is told. A true
 * total, even a rounded one, would let a reader subtract.
 */
export function sumProtected(luvut: readonly Suojattu[]): Suojattu {
  const told = luvut.filter((luku) => luku !== null);
  return told.length === 0 ? null : told.reduce((sum, luku) => sum + luku, 0);
}
