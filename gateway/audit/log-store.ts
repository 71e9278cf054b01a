import type { Head } from "./line.ts";
import type { LokiRivi } from "./loki-rivi.ts";

/** Members of a row before it has a number and a hash. */
export type Members = Readonly<Record<string, unknown>>;

/** Which rows to find. */
export interface Find {
  /** As `toKeys` makes them: rows of any of these. */
  readonly keys: readonly string[];
  readonly limit: number;
  /** `kohta` of the last row of the page before. */
  readonly after?: string | undefined;
}

/** Where rows are kept. Writes are made one at a time, by the log. */
export interface LogStore {
  /** Writes one group of rows, in order; resolves when they are on durable storage. @throws when they may not be. */
  write(group: readonly Members[]): Promise<void>;
  /** Rows of the keys, newest first, each once. @throws Error when the storage can't be read; `after` of another log finds nothing. */
  find(find: Find): Promise<readonly LokiRivi[]>;
  /** The last acknowledged row of this writer's chain, sealed; undefined before the first. */
  head(): SealedHead | undefined;
  close(): Promise<void>;
}

/** A head and its seal. */
export interface SealedHead extends Head {
  readonly sinetti: string;
}
