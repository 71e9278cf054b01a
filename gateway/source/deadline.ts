import { setMaxListeners } from "node:events";

/**
 * One clock for a whole client request. Made when the first byte comes in; every call out takes
 * what is left of it. Uses the monotonic clock, so that a jump of the wall clock changes nothing.
 */
export interface Deadline {
  /** Aborted when the client has left or the time is up. */
  readonly signal: AbortSignal;
  /** Milliseconds since the request began. */
  elapsedMs(): number;
  /** Milliseconds left, never negative. */
  leftMs(): number;
  /** Aborts everything that hangs on this deadline: the client has left. */
  end(): void;
  /** The answer is out and nothing hangs on this deadline any more: only its timer is taken away. */
  done(): void;
}

/** Starts a deadline of `limitMs` milliseconds. `now` gives monotonic milliseconds. */
export function createDeadline(limitMs: number, now: () => number = () => performance.now()): Deadline {
  const started = now();
  const controller = new AbortController();
  // Every call on the way listens, and takes its listener away when it ends: many are no leak.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => controller.abort(), limitMs);
  timer.unref();
  return {
    signal: controller.signal,
    elapsedMs: () => now() - started,
    leftMs: () => Math.max(0, limitMs - (now() - started)),
    end() {
      clearTimeout(timer);
      controller.abort();
    },
    done: () => clearTimeout(timer),
  };
}
