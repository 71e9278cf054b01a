import DataLoader from "dataloader";
import type { SourceResult } from "../../gateway/source/index.ts";
import { openTunnus, paivaScalar, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { MigriClient, OleskeluHaku } from "./client.ts";
import { toOleskelutiedot } from "./map.ts";
import type { Oleskelutiedot } from "./map.ts";
import { reasons, toHakuperuste } from "./to-hakuperuste.ts";
import type { OleskelunArgumentit } from "./to-hakuperuste.ts";
import type { OleskeluWire } from "./wire.ts";

/** The resolvers over a client. Each person is asked once in a request, several side by side. */
export function createResolvers(client: MigriClient): SubgraphResolvers {
  const makeOleskelut = (
    context: SubgraphContext,
  ): DataLoader<OleskeluHaku, SourceResult<OleskeluWire | null>, string> =>
    new DataLoader((haut) => Promise.all(haut.map((haku) => client.fetchOleskelu(haku, context))), {
      cacheKeyFn: (haku) => JSON.stringify(haku),
    });
  return {
    Paiva: paivaScalar,
    Asiakas: {
      async oleskelu(
        key: AsiakasKey,
        args: OleskelunArgumentit,
        context: SubgraphContext,
      ): Promise<Oleskelutiedot | null> {
        const asiakas = openTunnus(key, context);
        const haku = toHakuperuste(asiakas, args, context);
        if (haku === undefined) return null;
        const wire = unwrap(await context.once(makeOleskelut).load({ asiakas, haku }), "migri");
        if (wire === null) return null;
        // A person with an identity code is in the graph by it, with rules of access of their own.
        if (asiakas.laji !== "HETU" && wire.henkilotunnus !== null)
          throw toSubgraphError("BAD_USER_INPUT", { syy: reasons.hasHetu });
        return toOleskelutiedot(wire, context.tanaan);
      },
    },
  };
}
