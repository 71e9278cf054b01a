import type { PlanningAnswer } from "./planner-worker.ts";
import { createStandingWorker } from "./standing-worker.ts";
import type { StandingWorkerOptions } from "./standing-worker.ts";

/** What came of one text; `full`: no worker took it in time, or the queue is closed. */
export type QueueAnswer = PlanningAnswer | { readonly kind: "full" };

/** Plans texts one after another, first come first served. */
export interface PlanningQueue {
  /** Plans a text in `limitMs`, which begin when a worker takes it. Never rejects. */
  ask(text: string, limitMs: number): Promise<QueueAnswer>;
  /** Ends the worker; what waits, or is under way, is answered `full`. */
  close(): Promise<void>;
}

/** What a queue is made of. */
export interface QueueOptions extends Omit<StandingWorkerOptions, "onReady"> {
  /** How long a text may wait for a worker, milliseconds. */
  readonly waitMs: number;
}

interface Job {
  readonly text: string;
  readonly limitMs: number;
  readonly settle: (answer: QueueAnswer) => void;
  readonly timer: NodeJS.Timeout;
}

const full = { kind: "full" } as const;

/**
 * One worker, not one for each core: what is planned is new text, which is rare, and a second worker
 * costs 30 to 50 MB. While a worker is being replaced, what comes waits for the next, which is ready within a
 * second or so; only what waited longer than `waitMs` is refused, and may be asked again.
 * @throws Error of the first worker's start.
 */
export async function createPlanningQueue({ waitMs, ...options }: QueueOptions): Promise<PlanningQueue> {
  const waiting = new Set<Job>();
  let isBusy = false;
  let isClosed = false;
  const run = async (): Promise<void> => {
    const [job] = waiting;
    const worker = standing.now();
    if (job === undefined || worker === undefined || isBusy) return;
    leave(waiting, job);
    isBusy = true;
    const answer = await worker.ask(job.text, job.limitMs);
    isBusy = false;
    job.settle(isClosed ? full : answer);
    void run();
  };
  const standing = await createStandingWorker({ ...options, onReady: () => void run() });
  return {
    ask: (text, limitMs) =>
      new Promise((settle) => {
        if (isClosed) return settle(full);
        const timer = setTimeout(() => {
          waiting.delete(job);
          settle(full);
        }, waitMs);
        const job: Job = { text, limitMs, settle, timer };
        waiting.add(job);
        void run();
      }),
    async close() {
      isClosed = true;
      for (const job of waiting) {
        leave(waiting, job);
        job.settle(full);
      }
      await standing.close();
    },
  };
}

function leave(waiting: Set<Job>, job: Job): void {
  waiting.delete(job);
  clearTimeout(job.timer);
}
