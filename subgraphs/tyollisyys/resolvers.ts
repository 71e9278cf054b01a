import DataLoader from "dataloader";
import type { SourceResult } from "../../gateway/source/index.ts";
import { openHetu, paivaScalar, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { TyollisyysClient } from "./client.ts";
import { toTyollisyystilanne } from "./map.ts";
import type { Tyollisyystilanne } from "./map.ts";
import type { TilanneWire } from "./wire.ts";

/** The resolvers over a client. Each person is asked once in a request, several side by side. */
export function createResolvers(client: TyollisyysClient): SubgraphResolvers {
  const makeTilanteet = (context: SubgraphContext): DataLoader<string, SourceResult<TilanneWire>> =>
    new DataLoader((hetut) => Promise.all(hetut.map((hetu) => client.fetchTilanne(hetu, context))));
  return {
    Paiva: paivaScalar,
    Asiakas: {
      async tyollisyys(key: AsiakasKey, _: unknown, context: SubgraphContext): Promise<Tyollisyystilanne | null> {
        const hetu = openHetu(key, context);
        if (hetu === undefined) return null;
        return toTyollisyystilanne(unwrap(await context.once(makeTilanteet).load(hetu), "tyollisyys"));
      },
    },
  };
}
