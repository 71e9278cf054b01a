import { createXRoadJsonSource, failed } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja, toXRoadIssue, toXRoadUserId } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
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
  const kela = createXRoadJsonSource({ lahde: "kela", settings, toFailure: toKelaFailure });
  const post = async <T>(
    { operation, hetut, body }: Operation,
    from: KelaScope,
    parse: (value: unknown) => SourceResult<T>,
  ): Promise<SourceResult<T>> => {
    const kysyja = toKysyja(from, hetut);
    if (kysyja === undefined) return failed("denied", "no end user and purpose that can be told to Kela");
    const question = {
      operation,
      body,
      userId: toXRoadUserId(kysyja),
      issue: toXRoadIssue(kysyja),
      headers: {
        "x-kela-kayttotarkoitus": settings.kayttotarkoitus,
        "x-kela-loppukayttaja": kysyja.loppukayttaja,
      },
    };
    return kela.post(question, from.scope, parse);
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
    source: kela.source,
  };
}

/** One call: whom it is about, and what it sends. */
interface Operation {
  readonly operation: string;
  readonly hetut: readonly string[];
  readonly body: unknown;
}

function toLots(hetut: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(hetut.length / lotSize);
  return Array.from({ length: count }, (_, at) => hetut.slice(at * lotSize, (at + 1) * lotSize));
}
