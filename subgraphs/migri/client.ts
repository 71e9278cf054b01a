import { createXRoadJsonSource, failed, ok } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja, toXRoadIssue, toXRoadUserId } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { Asetukset } from "./settings.ts";
import { parseOleskelu, toMigriFailure } from "./wire.ts";
import type { OleskeluWire } from "./wire.ts";

/** What a call brings from the client's request. */
type MigriScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids">;

/** The calls of the Immigration Service. Nothing that fails is thrown. */
export interface MigriClient {
  /** Residence of the person with an identity code; null when the service has no data, as of a Finnish citizen. */
  fetchOleskelu(hetu: string, from: MigriScope): Promise<SourceResult<OleskeluWire | null>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** Opens the client. */
export function createMigriClient(settings: Asetukset): MigriClient {
  const migri = createXRoadJsonSource({ lahde: "migri", settings, toFailure: toMigriFailure });
  return {
    async fetchOleskelu(hetu, from) {
      const kysyja = toKysyja(from, [hetu]);
      if (kysyja === undefined) return failed("denied", "no end user and purpose that can be told to the service");
      const { kayttotarkoitus } = settings;
      const question = {
        operation: "haku",
        body: { hakuperuste: { henkilotunnus: hetu }, kayttotarkoitus, loppukayttaja: kysyja.loppukayttaja },
        userId: toXRoadUserId(kysyja),
        issue: toXRoadIssue(kysyja),
      };
      const answer = await migri.post(question, from.scope, (value) => parseOleskelu(value, hetu));
      return !answer.ok && answer.failure.kind === "not-found" ? ok(null) : answer;
    },
    source: migri.source,
  };
}
