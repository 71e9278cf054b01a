import { createXRoadJsonSource, failed } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja, toXRoadIssue, toXRoadUserId } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { Asetukset } from "./settings.ts";
import { parseTilanne, toTyollisyysFailure } from "./wire.ts";
import type { TilanneWire } from "./wire.ts";

/** What a call brings from the client's request. */
type TyollisyysScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids" | "tanaan">;

/** The calls of the employment authority. Nothing that fails is thrown. */
export interface TyollisyysClient {
  /** The situation of one person today; the service has no call for several. */
  fetchTilanne(hetu: string, from: TyollisyysScope): Promise<SourceResult<TilanneWire>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** Opens the client. */
export function createTyollisyysClient(settings: Asetukset): TyollisyysClient {
  const tyollisyys = createXRoadJsonSource({ lahde: "tyollisyys", settings, toFailure: toTyollisyysFailure });
  return {
    async fetchTilanne(hetu, from) {
      const kysyja = toKysyja(from, [hetu]);
      if (kysyja === undefined) return failed("denied", "no end user and purpose that can be told to the authority");
      const question = {
        operation: "haku",
        body: { henkilotunnus: hetu, ajankohta: from.tanaan },
        userId: toXRoadUserId(kysyja),
        issue: toXRoadIssue(kysyja),
      };
      return tyollisyys.post(question, from.scope, (value) => parseTilanne(value, hetu));
    },
    source: tyollisyys.source,
  };
}
