import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";

/** A process of the measurement. All of them end with this one, and each is ended by its own id. */
export interface Child {
  readonly pid: number | undefined;
  /**
   * The address that it tells: by a message with `url`, or printed. To be asked as soon as it is started. Rejects
   * when it ends before, with its last words.
   */
  url(): Promise<string>;
  /** Sends a message and gives the next one that comes. Rejects when the process ends, or says that it failed. */
  ask<T>(message: unknown): Promise<T>;
  /** The next message. */
  next<T>(): Promise<T>;
  stop(): void;
}

const startMs = 120_000;
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/** Starts a program of Node in production mode. @throws nothing: a start that fails rejects what is awaited of it. */
export function startChild(args: readonly string[], cwd: string): Child {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_ENV: "production", APOLLO_TELEMETRY_DISABLED: "true" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  running.add(child);
  let said = "";
  const hear = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-4000));
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  child.once("exit", () => running.delete(child));
  const ended = new Promise<never>((_, reject) => {
    child.once("exit", (code) => reject(new Error(`a process ended with ${code}: ${said.trim().slice(-600)}`)));
    child.once("error", reject);
  });
  ended.catch(() => undefined);
  const next = <T>(): Promise<T> => Promise.race([ended, nextMessage<T>(child)]);
  return {
    pid: child.pid,
    url: () => Promise.race([ended, toldUrl(child)]),
    next,
    ask<T>(message: unknown) {
      const answer = next<T>();
      child.send(message as object);
      return answer;
    },
    stop: () => void child.kill("SIGTERM"),
  };
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (message: { readonly failed?: unknown }) => {
      if (typeof message.failed === "string") reject(new Error(message.failed));
      else resolve(message as T);
    });
  });
}

function toldUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("it told no address in two minutes")), startMs);
    const tell = (url: string): void => {
      clearTimeout(late);
      resolve(url);
    };
    child.once("exit", () => clearTimeout(late));
    child.on("message", ({ url }: { readonly url?: unknown }) => void (typeof url === "string" && tell(url)));
    const listen = (chunk: Buffer): void => {
      const url = /http:\/\/127\.0\.0\.1:\d+[\w/]*/.exec(chunk.toString())?.[0];
      if (url !== undefined) tell(url);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
  });
}
