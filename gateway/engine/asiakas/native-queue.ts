import { QueryPlanner } from "@graphql-hive/router-query-planner";
import type { PlanningQueue, QueueAnswer } from "../planner/planning-queue.ts";

/** What a native queue is made of. */
export interface NativeQueueOptions {
  readonly supergraphSdl: string;
  /** How long a text may wait for its turn, milliseconds. */
  readonly waitMs: number;
}

const full = { kind: "full" } as const;

/**
 * Plans with `@graphql-hive/router-query-planner`, off this thread, one text at a time: of the process's few threads for
 * such work the use log needs one for each write. Its search for a plan heeds a signal; what it does before that is
 * bounded by the size of the text, whose fragments are written in place already.
 * @throws Error when the supergraph does not load, or the machine has no build of the planner.
 */
export function createNativeQueue({ supergraphSdl, waitMs }: NativeQueueOptions): PlanningQueue {
  const planner = new QueryPlanner(supergraphSdl);
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  const plan = async (text: string, limitMs: number): Promise<QueueAnswer> => {
    const late = AbortSignal.timeout(limitMs);
    try {
      const signal = AbortSignal.any([late, closing.signal]);
      return { kind: "plan", json: JSON.stringify(await planner.planAsync(text, null, new Set(), 0, signal)) };
    } catch (error) {
      if (closing.signal.aborted) return full;
      return late.aborted ? { kind: "ended", why: "aika", error } : { kind: "failed", error };
    }
  };
  return {
    async ask(text, limitMs) {
      if (closing.signal.aborted) return full;
      const sinceMs = performance.now();
      const turn = last.then(() =>
        closing.signal.aborted || performance.now() - sinceMs > waitMs ? full : plan(text, limitMs),
      );
      last = turn;
      return turn;
    },
    async close() {
      closing.abort();
      await last;
    },
  };
}
