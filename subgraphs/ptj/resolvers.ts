import DataLoader from "dataloader";
import type { GraphQLError } from "graphql";
import { aikaScalar, koodiViiteResolvers, openTunnus, paivaScalar } from "../../gateway/subgraph/index.ts";
import type {
  AlueetArgument,
  AsiakasKey,
  SubgraphContext,
  SubgraphResolvers,
  Tunnus,
} from "../../gateway/subgraph/index.ts";
import { chooseNodes } from "./choose-nodes.ts";
import type { Valinta } from "./choose-nodes.ts";
import type { PtjClient, SolmunVastaus } from "./client.ts";
import { mergeNodes } from "./merge-nodes.ts";
import type { Kenelta, MerkittyRivi, Rivit, RivinAlku } from "./merge-nodes.ts";
import type { Kysyttava } from "./read-resources.ts";
import { kysytaan, toOhjausRivit, toSuunnitelmaRivit, toToimintakykyRivit } from "./to-rows.ts";

/** Resolvers over one client. Each field of a request asks each node once, for all its customers whom it concerns. */
export function createResolvers(client: PtjClient): SubgraphResolvers {
  return {
    Aika: aikaScalar,
    Paiva: paivaScalar,
    ...koodiViiteResolvers,
    Asiakas: {
      toimintakyky: createField(client, kysytaan.toimintakyky, toToimintakykyRivit),
      ohjaus: createField(client, kysytaan.ohjaus, toOhjausRivit),
      toteutussuunnitelmat: createField(client, kysytaan.toteutussuunnitelmat, toSuunnitelmaRivit),
    },
  };
}

/** One loader for a request and a set of types, whoever of the request's customers is asked about. */
function createField<T extends MerkittyRivi>(
  client: PtjClient,
  kysyttavat: readonly Kysyttava[],
  toRows: (osuus: Kenelta) => Rivit<T>,
): (
  key: AsiakasKey,
  args: AlueetArgument,
  context: SubgraphContext,
) => Promise<readonly ((T & RivinAlku) | GraphQLError)[]> {
  const createLoader = (context: SubgraphContext): DataLoader<Kysymys, readonly SolmunVastaus[], string> =>
    new DataLoader(
      (asked) =>
        client.fetch(
          asked.map(({ tunnus, valinta }) => ({ tunnus, isAsked: valinta.isAsked })),
          kysyttavat,
          context,
        ),
      { cacheKeyFn: ({ tunnus: { laji, arvo }, valinta }) => `${laji}/${arvo}/${valinta.avain}` },
    );
  return async (key, args, context) => {
    const valinta = chooseNodes(args, key, { context, solmut: client.solmut });
    const answers = await context.once(createLoader).load({ tunnus: openTunnus(key, context), valinta });
    return mergeNodes(answers, toRows, valinta);
  };
}

interface Kysymys {
  readonly tunnus: Tunnus;
  readonly valinta: Valinta;
}
