import type { ThreadAnswer } from "./planner-thread.ts";
import { createStandingThread } from "./standing-thread.ts";
import type { StandingThreadOptions } from "./standing-thread.ts";

/** What came of one text; `full`: no thread took it in time, or the queue is closed. */
export type QueueAnswer = ThreadAnswer | { readonly kind: "full" };

/** Plans texts one after another, first come first served. */
export interface PlanningQueue {
  /** Plans a text in `limitMs`, which begin when a thread takes it. Never rejects. */
  ask(text: string, limitMs: number): Promise<QueueAnswer>;
  /** Ends the thread; what waits, or is under way, is answered `full`. */
  close(): Promise<void>;
}

/** What a queue is made of. */
export interface QueueOptions extends Omit<StandingThreadOptions, "onReady"> {
  /** How long a text may wait for a thread, milliseconds. */
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
 * One thread, not one for each core: what is planned is new text, which is rare, and a second thread
 * costs 30 MB. While a thread is being replaced, what comes waits for the next, which is ready within a
 * second or so; only what waited longer than `waitMs` is refused, and may be asked again.
 * @throws Error of the first thread's start.
 */
export async function createPlanningQueue({ waitMs, ...options }: QueueOptions): Promise<PlanningQueue> {
  const waiting = new Set<Job>();
  let isBusy = false;
  let isClosed = false;
  const run = async (): Promise<void> => {
    const [job] = waiting;
    const thread = standing.now();
    if (job === undefined || thread === undefined || isBusy) return;
    leave(waiting, job);
    isBusy = true;
    const answer = await thread.ask(job.text, job.limitMs);
    isBusy = false;
    job.settle(isClosed ? full : answer);
    void run();
  };
  const standing = await createStandingThread({ ...options, onReady: () => void run() });
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
