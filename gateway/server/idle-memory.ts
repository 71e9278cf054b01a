import type { Session } from "node:inspector";

/** Gives memory back to the machine once nobody has asked anything for a while. */
export interface IdleMemory {
  /** A request has come. */
  note(): void;
  /** From now on nothing is given back. */
  stop(): void;
}

/** How often it is looked whether requests have come, milliseconds; and how many times in a row there were none: a minute, or some more. */
const lookMs = 15_000;
const quietLooks = 5;

/**
 * After the last of some requests and a quiet minute, collects all garbage, once. V8 by itself keeps what its heap grew to
 * under load: the process stays at its largest all night. Not sooner: a collection takes a fifth of a second, and code that
 * has not run lately is compiled anew after it. `collect` is what collects.
 */
export function createIdleMemory(collect: () => Promise<void> = collectGarbage): IdleMemory {
  let isGrown = false;
  let quiet = 0;
  const look = (): void => {
    quiet += 1;
    if (!isGrown || quiet < quietLooks) return;
    isGrown = false;
    void collect();
  };
  const timer = setInterval(look, lookMs);
  timer.unref();
  return {
    note() {
      isGrown = true;
      quiet = 0;
    },
    stop: () => clearInterval(timer),
  };
}

/**
 * Collects all garbage of this thread and gives free pages back, by the inspector's protocol: `global.gc` is there only
 * where Node was started with a flag. Does nothing where Node has no inspector.
 */
export async function collectGarbage(): Promise<void> {
  const session = await openSession();
  if (session === undefined) return;
  try {
    await new Promise<void>((resolve) => session.post("HeapProfiler.collectGarbage", () => resolve()));
  } finally {
    session.disconnect();
  }
}

async function openSession(): Promise<Session | undefined> {
  try {
    const { Session: OpenSession } = await import("node:inspector");
    const session = new OpenSession();
    session.connect();
    return session;
  } catch {
    return undefined;
  }
}
