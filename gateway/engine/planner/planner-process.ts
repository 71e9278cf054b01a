import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { openPlannerWorker } from "./planner-worker.ts";
import type { PlannerWorker, WorkerChannel } from "./planner-worker.ts";

/** What a process is started of. */
export interface ProcessOptions {
  /** The file that runs in it; `native-planner.mjs` tells what it must answer. */
  readonly entry: URL;
  readonly supergraphSdl: string;
  /** Ends the process, whatever it does. */
  readonly signal: AbortSignal;
}

/** Its JavaScript passes texts on and no more: kept small. */
const lean = ["--max-old-space-size=64", "--max-semi-space-size=1"];

/**
 * Starts a process for a planner in machine code: nothing ends its loop from within, and a bug of its own (a panic, where
 * JavaScript would throw) ends the process that it is in. That must not be the one that answers everybody.
 *
 * The process sees no environment, so none of the keys in it, and ends when this one does.
 * @throws Error with the reason when the supergraph does not load; PlannerMissingError.
 */
export function startPlannerProcess({ entry, supergraphSdl, signal }: ProcessOptions): Promise<PlannerWorker> {
  const child = fork(fileURLToPath(entry), {
    env: {},
    execArgv: lean,
    serialization: "advanced",
    // What a panic says may quote the text.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
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
    over: followProcess(child),
    end,
    rest() {
      child.unref();
      child.channel?.unref();
    },
  });
}

function followProcess(child: ChildProcess): WorkerChannel["over"] {
  return new Promise((settle) => {
    child.once("exit", () => settle({ why: "virhe", error: undefined }));
    child.once("error", (error) => settle({ why: "virhe", error }));
  });
}
