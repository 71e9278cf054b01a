/** The middle of values, and how far they spread. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The spread of values; undefined of none. An even number of values has the mean of the middle two. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((left, right) => left - right);
  const [min] = sorted;
  const max = sorted.at(-1);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (min === undefined || max === undefined || upper === undefined || lower === undefined) return undefined;
  return { median: (lower + upper) / 2, min, max };
}

/**
 * The value that a share of sorted values is at or below: nearest rank, so that it is one of them. The share is over
 * 0 and at most 1. Undefined of none.
 */
export function quantileOf(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/** Pairs of two series by their place, as ratios; a pair that lacks one, or that would divide by zero, is left out. */
export function ratiosOf(
  above: readonly (number | undefined)[],
  below: readonly (number | undefined)[],
): readonly number[] {
  return above.flatMap((value, at) => {
    const divisor = below[at];
    return value === undefined || divisor === undefined || divisor === 0 ? [] : [value / divisor];
  });
}
