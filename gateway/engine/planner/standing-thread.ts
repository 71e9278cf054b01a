import { setTimeout as pause } from "node:timers/promises";
import type { PlannerThread, ThreadEnd } from "./planner-thread.ts";

/** A thread that another follows when it ends. */
export interface StandingThread {
  /** The thread that may be asked now; undefined while the next one loads. */
  now(): PlannerThread | undefined;
  /** Ends the thread for good, and waits until it has. */
  close(): Promise<void>;
}

/** What a standing thread is made of. */
export interface StandingThreadOptions {
  /** Starts a thread that ends by the signal. */
  readonly startThread: (signal: AbortSignal) => Promise<PlannerThread>;
  /** Told when a thread had to be ended, or ended by itself; the next one is on its way. */
  readonly onEnded: (why: ThreadEnd) => void;
  /** Told when the next one is ready. */
  readonly onReady: () => void;
}

/** Between attempts to start a thread in place of one that ended, milliseconds. */
const restartMs = 1000;

/**
 * Starts the first thread, and each time one ends, the next.
 * @throws Error of the first thread's start.
 */
export async function createStandingThread(options: StandingThreadOptions): Promise<StandingThread> {
  const { startThread, onEnded, onReady } = options;
  const closing = new AbortController();
  const { signal } = closing;
  const follow = async (started: PlannerThread): Promise<void> => {
    const why = await started.ended;
    if (!signal.aborted) onEnded(why);
    const next = await startNext(startThread, signal);
    if (next === undefined) return;
    thread = next;
    life = follow(next);
    onReady();
  };
  let thread = await startThread(signal);
  let life = follow(thread);
  return {
    now: () => (thread.isAlive() ? thread : undefined),
    async close() {
      closing.abort();
      await life;
    },
  };
}

/** Tries until a thread loads: what loaded once may fail for want of memory. Gives none when closing. */
async function startNext(
  startThread: StandingThreadOptions["startThread"],
  signal: AbortSignal,
): Promise<PlannerThread | undefined> {
  while (!signal.aborted) {
    try {
      return await startThread(signal);
    } catch {
      // Why the last one ended has been told; this is the same trouble, or closing.
      await pause(restartMs, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }
  return undefined;
}
