import { setMaxListeners } from "node:events";
import { Pool } from "pg";
import type { PoolClient, QueryResult } from "pg";
import { failed, ok } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import { isConnectionLost, isConnectionWhole, toPostgresFailure } from "./postgres-failure.ts";
import { createPostgresStream } from "./postgres-stream.ts";
import { isReachable } from "./reach.ts";
import type { SourceHandle } from "./reach.ts";
import type { CallScope } from "./call-scope.ts";
import { createCallGuard, processSurroundings } from "./guard-calls.ts";
import type { Surroundings } from "./guard-calls.ts";
import type { Suojaus } from "./suojaus.ts";

/** How to reach one PostgreSQL database, or one node of a source that has several. */
export interface SqlSourceOptions {
  /** Name in `extensions.lahteet`. */
  readonly lahde: string;
  /** Region of the node, where there is one per region. */
  readonly solmu?: string;
  /** `postgres://role:password@host:port/database`, with `?sslmode=verify-full` for TLS. */
  readonly url: string;
  /** Longest time one statement may take, the wait for a connection included. Milliseconds. */
  readonly timeoutMs?: number;
  /** Connections held, which is also how many statements are on the way at once. */
  readonly connections?: number;
  /** Largest number of rows accepted. */
  readonly maxRows?: number;
  /** Largest answer accepted, bytes. */
  readonly maxBytes?: number;
  readonly suojaus?: Suojaus;
}

/** One statement that may be run twice: it reads, or its database does it once by a key. Personal data is only ever in the values. */
interface SqlStatement {
  readonly text: string;
  readonly values: readonly (string | number | readonly string[] | null)[];
  /** Told to the server in a comment of the statement, as its own logs and `pg_stat_activity` show it. */
  readonly kerrotaan?: Readonly<Record<string, string>>;
}

/** A row by column name; every value is the server's text, or null. */
export type SqlRow = Readonly<Record<string, string | null>>;

/** Reads rows; what it cannot accept is a failure, never a throw. */
type RowReader<T> = (rows: readonly SqlRow[]) => SourceResult<T>;

/** The one way out to a PostgreSQL database. */
export interface SqlSource extends SourceHandle {
  /**
   * Runs one statement and reads its rows with `read`, within the shorter of the source's own limit
   * and what is left of the client's deadline; then, or when the client leaves, the connection is cut
   * and the server's `statement_timeout` ends the work there. Asks once more when a connection that
   * had served before turns out to be gone: the statement may be run twice.
   */
  query<T>(statement: SqlStatement, scope: CallScope, read: RowReader<T>): Promise<SourceResult<T>>;
}

/**
 * Makes a source over a pool of `pg`. Values come as text, never as a `Date` or a float.
 * @throws RangeError when a limit makes no sense or the URL is not one of a database.
 */
export function createSqlSource(
  options: SqlSourceOptions,
  surroundings: Surroundings = processSurroundings,
): SqlSource {
  const { timeoutMs = 3000, connections = 8, maxRows = 10_000, maxBytes = 4 * 1024 * 1024 } = options;
  for (const [name, value] of Object.entries({ timeoutMs, connections, maxRows, maxBytes })) {
    if (value < 1) throw new RangeError(`${name} must be at least 1, got ${value}`);
  }
  const pool = createPool(options.url, { timeoutMs, connections, maxBytes });
  const served = new WeakSet<PoolClient>();
  const closing = new AbortController();
  // Each statement under way listens, and takes its listener away when it ends: many are no leak.
  setMaxListeners(0, closing.signal);
  const { lahde, solmu = null, suojaus } = options;
  const guard = createCallGuard(
    { lahde, solmu, timeoutMs, ...(suojaus === undefined ? {} : { suojaus }) },
    surroundings,
  );
  return {
    lahde,
    solmu,
    katkaisin: guard.katkaisin,
    isReachable: () => isReachable(parseUrl(options.url)),
    async close() {
      closing.abort();
      await pool.end();
    },
    query: (statement, scope, read) =>
      guard.run(scope, async (limitMs) => {
        const rows = await withinLimit({ limitMs, ends: [scope.deadline.signal, closing.signal] }, (signal) =>
          run({ pool, served, statement, signal }),
        );
        return rows.ok ? readRows(rows.value, { maxRows, read }) : rows;
      }),
  };
}

function readRows<T>(
  rows: readonly SqlRow[],
  { maxRows, read }: { readonly maxRows: number; readonly read: RowReader<T> },
): SourceResult<T> {
  return rows.length > maxRows ? failed("invalid", "more rows than the limit") : read(rows);
}

function createPool(
  url: string,
  limits: { readonly timeoutMs: number; readonly connections: number; readonly maxBytes: number },
): Pool {
  const { tls, ...address } = parseUrl(url);
  const pool = new Pool({
    ...address,
    // Checked and, where asked, encrypted by the stream itself.
    stream: () => createPostgresStream({ tls, maxBytes: limits.maxBytes }),
    ssl: false,
    max: limits.connections,
    connectionTimeoutMillis: limits.timeoutMs,
    statement_timeout: limits.timeoutMs,
    application_name: "asiakas-graph",
    types: { getTypeParser: () => (text: string) => text },
  });
  // A connection that breaks while idle has left the pool by then; nobody waits for it.
  pool.on("error", () => undefined);
  // One that breaks in use tells its statement as well, which is where it is dealt with.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: boolean;
}

/** Nothing is taken from `PG…` variables or password files. The messages leave the URL out: it holds a password. */
function parseUrl(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "postgres:" && url.protocol !== "postgresql:")) {
    throw new RangeError("url must be postgres://role:password@host:port/database");
  }
  const sslmode = url.searchParams.get("sslmode") ?? "disable";
  if (sslmode !== "disable" && sslmode !== "verify-full") {
    throw new RangeError("sslmode in url must be disable or verify-full: unverified TLS protects nobody");
  }
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent);
  if (!user || !password || !database) throw new RangeError("url must hold a role, a password and a database");
  const host = url.hostname.replaceAll(/^\[|\]$/g, "");
  return { host, port: Number(url.port || "5432"), user, password, database, tls: sslmode === "verify-full" };
}

interface Limit {
  readonly limitMs: number;
  /** Each of these ends the work as well. */
  readonly ends: readonly AbortSignal[];
}

async function withinLimit<T>(
  { limitMs, ends }: Limit,
  work: (signal: AbortSignal) => Promise<SourceResult<T>>,
): Promise<SourceResult<T>> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, limitMs);
  for (const end of ends) end.addEventListener("abort", abort);
  if (ends.some((end) => end.aborted)) abort();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    for (const end of ends) end.removeEventListener("abort", abort);
  }
}

interface Running {
  readonly pool: Pool;
  /** Connections that have carried a statement before. */
  readonly served: WeakSet<PoolClient>;
  readonly statement: SqlStatement;
  readonly signal: AbortSignal;
}

async function run(running: Running, isSecond = false): Promise<SourceResult<readonly SqlRow[]>> {
  const { pool, served, statement, signal } = running;
  let client: PoolClient | undefined;
  let hasServed = false;
  try {
    client = await acquire(pool, signal);
    hasServed = served.has(client);
    served.add(client);
    const { rows } = await unlessAborted(signal, send(client, statement));
    client.release();
    return ok(rows);
  } catch (error) {
    client?.release(!isConnectionWhole(error));
    if (signal.aborted) return failed("timeout", "source too slow, client left or deadline passed");
    if (hasServed && !isSecond && isConnectionLost(error)) return run(running, true);
    return toPostgresFailure(error);
  }
}

function send(client: PoolClient, { text, values, kerrotaan = {} }: SqlStatement): Promise<QueryResult<SqlRow>> {
  return client.query<SqlRow>({ text: text + toComment(kerrotaan), values: [...values] });
}

/**
 * In a comment, as a setting of the session would outlive its statement on a pooled connection. Percent encoding
 * leaves no slash, so that no value can end the comment; the statement itself is as it was.
 */
function toComment(told: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(told).map(
    ([name, value]) => `${encodeURIComponent(name)}='${encodeURIComponent(value)}'`,
  );
  return pairs.length === 0 ? "" : ` /*${pairs.join(",")}*/`;
}

/** A connection of the pool. One that comes after the wait was given up goes straight back. */
function acquire(pool: Pool, signal: AbortSignal): Promise<PoolClient> {
  const connecting = pool.connect();
  return unlessAborted(signal, connecting).catch((error: unknown) => {
    void connecting.then(
      (client) => client.release(),
      () => undefined,
    );
    throw error;
  });
}

class AbortedError extends Error {}

function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new AbortedError("given up"));
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
