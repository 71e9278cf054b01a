import type { QueryPlanner } from "@graphql-hive/router-query-planner";
import type { PlanningQueue, QueueAnswer } from "../planner/planning-queue.ts";

/** What a native queue is made of. */
export interface NativeQueueOptions {
  readonly supergraphSdl: string;
  /** How long a text may wait for its turn, milliseconds. */
  readonly waitMs: number;
  /** Told when a text passed its limit, and was given up. */
  readonly onEnded: (why: "aika") => void;
}

const full = { kind: "full" } as const;

/**
 * Plans with `@graphql-hive/router-query-planner`, off this thread, one text at a time: of the process's few threads for
 * such work the use log needs one for each write. Its search for a plan heeds a signal; what it does before that is
 * bounded by the size of the text, whose fragments are written in place already.
 * Gives undefined on a machine for which there is no build of the planner.
 * @throws Error when the supergraph does not load.
 */
export async function createNativeQueue(options: NativeQueueOptions): Promise<PlanningQueue | undefined> {
  const Native = await loadNative();
  return Native === undefined ? undefined : toQueue(new Native(options.supergraphSdl), options);
}

async function loadNative(): Promise<typeof QueryPlanner | undefined> {
  try {
    return (await import("@graphql-hive/router-query-planner")).QueryPlanner;
  } catch {
    // The package throws where it has no build for the machine; whoever asked says so and takes the other planner.
    return undefined;
  }
}

function toQueue(planner: QueryPlanner, { waitMs, onEnded }: NativeQueueOptions): PlanningQueue {
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  const plan = async (text: string, limitMs: number): Promise<QueueAnswer> => {
    const late = AbortSignal.timeout(limitMs);
    try {
      const signal = AbortSignal.any([late, closing.signal]);
      return { kind: "plan", json: JSON.stringify(await planner.planAsync(text, null, new Set(), 0, signal)) };
    } catch (error) {
      if (closing.signal.aborted) return full;
      if (!late.aborted) return { kind: "failed", error };
      onEnded("aika");
      return { kind: "ended", why: "aika", error };
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
