import type { CallScope } from "./call-scope.ts";
import { createCallRecorder } from "./call-record.ts";
import type { LahdeRow } from "./call-record.ts";
import { createDeadline } from "./deadline.ts";
import { codeOf, failed, ok } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import type { PublicPage, PublicSource } from "./public-source.ts";
import type { ReferenceLimits } from "./reference-limits.ts";

/** Gets one page of the source, or the page kept from before when it has not changed. */
export type FetchPage<Page> = (path: string) => Promise<SourceResult<Page>>;

/** What a reference cache is made of. */
export interface ReferenceCacheOptions<Page, Value> {
  readonly source: PublicSource;
  readonly limits: ReferenceLimits;
  readonly parse: (value: unknown) => SourceResult<Page>;
  /**
   * Makes the value of a key, whole, of as many pages as it takes. Knows nothing of the one who asks: what it gives
   * is shown to anyone, and `scope` is the load's own, for another cache that it reads. Must not throw, and not change
   * a page, which may be kept from before.
   */
  readonly load: (key: string, fetchPage: FetchPage<Page>, scope: CallScope) => Promise<SourceResult<Value>>;
}

/** Clocks of a cache. */
export interface ReferenceClock {
  /** Monotonic milliseconds: how old a value is. */
  readonly nowMs: () => number;
  /** The wall clock: when a value was fetched, as it is told. */
  readonly now: () => Date;
}

/** Public reference data, kept in this process. Never anything of a person. */
export interface ReferenceCache<Value> {
  /**
   * The value of a key. Fresh: from memory. Old: from memory too, and the source is asked for the next reader. Too old
   * or not there: the source is waited for, once for all who wait. Each way is told in the request's row of the source.
   */
  read(key: string, scope: CallScope): Promise<SourceResult<Value>>;
}

interface Entry<Page, Value> {
  readonly value: Value;
  readonly pages: ReadonlyMap<string, PublicPage<Page>>;
  readonly bytes: number;
  /** When the source last said that this is what it has. */
  readonly checkedMs: number;
  readonly haettu: string;
  /** When the latest load failed, if it did. */
  readonly failedMs: number | undefined;
}

interface Flown<Value> {
  readonly result: SourceResult<Value>;
  readonly calls: number;
}

/**
 * A cache over one public source, bounded in entries and bytes: what was read longest ago goes first, and a value
 * larger than the whole cache is not kept. Nothing that failed is kept. A source that is down is asked again for an
 * old value after `retryMs` at the soonest.
 */
export function createReferenceCache<Page, Value>(
  options: ReferenceCacheOptions<Page, Value>,
  clock: ReferenceClock = { nowMs: () => performance.now(), now: () => new Date() },
): ReferenceCache<Value> {
  const { source, limits } = options;
  const shelf = createShelf<Entry<Page, Value>>(limits);
  const flights = new Map<string, Promise<Flown<Value>>>();

  const fly = async (key: string): Promise<Flown<Value>> => {
    try {
      const { entry, result, calls } = await loadWhole(key, shelf.peek(key)?.pages, { options, clock });
      const left = entry ?? shelf.peek(key);
      if (left !== undefined) shelf.put(key, { ...left, failedMs: entry === undefined ? clock.nowMs() : undefined });
      return { result, calls };
    } finally {
      flights.delete(key);
    }
  };
  const join = (key: string): { readonly flight: Promise<Flown<Value>>; readonly isOwn: boolean } => {
    const known = flights.get(key);
    if (known !== undefined) return { flight: known, isOwn: false };
    const flight = fly(key);
    flights.set(key, flight);
    return { flight, isOwn: true };
  };
  const refresh = (key: string, { failedMs }: Entry<Page, Value>): void => {
    if (failedMs !== undefined && clock.nowMs() - failedMs < limits.retryMs) return;
    // A bug in a loader meets the one who waits for it; whoever reads the old value is not to fail by it.
    join(key).flight.catch(() => undefined);
  };

  return {
    async read(key, scope) {
      const entry = shelf.take(key);
      const ageMs = entry === undefined ? Number.POSITIVE_INFINITY : clock.nowMs() - entry.checkedMs;
      if (entry !== undefined && ageMs < limits.tuoreMs + limits.vanhaMs) {
        const isFresh = ageMs < limits.tuoreMs;
        if (!isFresh) refresh(key, entry);
        tellKept(scope, source.lahde, { haettu: entry.haettu, valimuisti: isFresh ? "TUORE" : "VANHENTUNUT" });
        return ok(entry.value);
      }
      const { flight, isOwn } = join(key);
      const tell = tellWaiting(scope, source.lahde);
      const flown = await untilLeft(flight, scope);
      const result = flown?.result ?? failed("timeout", "no time left to wait for reference data");
      tell(result, isOwn ? (flown?.calls ?? 1) : 0);
      return result;
    },
  };
}

/** The row of a reader who waits from now on. Calls are counted to the one who began the load. */
function tellWaiting(scope: CallScope, lahde: string): (result: SourceResult<unknown>, calls: number) => void {
  const began = scope.recorder.begin(lahde, null, 0);
  return (result, calls) => {
    const { tila, syy } =
      result.ok || result.failure.kind === "not-found"
        ? { tila: "OK" as const, syy: undefined }
        : { tila: codeOf(result.failure), syy: result.failure.reason };
    began(tila, syy);
    if (calls > 0) scope.recorder.begin(lahde, null, calls)(tila, syy);
  };
}

function tellKept(scope: CallScope, lahde: string, told: Pick<LahdeRow, "haettu" | "valimuisti">): void {
  const row: LahdeRow = { lahde, solmu: null, tila: "OK", alkoiMs: 0, kestoMs: 0, kutsut: 0, ...told };
  scope.recorder.add([row], scope.deadline.elapsedMs());
}

interface Loading<Page, Value> {
  readonly options: ReferenceCacheOptions<Page, Value>;
  readonly clock: ReferenceClock;
}

/** One load, on a clock of its own: a reader who leaves does not take it from the others. */
async function loadWhole<Page, Value>(
  key: string,
  kept: ReadonlyMap<string, PublicPage<Page>> | undefined,
  { options, clock }: Loading<Page, Value>,
): Promise<Flown<Value> & { readonly entry: Omit<Entry<Page, Value>, "failedMs"> | undefined }> {
  const { source, limits, parse, load } = options;
  const deadline = createDeadline(limits.latausMs);
  const recorder = createCallRecorder(() => deadline.elapsedMs());
  const pages = new Map<string, PublicPage<Page>>();
  const fetchPage: FetchPage<Page> = async (path) => {
    const got = await source.get({ path, kept: kept?.get(path), scope: { deadline, recorder }, parse });
    if (!got.ok) return got;
    pages.set(path, got.value);
    return ok(got.value.page);
  };
  try {
    const result = await load(key, fetchPage, { deadline, recorder });
    const calls = recorder.rows().reduce((sum, { kutsut }) => sum + kutsut, 0);
    if (!result.ok) return { result, calls, entry: undefined };
    const bytes = [...pages.values()].reduce((sum, page) => sum + page.bytes, 0);
    const entry = { value: result.value, pages, bytes, checkedMs: clock.nowMs(), haettu: clock.now().toISOString() };
    return { result, calls, entry };
  } finally {
    deadline.done();
  }
}

/** What a load gave; undefined when the reader's own time ended before. */
function untilLeft<T>(flight: Promise<T>, { deadline: { signal } }: CallScope): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const leave = (): void => resolve(undefined);
    const end = (): void => signal.removeEventListener("abort", leave);
    signal.addEventListener("abort", leave);
    if (signal.aborted) leave();
    flight.then(resolve, reject).finally(end);
  });
}

interface Shelf<E> {
  peek(key: string): E | undefined;
  /** As `peek`, and it counts as read. */
  take(key: string): E | undefined;
  put(key: string, entry: E): void;
}

/** Entries in the order in which they were read, the oldest first. */
function createShelf<E extends { readonly bytes: number }>(limits: ReferenceLimits): Shelf<E> {
  const entries = new Map<string, E>();
  let bytes = 0;
  const remove = (key: string): void => {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  return {
    peek: (key) => entries.get(key),
    take(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry;
    },
    put(key, entry) {
      remove(key);
      if (entry.bytes > limits.maxBytes) return;
      entries.set(key, entry);
      bytes += entry.bytes;
      for (const oldest of entries.keys()) {
        if (entries.size <= limits.maxEntries && bytes <= limits.maxBytes) return;
        remove(oldest);
      }
    },
  };
}
