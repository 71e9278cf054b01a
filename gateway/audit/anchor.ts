import { open } from "node:fs/promises";
import type { SealedHead } from "./log-store.ts";

/** Hands sealed heads out of the log's own storage, so that a log cut or rewritten as a whole is found out. */
export interface Anchor {
  /** Told after each group: a head is handed out at once, or when a minute has passed since the last. */
  note(head: SealedHead | undefined): void;
  /** Resolves when what was handed out so far is durable, or has failed. */
  idle(): Promise<void>;
  /** Hands out the last head that was not. */
  close(): Promise<void>;
}

const intervalMs = 60_000;

/**
 * Appends heads as lines of JSON to a file, which belongs on other storage, at most once a minute.
 * `onFailure` is told when it can't: the log goes on, since what leaves is in it.
 */
export function createAnchor(
  path: string,
  { now, onFailure }: { readonly now: () => Date; readonly onFailure: () => void },
): Anchor {
  let pending: SealedHead | undefined;
  /** Set for a minute after a head was handed out; so there is none while no rows come. */
  let resting: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const hand = (): void => {
    if (pending === undefined) return;
    const line = `${JSON.stringify({ aika: now().toISOString(), ...pending })}\n`;
    pending = undefined;
    last = last.then(() => appendDurably(path, line)).catch(onFailure);
  };
  const rest = (): void => {
    resting = setTimeout(() => {
      resting = undefined;
      if (pending === undefined) return;
      hand();
      rest();
    }, intervalMs).unref();
  };
  return {
    note(head) {
      if (head === undefined) return;
      pending = head;
      if (resting !== undefined) return;
      hand();
      rest();
    },
    idle: () => last,
    async close() {
      clearTimeout(resting);
      hand();
      await last;
    },
  };
}

async function appendDurably(path: string, line: string): Promise<void> {
  const handle = await open(path, "a", 0o600);
  try {
    await handle.writeFile(line);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
