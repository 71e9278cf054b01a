import { createSource, failed, ok, readJson } from "../../gateway/source/index.ts";
import type { ResponseReader, SourceHandle, SourceRequest, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { Asetukset } from "./settings.ts";
import { parseOppija, parseOppijat, toKoskiFailure } from "./wire.ts";
import type { OpiskeluoikeusWire } from "./wire.ts";

/** What Koski holds of each person asked; empty when it holds nothing. */
type OpinnotByHetu = ReadonlyMap<string, SourceResult<readonly OpiskeluoikeusWire[]>>;

/** What a call brings from the client's request. */
export type KoskiScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids">;

/** The calls of Koski. Nothing that fails is thrown. */
export interface KoskiClient {
  /** One person by the single call, several in lots by the list call if there is one. Each code asked is in the answer. */
  fetchOpinnot(hetut: readonly string[], from: KoskiScope): Promise<OpinnotByHetu>;
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
  const { url, timeoutMs, rinnakkain: connections, tuote, tls, suojaus } = settings;
  const source = createSource({
    lahde: "koski",
    url,
    timeoutMs,
    connections,
    maxBytes,
    suojaus,
    ...(tls === undefined ? {} : { tls }),
  });
  const post = async <T>(
    { path, hetut, body }: Operation,
    from: KoskiScope,
    parse: (value: unknown) => SourceResult<T>,
  ): Promise<SourceResult<T>> => {
    const kerrottava = toKerrottava(settings, from, hetut);
    if (kerrottava === undefined) return failed("denied", "no end user and purpose that can be told to Koski");
    return source.call(toRequest(settings, { path, body }, kerrottava), from.scope, toReader(parse));
  };
  const fetchOne = async (hetu: string, from: KoskiScope): Promise<OpinnotByHetu> => {
    const answer = await post({ path: tuote.yksittain, hetut: [hetu], body: { hetu } }, from, (value) =>
      parseOppija(value, hetu, tuote.salliHetuton),
    );
    const isEmpty = !answer.ok && answer.failure.kind === "not-found";
    return new Map([[hetu, isEmpty ? ok([]) : answer]]);
  };
  const fetchSingles = (hetut: readonly string[], from: KoskiScope): Promise<readonly OpinnotByHetu[]> =>
    mapAtMost(hetut, maxSingles, (hetu) => fetchOne(hetu, from));
  const fetchLot = async (path: string, hetut: readonly string[], from: KoskiScope): Promise<OpinnotByHetu> => {
    const answer = await post({ path, hetut, body: { hetut } }, from, (value) => parseOppijat(value, hetut));
    if (answer.ok) return answer.value;
    // One code that Koski refuses fails the whole list: the others are then asked one by one.
    if (answer.failure.kind === "bad-input") return join(await fetchSingles(hetut, from));
    const failure = answer.failure.kind === "not-found" ? failed("invalid", "not found, for a list") : answer;
    return new Map(hetut.map((hetu) => [hetu, failure]));
  };
  return {
    async fetchOpinnot(hetut, from) {
      const { erissa } = tuote;
      if (erissa === null || hetut.length < 2) return join(await fetchSingles(hetut, from));
      return join(await Promise.all(toLots(hetut).map((lot) => fetchLot(erissa, lot, from))));
    },
    source,
  };
}

/** One call: whom it is about, and what it sends. */
interface Operation {
  readonly path: string;
  readonly hetut: readonly string[];
  readonly body: unknown;
}

/**
 * Headers that tell who asks, of those that the settings name; undefined where they name the end user or
 * the purpose and there is none to tell.
 */
function toKerrottava(
  { kerrotaan }: Asetukset,
  from: KoskiScope,
  hetut: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const { pyynto, loppukayttaja, kayttotarkoitus } = kerrotaan;
  const kysyja = toKysyja(from, hetut);
  if (kysyja === undefined && (loppukayttaja !== null || kayttotarkoitus !== null)) return undefined;
  const told = [
    [pyynto, from.pyynto],
    [loppukayttaja, kysyja?.loppukayttaja],
    [kayttotarkoitus, kysyja?.tarkoitus],
  ] as const;
  return Object.fromEntries(
    told.flatMap(([name, value]) => (name === null || value === undefined ? [] : [[name, value]])),
  );
}

function toRequest(
  settings: Asetukset,
  { path, body }: Pick<Operation, "path" | "body">,
  kerrottava: Readonly<Record<string, string>>,
): SourceRequest {
  const { tuote, varmenteenKohde } = settings;
  return {
    method: "POST",
    path: tuote.polku + path,
    headers: {
      "content-type": "application/json;charset=utf-8",
      accept: "application/json",
      ...kerrottava,
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
