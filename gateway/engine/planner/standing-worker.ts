import { setTimeout as pause } from "node:timers/promises";
import type { PlannerWorker, PlannerEnd } from "./planner-worker.ts";

/** A worker that another follows when it ends. */
export interface StandingWorker {
  /** The worker that may be asked now; undefined while the next one loads. */
  now(): PlannerWorker | undefined;
  /** Ends the worker for good, and waits until it has. */
  close(): Promise<void>;
}

/** What a standing worker is made of. */
export interface StandingWorkerOptions {
  /** Starts a worker that ends by the signal. */
  readonly startWorker: (signal: AbortSignal) => Promise<PlannerWorker>;
  /** Told when a worker had to be ended, or ended by itself; the next one is on its way. */
  readonly onEnded: (why: PlannerEnd) => void;
  /** Told when the next one is ready. */
  readonly onReady: () => void;
}

/** Between attempts to start a worker in place of one that ended, milliseconds. */
const restartMs = 1000;

/**
 * Starts the first worker, and each time one ends, the next.
 * @throws Error of the first worker's start.
 */
export async function createStandingWorker(options: StandingWorkerOptions): Promise<StandingWorker> {
  const { startWorker, onEnded, onReady } = options;
  const closing = new AbortController();
  const { signal } = closing;
  const follow = async (started: PlannerWorker): Promise<void> => {
    const why = await started.ended;
    if (!signal.aborted) onEnded(why);
    const next = await startNext(startWorker, signal);
    if (next === undefined) return;
    worker = next;
    life = follow(next);
    onReady();
  };
  let worker = await startWorker(signal);
  let life = follow(worker);
  return {
    now: () => (worker.isAlive() ? worker : undefined),
    async close() {
      closing.abort();
      await life;
    },
  };
}

/** Tries until a worker loads: what loaded once may fail for want of memory. Gives none when closing. */
async function startNext(
  startWorker: StandingWorkerOptions["startWorker"],
  signal: AbortSignal,
): Promise<PlannerWorker | undefined> {
  while (!signal.aborted) {
    try {
      return await startWorker(signal);
    } catch {
      // Why the last one ended has been told; this is the same trouble, or closing.
      await pause(restartMs, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }
  return undefined;
}
