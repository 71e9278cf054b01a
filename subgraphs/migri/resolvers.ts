import DataLoader from "dataloader";
import type { SourceResult } from "../../gateway/source/index.ts";
import { openHetu, paivaScalar, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { MigriClient } from "./client.ts";
import { toOleskelutiedot } from "./map.ts";
import type { Oleskelutiedot } from "./map.ts";
import type { OleskeluWire } from "./wire.ts";

/** The resolvers over a client. Each person is asked once in a request, several side by side. */
export function createResolvers(client: MigriClient): SubgraphResolvers {
  const makeOleskelut = (context: SubgraphContext): DataLoader<string, SourceResult<OleskeluWire | null>> =>
    new DataLoader((hetut) => Promise.all(hetut.map((hetu) => client.fetchOleskelu(hetu, context))));
  return {
    Paiva: paivaScalar,
    Asiakas: {
      async oleskelu(key: AsiakasKey, _: unknown, context: SubgraphContext): Promise<Oleskelutiedot | null> {
        const hetu = openHetu(key, context);
        // A temporary identifier is the region's own: nothing that may be sent says who its person is at the service.
        if (hetu === undefined) return null;
        const wire = unwrap(await context.once(makeOleskelut).load(hetu), "migri");
        return wire === null ? null : toOleskelutiedot(wire, context.tanaan);
      },
    },
  };
}
