import DataLoader from "dataloader";
import { failed } from "../../gateway/source/index.ts";
import { koodiResolvers, openTunnus, paivaScalar } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Tyyppi } from "./capabilities.ts";
import type { PtjClient, SolmunVastaus } from "./client.ts";
import { mergeNodes, toRivit } from "./merge-nodes.ts";
import { readResources } from "./read-resources.ts";
import { observationTapa, toArviot } from "./toimintakyky.ts";

/** Resolvers over one client. Each field of a request asks each node once, for all its customers. */
export function createResolvers(client: PtjClient): SubgraphResolvers {
  const loadHavainnot = createLoad(client, ["Observation"]);
  return {
    Paiva: paivaScalar,
    ...koodiResolvers,
    Asiakas: {
      toimintakyky: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
        mergeNodes(await loadHavainnot(key, context), ({ loydokset: { Observation: found }, ...kenen }) => {
          // A node that tells no Observations can't be asked for this item at all.
          if (found === undefined) return toRivit(failed("configuration", "the node has no Observations"));
          if (!found.ok) return toRivit(found);
          const read = readResources(found.value, observationTapa, kenen);
          return toRivit(read.ok ? toArviot(read.value, kenen) : read, found.value.isPartial);
        }),
    },
  };
}

type Load = (key: AsiakasKey, context: SubgraphContext) => Promise<readonly SolmunVastaus[]>;

/** One loader for a request and a set of types, whoever of the request's customers is asked about. */
function createLoad(client: PtjClient, tyypit: readonly Tyyppi[]): Load {
  const createLoader = (context: SubgraphContext): DataLoader<Tunnus, readonly SolmunVastaus[], string> =>
    new DataLoader((persons) => client.fetch(persons, tyypit, context).then((answers) => [...answers]), {
      cacheKeyFn: ({ laji, arvo }) => `${laji}/${arvo}`,
    });
  return (key, context) => context.once(createLoader).load(openTunnus(key, context));
}
