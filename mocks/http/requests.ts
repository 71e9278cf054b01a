/** A request as a mock received it. Synthetic persons only, so the body may be shown. */
interface ReceivedRequest {
  /** When it came, RFC 3339. */
  readonly aika: string;
  readonly metodi: string;
  readonly polku: string;
  readonly otsakkeet: Readonly<Record<string, string>>;
  readonly runko: string;
}

/** A received request, and where it stands among those of all mocks of this process. */
export interface RecordedRequest extends ReceivedRequest {
  /** Milliseconds of the process's own clock, which never goes back: two requests overlap, or one waited for the other. */
  readonly alkoiMs: number;
  /** Before the first byte of the answer was sent; null while none has been. */
  readonly loppuiMs: number | null;
}

/** The journal of a mock: bounded, so that a long load run does not fill the memory. */
export interface RequestJournal {
  /** Notes a request; what it gives is called when the answer begins to be sent. */
  add(request: ReceivedRequest): () => void;
  /** Requests since the last clear, also those no longer kept. */
  count(): number;
  /** The latest requests, oldest first. */
  latest(): readonly RecordedRequest[];
  clear(): void;
}

/** A journal that keeps the latest `keep` requests and counts all. */
export function createRequestJournal(keep = 1000): RequestJournal {
  let kept: (RecordedRequest & { loppuiMs: number | null })[] = [];
  let total = 0;
  return {
    add(request) {
      total += 1;
      const recorded = { ...request, alkoiMs: performance.now(), loppuiMs: null as number | null };
      kept.push(recorded);
      if (kept.length > keep * 2) kept = kept.slice(-keep);
      return () => {
        recorded.loppuiMs ??= performance.now();
      };
    },
    count: () => total,
    latest: () => kept.slice(-keep),
    clear() {
      kept = [];
      total = 0;
    },
  };
}
