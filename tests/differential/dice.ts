/** Choices read from a list of numbers, one after another; when it is used up, each is the simplest. */
export interface Dice {
  /** A whole number from 0 to `max`; 0 is the simplest. */
  upTo(max: number): number;
  /** True in so many of a hundred; false is the simplest. */
  chance(percent: number): boolean;
  /** One of a list that has some; the first is the simplest. */
  pick<T>(list: readonly T[]): T;
  /** From `min` to `max` of a list, in its order; of a shorter list, all. */
  some<T>(list: readonly T[], min: number, max: number): readonly T[];
}

/** One more than the largest number of a list of choices. */
export const sides = 1000;

/** Dice that fall as a list of numbers says, so that whatever shrinks the list shrinks what was made of it. */
export function createDice(numbers: readonly number[]): Dice {
  let at = 0;
  const next = (): number => {
    const number = numbers[at] ?? 0;
    at += 1;
    return number;
  };
  const upTo = (max: number): number => next() % (max + 1);
  return {
    upTo,
    chance: (percent) => next() >= sides - percent * 10,
    pick<T>(list: readonly T[]): T {
      const [first] = list;
      if (first === undefined) throw new Error("nothing to pick from");
      return list[upTo(list.length - 1)] ?? first;
    },
    some<T>(list: readonly T[], min: number, max: number): readonly T[] {
      const wanted = Math.min(list.length, min + upTo(Math.max(0, max - min)));
      const start = list.length === 0 ? 0 : upTo(list.length - 1);
      const chosen = new Set(Array.from({ length: wanted }, (_, step) => (start + step) % list.length));
      return list.filter((_, position) => chosen.has(position));
    },
  };
}
