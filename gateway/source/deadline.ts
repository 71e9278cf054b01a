import { setMaxListeners } from "node:events";

/**
 * One clock for a whole client request. Made when the first byte comes in; every call out takes
 * what is left of it. Uses the monotonic clock, so that a jump of the wall clock changes nothing.
 */
export interface Deadline {
  /** Aborted when the client has left or the time is up; made when it is first read. */
  readonly signal: AbortSignal;
  /** Has that moment passed: the same as the signal says, without one. */
  isOver(): boolean;
  /** Calls `act` at that moment, or at once when it has passed. Gives what takes it back; cheaper than the signal. */
  whenOver(act: () => void): () => void;
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
  const acts = new Set<() => void>();
  let isOver = false;
  let controller: AbortController | undefined;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    controller?.abort();
    for (const act of acts) act();
    acts.clear();
  };
  const timer = setTimeout(end, limitMs);
  timer.unref();
  return {
    get signal() {
      controller ??= createController(isOver);
      return controller.signal;
    },
    isOver: () => isOver,
    whenOver(act) {
      if (isOver) act();
      else acts.add(act);
      return () => void acts.delete(act);
    },
    elapsedMs: () => now() - started,
    leftMs: () => Math.max(0, limitMs - (now() - started)),
    end,
    done: () => clearTimeout(timer),
  };
}

function createController(isOver: boolean): AbortController {
  const controller = new AbortController();
  // Every call on the way listens, and takes its listener away when it ends: many are no leak.
  setMaxListeners(0, controller.signal);
  if (isOver) controller.abort();
  return controller;
}
