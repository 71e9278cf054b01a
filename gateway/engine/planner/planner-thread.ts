import { Worker } from "node:worker_threads";

/** Why a thread ended: its time, its memory, or anything else. */
export type ThreadEnd = "aika" | "muisti" | "virhe";

/** What came of one text. */
export type ThreadAnswer =
  | { readonly kind: "plan"; readonly json: string }
  /** The planner threw. */
  | { readonly kind: "failed"; readonly error: unknown }
  /** The thread has ended, and the text with it. */
  | { readonly kind: "ended"; readonly why: ThreadEnd; readonly error: unknown };

/** One thread that plans, one text at a time. */
export interface PlannerThread {
  /** Plans a text; call again only after the answer. A text that takes over `limitMs` ends the thread. */
  ask(text: string, limitMs: number): Promise<ThreadAnswer>;
  /** False once the thread is over: it may be asked no more. */
  isAlive(): boolean;
  /** Settled when the thread is over, by whatever cause. */
  readonly ended: Promise<ThreadEnd>;
}

/** What a thread is started of. */
export interface ThreadOptions {
  /** The file that runs in it; `planner-worker.mjs` tells what it must answer. */
  readonly entry: URL;
  readonly supergraphSdl: string;
  /** Heap of the thread, MiB. */
  readonly maxHeapMb: number;
  /** Ends the thread, whatever it does. */
  readonly signal: AbortSignal;
}

/**
 * Starts a thread and gives it when it has loaded the supergraph. A thread and no process: what plans is
 * JavaScript, whose loops `terminate` ends within milliseconds, and a process costs 50 MB more. A planner
 * in machine code would need a process: nothing ends its loop from within.
 *
 * The thread sees no environment, so none of the keys in it.
 * @throws Error with the reason when the supergraph does not load.
 */
export function startPlannerThread(options: ThreadOptions): Promise<PlannerThread> {
  const worker = createWorker(options);
  const life = watch(worker);
  let answer: ((answer: ThreadAnswer) => void) | undefined;
  const finish = (value: ThreadAnswer): void => {
    answer?.(value);
    answer = undefined;
  };
  const ask: PlannerThread["ask"] = (text, limitMs) =>
    new Promise((settle) => {
      const own = (value: ThreadAnswer): void => {
        clearTimeout(timer);
        settle(value);
      };
      const endLate = (): void => {
        if (answer === own) life.end("aika");
      };
      // When this thread was busy itself, a plan may lie ready beside the timer that is due: it is read first.
      const timer = setTimeout(() => setImmediate(endLate), limitMs);
      answer = own;
      worker.postMessage(text);
    });
  return new Promise((resolve, reject) => {
    worker.on("message", (message: unknown) => {
      const reply = readReply(message);
      if (reply.kind !== "ready") return finish(reply);
      // A thread that waits for work keeps no process alive.
      worker.unref();
      resolve({ ask, isAlive: () => life.isOn(), ended: life.ended.then(({ why }) => why) });
    });
    const followEnd = async (): Promise<void> => {
      const { why, error } = await life.ended;
      finish({ kind: "ended", why, error });
      reject(error instanceof Error ? error : new Error("the planner's thread ended while it loaded the supergraph"));
    };
    void followEnd();
  });
}

function createWorker({ entry, supergraphSdl, maxHeapMb, signal }: ThreadOptions): Worker {
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
  return worker;
}

interface Life {
  isOn(): boolean;
  readonly ended: Promise<{ readonly why: ThreadEnd; readonly error: unknown }>;
  end(why: ThreadEnd): void;
}

/** Follows a thread to its end. */
function watch(worker: Worker): Life {
  let isOn = true;
  let told: ThreadEnd | undefined;
  let error: unknown;
  worker.on("error", (thrown) => {
    error = thrown;
  });
  return {
    isOn: () => isOn,
    ended: new Promise((settle) => {
      worker.once("exit", () => {
        isOn = false;
        settle({ why: told ?? (isOutOfMemory(error) ? "muisti" : "virhe"), error });
      });
    }),
    end(why) {
      told = why;
      void worker.terminate();
    },
  };
}

function readReply(message: unknown): { readonly kind: "ready" } | Exclude<ThreadAnswer, { kind: "ended" }> {
  if (typeof message === "object" && message !== null && "kind" in message) {
    if (message.kind === "ready") return { kind: "ready" };
    if (message.kind === "plan" && "json" in message && typeof message.json === "string") {
      return { kind: "plan", json: message.json };
    }
    if (message.kind === "failed" && "error" in message) return { kind: "failed", error: message.error };
  }
  return { kind: "failed", error: new Error("the planner's thread answered in no form that is known") };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
