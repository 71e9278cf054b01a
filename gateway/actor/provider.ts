import { createLocalJWKSet, errors } from "jose";
import type { JWTVerifyGetKey } from "jose";
import type { Sidonta } from "./check-binding.ts";
import type { ClaimMapping } from "./claims.ts";
import { discover, parseKeySet } from "./discovery.ts";
import type { FetchJson, ProviderMetadata } from "./discovery.ts";

/** A provider of identities, as the deployment configures it. */
export interface ProviderOptions {
  /** Short name, unique in the deployment. */
  readonly nimi: string;
  readonly issuer: string;
  readonly audience: string;
  /** Where its metadata is, when not under the issuer. */
  readonly discoveryUrl?: string | undefined;
  readonly mapping: ClaimMapping;
  /** Which bindings of its tokens are checked; without, every bound token is refused. */
  readonly sidonta?: Sidonta | undefined;
}

/** What a provider is asked by, and the clock of its keys' age. */
export interface ProviderKit {
  readonly fetchJson: FetchJson;
  /** Milliseconds of a clock that does not jump. */
  readonly nowMs: () => number;
}

/** A provider and what is known of it now. */
export interface Provider extends Omit<ProviderOptions, "discoveryUrl"> {
  /** Finds the key that a token's header names, in the form `jose` asks it. */
  readonly getKey: JWTVerifyGetKey;
  /** Its keys now: another object whenever they have been fetched anew. @throws KeysUnavailableError */
  readonly keys: () => Promise<object>;
  /** Its metadata, fetched when it is not known; undefined while the provider can't be asked. */
  readonly metadata: () => Promise<ProviderMetadata | undefined>;
}

/** No keys of a provider can be had: its tokens are refused until they can, and someone should know. */
export class KeysUnavailableError extends Error {}

const freshMs = 600_000;
/** How long keys live past their time while no new ones can be had. */
const graceMs = 600_000;
const cooldownMs = 30_000;
/** Where there is nothing to serve with, one tries again sooner. */
const emptyCooldownMs = 1000;

/**
 * A provider whose metadata and keys are fetched when first needed and kept 10 minutes. An unknown key id
 * makes it ask again, at most every 30 seconds and once for all who wait. While it does not answer, or
 * answers without keys, the last good ones serve 10 minutes past their time, and then nothing does.
 */
export function createProvider({ discoveryUrl, ...options }: ProviderOptions, kit: ProviderKit): Provider {
  const store = createStore({ issuer: options.issuer, discoveryUrl }, kit);
  return {
    ...options,
    async getKey(header, token) {
      const known = await store.current();
      try {
        return await known.getKey(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        const renewed = await store.renew();
        if (renewed === known) throw error;
        return renewed.getKey(header, token);
      }
    },
    keys: () => store.current(),
    metadata: () =>
      store.current().then(
        ({ metadata }) => metadata,
        // It is told by being undefined; a token that needs the keys says so in the log.
        () => undefined,
      ),
  };
}

interface Known {
  readonly getKey: JWTVerifyGetKey;
  readonly metadata: ProviderMetadata;
  readonly fetchedMs: number;
}

interface Store {
  /** What is known and not too old. @throws KeysUnavailableError */
  current(): Promise<Known>;
  /** What is known after asking again, where that may be done now. @throws KeysUnavailableError */
  renew(): Promise<Known>;
}

function createStore(source: Parameters<typeof discover>[0], { fetchJson, nowMs }: ProviderKit): Store {
  let known: Known | undefined;
  let askedMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    const fetched = await fetchKeys(source, fetchJson);
    if (fetched !== undefined) known = { ...fetched, fetchedMs: nowMs() };
  };
  const usable = (): Known => {
    if (known === undefined || nowMs() - known.fetchedMs >= freshMs + graceMs) throw new KeysUnavailableError();
    return known;
  };
  const renew = async (): Promise<Known> => {
    const restMs = known === undefined ? emptyCooldownMs : cooldownMs;
    if (asking === undefined && nowMs() - askedMs >= restMs) {
      askedMs = nowMs();
      asking = ask().finally(() => {
        asking = undefined;
      });
    }
    await asking;
    return usable();
  };
  return {
    renew,
    current: async () => (known !== undefined && nowMs() - known.fetchedMs < freshMs ? known : renew()),
  };
}

async function fetchKeys(
  source: Parameters<typeof discover>[0],
  fetchJson: FetchJson,
): Promise<Omit<Known, "fetchedMs"> | undefined> {
  const metadata = await discover(source, fetchJson);
  const keys = metadata === undefined ? undefined : parseKeySet(await fetchJson(metadata.jwksUrl));
  if (metadata === undefined || keys === undefined) return undefined;
  return { metadata, getKey: createLocalJWKSet(keys) };
}
