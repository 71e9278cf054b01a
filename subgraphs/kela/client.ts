import { createSource, failed, readJson, toXRoadHeaders, toXRoadRestFailure } from "../../gateway/source/index.ts";
import type { ResponseReader, SourceHandle, SourceResponse, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja, toXRoadIssue, toXRoadUserId } from "../../gateway/subgraph/index.ts";
import type { Kysyja, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { Asetukset } from "./settings.ts";
import { parseJoukko, parseKatot, parseKokeilu, toKelaFailure } from "./wire.ts";
import type { KattoKysely, KattoWire, KokeiluWire } from "./wire.ts";

/** What a call brings from the client's request. */
export type KelaScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids">;

/** Ceilings per identity code. */
type KatotByHetu = ReadonlyMap<string, SourceResult<readonly KattoWire[]>>;

/** The calls of Kela's benefit service. Nothing that fails is thrown. */
export interface KelaClient {
  /** Ceilings of one year: one person by `haku`, several by `joukkohaku` in lots. Each code asked is in the answer. */
  fetchKatot(hetut: readonly string[], kysely: KattoKysely, from: KelaScope): Promise<KatotByHetu>;
  /** The choice trial of one person in the current year. */
  fetchKokeilu(hetu: string, from: KelaScope): Promise<SourceResult<KokeiluWire>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** Persons in one `joukkohaku` (assumed limit of the service). */
const lotSize = 100;

/** Opens the client. */
export function createKelaClient(settings: Asetukset): KelaClient {
  const { url, timeoutMs, rinnakkain: connections, tls, suojaus } = settings;
  const source = createSource({
    lahde: "kela",
    url,
    timeoutMs,
    connections,
    suojaus,
    ...(tls === undefined ? {} : { tls }),
  });
  const post = async <T>(
    { operation, hetut, body }: Operation,
    from: KelaScope,
    parse: (value: unknown) => SourceResult<T>,
  ): Promise<SourceResult<T>> => {
    const kysyja = toKysyja(from, hetut);
    if (kysyja === undefined) return failed("denied", "no end user and purpose that can be told to Kela");
    const { polku, service } = settings.palvelu;
    const headers = toHeaders(settings, kysyja);
    const request = { method: "POST", path: `${polku}/${operation}`, headers, body: JSON.stringify(body) } as const;
    return source.call(request, from.scope, toReader(parse, { sent: headers, service }));
  };
  return {
    async fetchKatot(hetut, kysely, from) {
      const { vuosi, lajit: katot } = kysely;
      const lots = toLots(hetut).map(async ([first, ...others]): Promise<KatotByHetu> => {
        if (first === undefined) return new Map();
        if (others.length === 0) {
          const body = { henkilotunnus: first, vuosi, katot };
          const parse = (value: unknown): ReturnType<typeof parseKatot> => parseKatot(value, first, kysely);
          return new Map([[first, await post({ operation: "maksukatot/haku", hetut: [first], body }, from, parse)]]);
        }
        const lot = [first, ...others];
        const body = { henkilotunnukset: lot, vuosi, katot };
        const answer = await post({ operation: "maksukatot/joukkohaku", hetut: lot, body }, from, (value) =>
          parseJoukko(value, lot, kysely),
        );
        return answer.ok ? answer.value : new Map(lot.map((hetu) => [hetu, answer]));
      });
      return new Map((await Promise.all(lots)).flatMap((lot) => [...lot]));
    },
    fetchKokeilu: (hetu, from) =>
      post({ operation: "tuottajavalinnat/haku", hetut: [hetu], body: { henkilotunnus: hetu } }, from, (value) =>
        parseKokeilu(value, hetu),
      ),
    source,
  };
}

/** One call: whom it is about, and what it sends. */
interface Operation {
  readonly operation: string;
  readonly hetut: readonly string[];
  readonly body: unknown;
}

/** The message has an id of its own, as X-Road wants it unique; our request's id stands in the issue. */
function toHeaders(settings: Asetukset, kysyja: Kysyja): Record<string, string> {
  return {
    ...toXRoadHeaders(settings.client, toXRoadUserId(kysyja)),
    "x-road-issue": toXRoadIssue(kysyja),
    "content-type": "application/json",
    accept: "application/json",
    "x-kela-kayttotarkoitus": settings.kayttotarkoitus,
    "x-kela-loppukayttaja": kysyja.loppukayttaja,
  };
}

function toLots(hetut: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(hetut.length / lotSize);
  return Array.from({ length: count }, (_, at) => hetut.slice(at * lotSize, (at + 1) * lotSize));
}

/** An answer to another's message is not looked into: it may be about another person. */
function toReader<T>(
  parse: (value: unknown) => SourceResult<T>,
  echo: Parameters<typeof toXRoadRestFailure>[1],
): ResponseReader<T> {
  return async (response: SourceResponse) => {
    const failure = toXRoadRestFailure(response, echo);
    if (failure !== undefined) return { ok: false, failure };
    const body = await readJson(response);
    if (response.status !== 200) {
      return { ok: false, failure: toKelaFailure(response.status, body.ok ? body.value : undefined) };
    }
    return body.ok ? parse(body.value) : body;
  };
}
