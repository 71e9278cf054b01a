import { createSource, failed, ok, readJson } from "../../gateway/source/index.ts";
import type {
  CallScope,
  ResponseReader,
  SourceHandle,
  SourceRequest,
  SourceResult,
} from "../../gateway/source/index.ts";
import type { Asetukset } from "./settings.ts";
import { parseOppija, parseOppijat, toKoskiFailure } from "./wire.ts";
import type { OpiskeluoikeusWire } from "./wire.ts";

/** What Koski holds of each person asked; empty when it holds nothing. */
type OpinnotByHetu = ReadonlyMap<string, SourceResult<readonly OpiskeluoikeusWire[]>>;

/** The calls of Koski. Nothing that fails is thrown. */
export interface KoskiClient {
  /** One person by the single call, several in lots by the list call if there is one. Each code asked is in the answer. */
  fetchOpinnot(hetut: readonly string[], scope: CallScope): Promise<OpinnotByHetu>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** Persons in one list call: Koski allows 1000, but a lot of 100 is not lost whole when one row breaks. */
const lotSize = 100;
/** Single calls on the way at once for one request. */
const maxSingles = 8;
/** A school leaver's full record is over 100 kB. */
const maxBytes = 10 * 1024 * 1024;

/** Opens the client. */
export function createKoskiClient(settings: Asetukset): KoskiClient {
  const { url, timeoutMs, rinnakkain: connections, tuote } = settings;
  const source = createSource({ lahde: "koski", url, timeoutMs, connections, maxBytes });
  const fetchOne = async (hetu: string, scope: CallScope): Promise<OpinnotByHetu> => {
    const read = toReader((value) => parseOppija(value, hetu, tuote.salliHetuton));
    const answer = await source.call(toRequest(settings, tuote.yksittain, { hetu }), scope, read);
    const isEmpty = !answer.ok && answer.failure.kind === "not-found";
    return new Map([[hetu, isEmpty ? ok([]) : answer]]);
  };
  const fetchSingles = (hetut: readonly string[], scope: CallScope): Promise<readonly OpinnotByHetu[]> =>
    mapAtMost(hetut, maxSingles, (hetu) => fetchOne(hetu, scope));
  const fetchLot = async (path: string, hetut: readonly string[], scope: CallScope): Promise<OpinnotByHetu> => {
    const read = toReader((value) => parseOppijat(value, hetut));
    const answer = await source.call(toRequest(settings, path, { hetut }), scope, read);
    if (answer.ok) return answer.value;
    // One code that Koski refuses fails the whole list: the others are then asked one by one.
    if (answer.failure.kind === "bad-input") return join(await fetchSingles(hetut, scope));
    const failure = answer.failure.kind === "not-found" ? failed("invalid", "not found, for a list") : answer;
    return new Map(hetut.map((hetu) => [hetu, failure]));
  };
  return {
    async fetchOpinnot(hetut, scope) {
      const { erissa } = tuote;
      if (erissa === null || hetut.length < 2) return join(await fetchSingles(hetut, scope));
      return join(await Promise.all(toLots(hetut).map((lot) => fetchLot(erissa, lot, scope))));
    },
    source,
  };
}

function toRequest(settings: Asetukset, path: string, body: unknown): SourceRequest {
  const { tuote, varmenteenKohde } = settings;
  return {
    method: "POST",
    path: tuote.polku + path,
    headers: {
      "content-type": "application/json;charset=utf-8",
      accept: "application/json",
      ...(varmenteenKohde === null ? {} : { "x-amzn-mtls-clientcert-subject": varmenteenKohde }),
    },
    body: JSON.stringify(body),
  };
}

function toReader<T>(parse: (value: unknown) => SourceResult<T>): ResponseReader<T> {
  return async (response) => {
    const body = await readJson(response);
    if (response.status !== 200) {
      return { ok: false, failure: toKoskiFailure(response.status, body.ok ? body.value : undefined) };
    }
    return body.ok ? parse(body.value) : body;
  };
}

function toLots(hetut: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(hetut.length / lotSize);
  return Array.from({ length: count }, (_, at) => hetut.slice(at * lotSize, (at + 1) * lotSize));
}

function join(maps: readonly OpinnotByHetu[]): OpinnotByHetu {
  return new Map(maps.flatMap((map) => [...map]));
}

/** Runs `work` over the items, at most `limit` at once; answers in the order of the items. */
async function mapAtMost<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  // One iterator shared by all lanes: each takes the next item when it is free.
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [at, item] of queue) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}
