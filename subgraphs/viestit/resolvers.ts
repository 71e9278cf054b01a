import DataLoader from "dataloader";
import { ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { openHetu, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { ViestitClient } from "./client.ts";

const lahde = "viestit";

interface ViestintaKey {
  readonly asiakas: AsiakasKey;
}

/** Resolvers over one client. One call for all persons of a request; none is remembered after it. */
export function createResolvers(client: ViestitClient): SubgraphResolvers {
  const createLoader = (context: SubgraphContext): DataLoader<string, SourceResult<boolean>> =>
    new DataLoader(async (hetut) => {
      const answer = await client.fetchKaytossa(hetut, alueOf(context), context);
      return hetut.map((hetu) => (answer.ok ? ok(answer.value.has(hetu)) : answer));
    });
  return {
    Asiakas: {
      viestinta: ({ id }: AsiakasKey): ViestintaKey => ({ asiakas: { id } }),
    },
    Asiakasviestinta: {
      async suomifiViestitKaytossa(
        { asiakas }: ViestintaKey,
        _: unknown,
        context: SubgraphContext,
      ): Promise<boolean | null> {
        const hetu = openHetu(asiakas, context);
        return hetu === undefined ? null : unwrap(await context.once(createLoader).load(hetu), lahde);
      },
    },
  };
}

/** The region that is about to send: the professional's own. @throws FORBIDDEN for one who is none. */
function alueOf({ actor }: SubgraphContext): string {
  if (actor.kind !== "ammattilainen") throw toSubgraphError("FORBIDDEN", {});
  return actor.alue;
}
