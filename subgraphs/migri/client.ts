import { createXRoadJsonSource, failed, ok } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja, toXRoadIssue, toXRoadUserId } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Asetukset } from "./settings.ts";
import { parseOleskelu, toMigriFailure } from "./wire.ts";
import type { Hakuperuste, OleskeluWire } from "./wire.ts";

/** What a call brings from the client's request. */
type MigriScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids">;

/** One search. `asiakas` is the person in the graph, by whom it is told whether the asker looks at their own. */
export interface OleskeluHaku {
  readonly asiakas: Tunnus;
  readonly haku: Hakuperuste;
}

/** The calls of the Immigration Service. Nothing that fails is thrown. */
export interface MigriClient {
  /** Residence of one person; null when the service has no data, as of a Finnish citizen. */
  fetchOleskelu(haku: OleskeluHaku, from: MigriScope): Promise<SourceResult<OleskeluWire | null>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** Opens the client. */
export function createMigriClient(settings: Asetukset): MigriClient {
  const migri = createXRoadJsonSource({ lahde: "migri", settings, toFailure: toMigriFailure });
  return {
    async fetchOleskelu({ asiakas, haku }, from) {
      const kysyja = toKysyja(from, [asiakas.arvo]);
      if (kysyja === undefined) return failed("denied", "no end user and purpose that can be told to the service");
      const { kayttotarkoitus } = settings;
      const question = {
        operation: "haku",
        body: { hakuperuste: haku, kayttotarkoitus, loppukayttaja: kysyja.loppukayttaja },
        userId: toXRoadUserId(kysyja),
        issue: toXRoadIssue(kysyja),
      };
      const answer = await migri.post(question, from.scope, (value) => parseOleskelu(value, haku));
      return !answer.ok && answer.failure.kind === "not-found" ? ok(null) : answer;
    },
    source: migri.source,
  };
}
