// Runs a program in several processes that share its port: each is the whole program, and none knows of the others.
// A process that ends is followed by another; signals reach all.
import cluster from "node:cluster";
import { fileURLToPath } from "node:url";

/**
 * Starts `count` processes of `scripts/run.mjs` with these words. Ends with them: by SIGTERM or SIGINT, or with the code of
 * a process that ended before it took requests: the next one would too.
 *
 * @param {number} count
 * @param {readonly string[]} words
 */
export function runInProcesses(count, words) {
  cluster.setupPrimary({ exec: fileURLToPath(new URL("run.mjs", import.meta.url)), args: [...words] });
  let isStopping = false;
  /** @param {NodeJS.Signals} signal */
  const tellAll = (signal) => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal);
  };
  const stop = (signal, code) => {
    isStopping = true;
    process.exitCode ??= code;
    tellAll(signal);
  };
  const start = () => {
    let hasListened = false;
    const worker = cluster.fork({ ASIAKAS_PROSESSEJA: String(count) });
    worker.once("listening", () => (hasListened = true));
    worker.once("exit", (code) => {
      if (isStopping) return;
      if (hasListened) start();
      else stop("SIGTERM", code || 1);
    });
  };
  process.on("SIGHUP", () => tellAll("SIGHUP"));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop("SIGTERM", 0));
  for (let each = 0; each < count; each += 1) start();
}
