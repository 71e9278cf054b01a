import { Pool } from "undici";

/** A load of so many callers, each sending its next request when the last was answered. */
export interface CallersOptions {
  readonly url: string;
  readonly query: string;
  /** The same for every request. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A token per person; the callers go through them in turn. */
  readonly tokens: readonly string[];
  readonly callers: number;
  readonly seconds: number;
  /** Denials that are the right answer to some of them, each a code and a path, as `CONSENT_MISSING mina.vakuutukset`. */
  readonly rightDenials?: readonly string[];
}

/** What the callers saw. */
export interface CallersResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Share of the requests' time in which at least one source was being asked, 0-1. */
  readonly waiting: number;
  /** Calls to each source, of all requests; a source whose answer was remembered has none. */
  readonly calls: ReadonlyMap<string, number>;
}

interface Row {
  readonly lahde: string;
  readonly kutsut: number;
  readonly alkoiMs: number;
  readonly kestoMs: number;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly code?: unknown };
  }[];
  readonly extensions?: { readonly lahteet?: readonly Row[] };
}

/** Runs the load. @throws Error when an answer is refused or not whole, at the first: a refusal must not look fast. */
export async function runCallers(options: CallersOptions): Promise<CallersResult> {
  const { url, query, variables, tokens, callers, seconds, rightDenials = [] } = options;
  const pool = new Pool(url, { connections: callers, pipelining: 1 });
  const body = JSON.stringify({ query, variables });
  const started = performance.now();
  const end = started + seconds * 1000;
  const times: number[] = [];
  const calls = new Map<string, number>();
  let waitingMs = 0;
  let next = 0;
  const failed = new AbortController();
  const callOnce = async (): Promise<void> => {
    const token = tokens[(next += 1) % tokens.length] ?? "";
    const before = performance.now();
    const response = await pool.request({
      method: "POST",
      path: "/graphql",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body,
    });
    const answer = (await response.body.json()) as Answer;
    times.push(performance.now() - before);
    const refusal = refusalOf(response.statusCode, answer, rightDenials);
    if (refusal !== undefined) throw new Error(`an answer is not whole: ${refusal}`);
    const rows = answer.extensions?.lahteet ?? [];
    waitingMs += covered(rows);
    for (const { lahde, kutsut } of rows) calls.set(lahde, (calls.get(lahde) ?? 0) + kutsut);
  };
  const caller = async (): Promise<void> => {
    while (!failed.signal.aborted && performance.now() < end)
      await callOnce().catch((error: unknown) => failed.abort(error));
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const elapsed = (performance.now() - started) / 1000;
  await pool.close();
  failed.signal.throwIfAborted();
  times.sort((left, right) => left - right);
  const total = times.reduce((sum, time) => sum + time, 0);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, seconds: elapsed, p50: at(0.5), p99: at(0.99), waiting: waitingMs / total, calls };
}

/** Status, codes and paths, never what stood there; undefined of a whole answer. */
function refusalOf(status: number, { data, errors = [] }: Answer, rightDenials: readonly string[]): string | undefined {
  const told = errors
    .map(({ path = [], extensions }) => `${String(extensions?.code)} ${path.join(".")}`.trim())
    .filter((each) => !rightDenials.includes(each));
  if (status === 200 && told.length === 0 && typeof data === "object" && data !== null) return undefined;
  return [`HTTP ${status}`, ...new Set(told)].join(", ");
}

/** Milliseconds that at least one of the intervals covers. */
function covered(rows: readonly Row[]): number {
  const intervals = rows
    .map(({ alkoiMs, kestoMs }) => [alkoiMs, alkoiMs + kestoMs] as const)
    .sort((left, right) => left[0] - right[0]);
  let sum = 0;
  let until = 0;
  for (const [from, to] of intervals) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}
