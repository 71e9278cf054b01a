/** Keeps one slow source from taking everything: so many calls at once, so many waiting, so long. */
export interface Bulkhead {
  /** A place that is free now: the function that gives it back, once. Undefined when there is none. */
  tryEnter(): (() => void) | undefined;
  /**
   * A place for one call: the function that gives it back, once. Undefined when the queue is full, the wait
   * was too long or `signal` ended it.
   */
  enter(signal: AbortSignal): Promise<(() => void) | undefined>;
}

/** Size of a bulkhead. */
export interface BulkheadLimits {
  readonly inFlight: number;
  readonly queue: number;
  readonly queueMs: number;
}

/** Calls `end` after so many milliseconds, unless the function it gives is called before. */
export type StartTimer = (ms: number, end: () => void) => () => void;

type Waiter = (leave: (() => void) | undefined) => void;

/** An empty bulkhead. Whoever came first goes first. */
export function createBulkhead({ inFlight, queue, queueMs }: BulkheadLimits, startTimer: StartTimer): Bulkhead {
  let taken = 0;
  const waiting = new Set<Waiter>();
  const giveBack = (): void => {
    const [next] = waiting;
    if (next === undefined) {
      taken -= 1;
      return;
    }
    // The place goes on to the one who waited longest.
    waiting.delete(next);
    next(createLeave());
  };
  const createLeave = (): (() => void) => {
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      giveBack();
    };
  };
  const tryEnter = (): (() => void) | undefined => {
    if (taken >= inFlight) return undefined;
    taken += 1;
    return createLeave();
  };
  return {
    tryEnter,
    async enter(signal) {
      if (signal.aborted) return undefined;
      const leave = tryEnter();
      if (leave !== undefined) return leave;
      if (waiting.size >= queue) return undefined;
      return new Promise((resolve) => {
        const settle: Waiter = (given) => {
          waiting.delete(settle);
          stopTimer();
          signal.removeEventListener("abort", giveUp);
          resolve(given);
        };
        const giveUp = (): void => settle(undefined);
        const stopTimer = startTimer(queueMs, giveUp);
        signal.addEventListener("abort", giveUp);
        waiting.add(settle);
      });
    },
  };
}
