import { appendFile } from "node:fs/promises";
import type { SealedHead } from "./log-store.ts";

/** Hands sealed heads out of the log's own storage, so that a log cut or rewritten as a whole is found out. */
export interface Anchor {
  /** Told after each group: a head is handed out when the last was long enough ago. */
  note(head: SealedHead | undefined): void;
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
  let handedAt = 0;
  let pending: SealedHead | undefined;
  let last: Promise<void> = Promise.resolve();
  const hand = (head: SealedHead): void => {
    pending = undefined;
    const line = `${JSON.stringify({ aika: now().toISOString(), ...head })}\n`;
    last = last.then(() => appendFile(path, line, { mode: 0o600 })).catch(onFailure);
  };
  return {
    note(head) {
      if (head === undefined) return;
      pending = head;
      if (performance.now() - handedAt < intervalMs && handedAt !== 0) return;
      handedAt = performance.now();
      hand(head);
    },
    async close() {
      if (pending !== undefined) hand(pending);
      await last;
    },
  };
}
