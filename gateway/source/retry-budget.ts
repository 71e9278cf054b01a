/** How many of a source's calls may be made again. */
export interface RetryBudget {
  noteCall(): void;
  /** True when one call may be made again, which is then counted. */
  take(): boolean;
}

const windowMs = 10_000;
/** A quiet source has its one retry too: so many in the window whatever the share. */
const least = 3;

/**
 * A budget of `share` (0 to 1) of the calls of the latest ten seconds: when a source fails for all, retries
 * would double its load. `nowMs` gives monotonic milliseconds.
 */
export function createRetryBudget(share: number, nowMs: () => number): RetryBudget {
  const calls = createCounter(nowMs);
  const retries = createCounter(nowMs);
  return {
    noteCall: () => calls.add(),
    take() {
      if (share === 0 || retries.count() + 1 > Math.max(least, calls.count() * share)) return false;
      retries.add();
      return true;
    },
  };
}

/** Counts of one-second parts: the window's end moves by a second. */
function createCounter(nowMs: () => number): { readonly add: () => void; readonly count: () => number } {
  const counts = new Map<number, number>();
  const forgetOld = (): number => {
    const second = Math.floor(nowMs() / 1000);
    for (const each of counts.keys()) if (each <= second - windowMs / 1000) counts.delete(each);
    return second;
  };
  return {
    add() {
      const second = forgetOld();
      counts.set(second, (counts.get(second) ?? 0) + 1);
    },
    count() {
      forgetOld();
      return [...counts.values()].reduce((sum, each) => sum + each, 0);
    },
  };
}
