/** A sum of what was added within a time, which must not pass its most. */
export interface RecentSum {
  /** Milliseconds until so much more fits; 0 when it fits now. */
  waitFor(amount: number, nowMs: number): number;
  add(amount: number, nowMs: number): void;
}

const buckets = 6;

/**
 * A sliding window of six parts: what was added counts until its whole part has left the window, so
 * the most is never passed within any `windowMs`. An amount over `most` alone waits a whole window each time.
 */
export function createRecentSum(most: number, windowMs: number): RecentSum {
  const partMs = windowMs / buckets;
  let parts: readonly { readonly part: number; readonly sum: number }[] = [];
  const recent = (nowMs: number): typeof parts =>
    parts.filter(({ part }) => part >= Math.floor(nowMs / partMs) - buckets);
  return {
    waitFor(amount, nowMs) {
      const counted = recent(nowMs);
      let total = counted.reduce((sum, each) => sum + each.sum, amount);
      if (total <= most) return 0;
      for (const { part, sum } of counted) {
        total -= sum;
        if (total <= most) return (part + buckets + 1) * partMs - nowMs;
      }
      return windowMs;
    },
    add(amount, nowMs) {
      const part = Math.floor(nowMs / partMs);
      const counted = recent(nowMs);
      const last = counted.at(-1);
      parts =
        last?.part === part
          ? [...counted.slice(0, -1), { part, sum: last.sum + amount }]
          : [...counted, { part, sum: amount }];
    },
  };
}

/** The different names added within a time, which must not be more than its most. */
export interface RecentSet {
  /** Milliseconds until all of these fit; 0 when they fit now. */
  waitFor(names: readonly string[], nowMs: number): number;
  add(names: readonly string[], nowMs: number): void;
}

/** Remembers names, each from when it was last added; never more than `most` that are recent. */
export function createRecentSet(most: number, windowMs: number): RecentSet {
  const last = new Map<string, number>();
  const forget = (nowMs: number): void => {
    // In the order of their times: the first that is recent ends it.
    for (const [name, at] of last) {
      if (nowMs - at < windowMs) return;
      last.delete(name);
    }
  };
  return {
    waitFor(names, nowMs) {
      forget(nowMs);
      const fresh = new Set(names.filter((name) => !last.has(name))).size;
      const over = last.size + fresh - most;
      if (fresh === 0 || over <= 0) return 0;
      const leaves = [...last.values()][over - 1];
      return leaves === undefined ? windowMs : leaves + windowMs - nowMs;
    },
    add(names, nowMs) {
      for (const name of names) {
        last.delete(name);
        last.set(name, nowMs);
      }
    },
  };
}
