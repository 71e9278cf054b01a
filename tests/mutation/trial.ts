import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Replaced } from "./bundle-tests.ts";

/** A process in which mutants are tried, one after another. */
export interface Trial {
  /** Do the tests fail with this text in the file's place; one that never ends is a failure too. @throws Error when it can't be tried. */
  isNoticed(replaced: Replaced): Promise<boolean>;
  end(): void;
}

/** Well over what all tests take on a busy machine: a mutant that is given up counts as caught. */
const timeoutMs = 600_000;
/** Modules of each mutant stay in memory: a new process takes over after so many. */
const mutantsEach = 60;
/** Fewer random cases than a run of the tests has, the same for every mutant. */
const fewer = { ASIAKAS_KYSELYITA: "75", ASIAKAS_TAPAUKSIA: "300", ASIAKAS_SIEMEN: "20261125" } as const;

/** In the checkout at `root`. No process is started before the first mutant. */
export function createTrial(root: string): Trial {
  let child: ChildProcess | undefined;
  let tried = 0;
  const end = (signal: "SIGTERM" | "SIGKILL"): void => {
    if (signal === "SIGKILL") child?.kill(signal);
    else if (child?.connected === true) child.disconnect();
    child = undefined;
    tried = 0;
  };
  const tryOne = async (replaced: Replaced): Promise<Answer> => {
    tried += 1;
    if (child?.connected !== true)
      child = fork(join(root, "scripts/run.mjs"), ["tests/mutation/mutant-worker.ts"], {
        env: { ...process.env, ...fewer },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
    const answer = await ask(child, replaced);
    if (answer === "never ended" || answer === "ended the process") {
      console.log(`${answer}  ${replaced.path}`);
      end("SIGKILL");
    }
    return answer;
  };
  return {
    end: () => end("SIGTERM"),
    async isNoticed(replaced) {
      if (tried >= mutantsEach) end("SIGTERM");
      const first = await tryOne(replaced);
      // A process may end by chance too, which must not count as a mutant that was caught.
      const answer = first === "ended the process" ? await tryOne(replaced) : first;
      return answer !== "passed";
    },
  };
}

type Answer = "passed" | "failed" | "never ended" | "ended the process";

async function ask(child: ChildProcess, replaced: Replaced): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
    };
    const onMessage = (message: { readonly by?: string; readonly error?: string }): void => {
      settle();
      if (message.error !== undefined) reject(new Error(message.error));
      else resolve(message.by === undefined ? "passed" : "failed");
    };
    // A mutant may end the process: no memory left, an error in a thread.
    const onExit = (): void => {
      settle();
      resolve("ended the process");
    };
    const timer = setTimeout(() => {
      settle();
      resolve("never ended");
    }, timeoutMs);
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send(replaced);
  });
}
