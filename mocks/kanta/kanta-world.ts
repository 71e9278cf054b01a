import type { KeyObject } from "node:crypto";
import type { MockRequest } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import type { ConsentBook } from "./records.ts";
import type { Resource } from "./wire.ts";

/** The authorization server of the wellbeing data, and whom its tokens stand for. */
export interface Oauth {
  /** The address that a statement must be made for. */
  tokenUrl: string;
  readonly clientId: string;
  /** The client's public key, as registered. */
  readonly clientKey: KeyObject;
  readonly decryptionKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
  /** Index of the person by token. Kept in memory, gone with the mock. */
  readonly tokens: Map<string, { readonly index: number; readonly endsMs: number }>;
  /** Statements are taken once. */
  readonly seen: Set<string>;
}

/** What Kanta knows when it answers. */
export interface KantaWorld {
  readonly population: Population;
  readonly book: ConsentBook;
  readonly oauth: Oauth;
  /** Secret of the region's technical sign-in. */
  readonly token: string;
  readonly now: () => Date;
  /** Pages of searches that have not been fetched yet, by their key in the link. */
  readonly pages: Map<string, readonly Resource[]>;
  /** Entries of a page; a search may ask for fewer. */
  pageSize: number;
  /** A consent that another writer changes right before the next update. */
  rival: string | undefined;
  /** The next change is made, and its answer lost. */
  isNextWriteLost: boolean;
}

/** One request on its way through the mock. */
export interface Asking {
  readonly request: MockRequest;
  readonly world: KantaWorld;
  /** The fault of the register's own words that is on, if any. */
  readonly koodi: string | undefined;
  readonly wrongPerson: boolean;
}
