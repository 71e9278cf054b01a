/** A request that a mock received. Synthetic persons only, so the body may be shown. */
export interface RecordedRequest {
  /** When it came, RFC 3339. */
  readonly aika: string;
  readonly metodi: string;
  readonly polku: string;
  readonly otsakkeet: Readonly<Record<string, string>>;
  readonly runko: string;
}

/** The journal of a mock: bounded, so that a long load run does not fill the memory. */
export interface RequestJournal {
  add(request: RecordedRequest): void;
  /** Requests since the last clear, also those no longer kept. */
  count(): number;
  /** The latest requests, oldest first. */
  latest(): readonly RecordedRequest[];
  clear(): void;
}

/** A journal that keeps the latest `keep` requests and counts all. */
export function createRequestJournal(keep = 1000): RequestJournal {
  let kept: RecordedRequest[] = [];
  let total = 0;
  return {
    add(request) {
      total += 1;
      kept.push(request);
      if (kept.length > keep * 2) kept = kept.slice(-keep);
    },
    count: () => total,
    latest: () => kept.slice(-keep),
    clear() {
      kept = [];
      total = 0;
    },
  };
}
