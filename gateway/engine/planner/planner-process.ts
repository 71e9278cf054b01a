import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { endWithThis } from "./end-with-this.ts";
import { openPlannerWorker } from "./planner-worker.ts";
import type { PlannerEnd, PlannerWorker, WorkerChannel } from "./planner-worker.ts";

/** What a process is started of. */
export interface ProcessOptions {
  /** The file that runs in it; `native-planner.mjs` and `apollo-planner.mjs` tell what it must answer. */
  readonly entry: URL;
  readonly supergraphSdl: string;
  /** Heap of a planner in JavaScript, MiB: one that needs more ends. Left out for one in machine code. */
  readonly maxHeapMb?: number;
  /** Ends the process, whatever it does. */
  readonly signal: AbortSignal;
}

/** Whose JavaScript passes texts on and no more is kept small. */
const lean = ["--max-old-space-size=64", "--max-semi-space-size=1"];

/**
 * Starts a process for a planner. Nothing ends a loop in machine code from within, and a bug of it (a panic, where
 * JavaScript would throw) ends the process that it is in; so does V8 when a heap is full, also that of a thread, if it can't
 * stop in time. That must not be the process that answers everybody.
 *
 * The process sees no environment, so none of the keys in it, and ends when this one does.
 * @throws Error with the reason when the supergraph does not load; PlannerMissingError.
 */
export function startPlannerProcess({
  entry,
  supergraphSdl,
  maxHeapMb,
  signal,
}: ProcessOptions): Promise<PlannerWorker> {
  const child = fork(fileURLToPath(entry), {
    env: {},
    execArgv: maxHeapMb === undefined ? lean : [`--max-old-space-size=${maxHeapMb}`],
    serialization: "advanced",
    // What a panic says may quote the text.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  endWithThis(child);
  const end = (): void => {
    // Its end is waited for.
    child.ref();
    child.kill("SIGKILL");
  };
  signal.addEventListener("abort", end, { once: true });
  child.once("exit", () => signal.removeEventListener("abort", end));
  if (signal.aborted) end();
  const post = (text: string): void => {
    // One that is over is told by its end.
    if (child.connected) child.send(text, () => undefined);
  };
  post(supergraphSdl);
  return openPlannerWorker({
    post,
    listen: (hear) => void child.on("message", hear),
    // As V8 ends a process whose heap is full.
    over: followProcess(child, maxHeapMb === undefined ? "virhe" : "muisti"),
    end,
    rest() {
      child.unref();
      child.channel?.unref();
    },
  });
}

function followProcess(child: ChildProcess, whenAborted: PlannerEnd): WorkerChannel["over"] {
  return new Promise((settle) => {
    child.once("exit", (_, signal) => settle({ why: signal === "SIGABRT" ? whenAborted : "virhe", error: undefined }));
    child.once("error", (error) => settle({ why: "virhe", error }));
  });
}
