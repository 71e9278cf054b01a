import { Worker } from "node:worker_threads";
import { openPlannerWorker } from "./planner-worker.ts";
import type { PlannerWorker, WorkerChannel } from "./planner-worker.ts";

/** What a thread is started of. */
export interface ThreadOptions {
  /** The file that runs in it; `apollo-planner.mjs` tells what it must answer. */
  readonly entry: URL;
  readonly supergraphSdl: string;
  /** Heap of the thread, MiB. */
  readonly maxHeapMb: number;
  /** Ends the thread, whatever it does. */
  readonly signal: AbortSignal;
}

/**
 * Starts a thread for a planner in JavaScript, whose loops `terminate` ends within milliseconds: a process costs 50 MB
 * more. The thread sees no environment, so none of the keys in it.
 * @throws Error with the reason when the supergraph does not load.
 */
export function startPlannerThread({ entry, supergraphSdl, maxHeapMb, signal }: ThreadOptions): Promise<PlannerWorker> {
  const worker = new Worker(entry, {
    workerData: { supergraphSdl },
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  const end = (): void => void worker.terminate();
  signal.addEventListener("abort", end, { once: true });
  worker.once("exit", () => signal.removeEventListener("abort", end));
  if (signal.aborted) end();
  return openPlannerWorker({
    post: (text) => worker.postMessage(text),
    listen: (hear) => void worker.on("message", hear),
    over: followThread(worker),
    end,
    rest: () => worker.unref(),
  });
}

function followThread(worker: Worker): WorkerChannel["over"] {
  let error: unknown;
  worker.on("error", (thrown) => {
    error = thrown;
  });
  return new Promise((settle) => {
    worker.once("exit", () => settle({ why: isOutOfMemory(error) ? "muisti" : "virhe", error }));
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
