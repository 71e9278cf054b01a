import DataLoader from "dataloader";
import { aikaScalar, koodiResolvers, openTunnus, paivaScalar } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers, Tunnus } from "../../gateway/subgraph/index.ts";
import type { PtjClient, SolmunVastaus } from "./client.ts";
import { mergeNodes } from "./merge-nodes.ts";
import type { Kysyttava } from "./read-resources.ts";
import { kysytaan, toOhjausRivit, toSuunnitelmaRivit, toToimintakykyRivit } from "./to-rows.ts";

/** Resolvers over one client. Each field of a request asks each node once, for all its customers. */
export function createResolvers(client: PtjClient): SubgraphResolvers {
  const loadHavainnot = createLoad(client, kysytaan.toimintakyky);
  const loadOhjaus = createLoad(client, kysytaan.ohjaus);
  const loadSuunnitelmat = createLoad(client, kysytaan.toteutussuunnitelmat);
  return {
    Aika: aikaScalar,
    Paiva: paivaScalar,
    ...koodiResolvers,
    Asiakas: {
      toimintakyky: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
        mergeNodes(await loadHavainnot(key, context), toToimintakykyRivit),
      ohjaus: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
        mergeNodes(await loadOhjaus(key, context), toOhjausRivit),
      toteutussuunnitelmat: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
        mergeNodes(await loadSuunnitelmat(key, context), toSuunnitelmaRivit),
    },
  };
}

type Load = (key: AsiakasKey, context: SubgraphContext) => Promise<readonly SolmunVastaus[]>;

/** One loader for a request and a set of types, whoever of the request's customers is asked about. */
function createLoad(client: PtjClient, kysyttavat: readonly Kysyttava[]): Load {
  const createLoader = (context: SubgraphContext): DataLoader<Tunnus, readonly SolmunVastaus[], string> =>
    new DataLoader((persons) => client.fetch(persons, kysyttavat, context), {
      cacheKeyFn: ({ laji, arvo }) => `${laji}/${arvo}`,
    });
  return (key, context) => context.once(createLoader).load(openTunnus(key, context));
}
