import { Pool } from "undici";

/** Where and how a pool is opened. */
export interface PoolOptions {
  readonly url: string;
  /** Longest time until an answer begins; connecting may take two seconds of it at most. Milliseconds. */
  readonly timeoutMs: number;
  /** Longest time between two parts of a body; 0 is any. Milliseconds. */
  readonly bodyTimeoutMs: number;
  /** Keep-alive connections, which is also how many calls are on the way at once. */
  readonly connections: number;
}

/** Connections to one address, and the path that is asked there. @throws TypeError when the URL is none. */
export function openPool({ url, timeoutMs, bodyTimeoutMs, connections }: PoolOptions): {
  readonly pool: Pool;
  readonly path: string;
} {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: bodyTimeoutMs,
    connect: { timeout: Math.min(timeoutMs, 2000) },
  });
  return { pool, path: pathname + search };
}
