import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";

/**
 * Sees to it that a child ends when this process is gone, however it went. By itself a child hears that its channel is closed,
 * but not in the middle of a search in machine code, which may have no end. A shell waits for the end of a pipe that only
 * this process holds; where there is none, the child is left to itself.
 */
export function endWithThis(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const watcher = spawn("/bin/sh", ["-c", `trap '' INT TERM HUP; read _; kill -9 ${child.pid}`], {
    env: {},
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.once("error", () => undefined);
  watcher.stdin.once("error", () => undefined);
  // Neither keeps this process alive. A socket by what it is, which its type does not tell.
  watcher.unref();
  if ("unref" in watcher.stdin && typeof watcher.stdin.unref === "function") watcher.stdin.unref();
  // Before the number is anyone else's.
  child.once("exit", () => watcher.kill("SIGKILL"));
}
