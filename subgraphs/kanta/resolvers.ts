import DataLoader from "dataloader";
import { koodiResolvers, openHetu, paivaScalar, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { KantaClient } from "./client.ts";
import { toSuostumukset } from "./map.ts";
import type { Suostumus } from "./map.ts";
import type { SuostumusWire, Suostumuslaji } from "./wire.ts";

const lahde = "kanta";

interface Kysymys {
  readonly hetu: string;
  readonly laji: Suostumuslaji;
}

type Suostumukset = SourceResult<readonly SuostumusWire[]>;

/** Resolvers over the clients. One search for a person in a request; none is remembered after it. */
export function createResolvers(client: KantaClient): SubgraphResolvers {
  const makeLoader = (context: SubgraphContext) => createLoader(client, context);
  const find = async (
    key: AsiakasKey,
    laji: Suostumuslaji,
    context: SubgraphContext,
  ): Promise<readonly Suostumus[]> => {
    const hetu = openHetu(key, context);
    if (hetu === undefined) return [];
    return toSuostumukset(unwrap(await context.once(makeLoader).load({ hetu, laji }), lahde), laji, context);
  };
  return {
    Paiva: paivaScalar,
    ...koodiResolvers,
    Asiakas: {
      biopankkisuostumukset: (key: AsiakasKey, _: unknown, context: SubgraphContext) => find(key, "BIOPANKKI", context),
      async palveluohjaussuostumus(key: AsiakasKey, _: unknown, context: SubgraphContext): Promise<Suostumus | null> {
        const [newest] = await find(key, "PALVELUOHJAUS", context);
        return newest ?? null;
      },
    },
  };
}

/** Kinds that are asked of one person together are one search. */
function createLoader(client: KantaClient, context: SubgraphContext): DataLoader<Kysymys, Suostumukset, string> {
  return new DataLoader(
    async (kysymykset) => {
      const lajitOf = new Map<string, Suostumuslaji[]>();
      for (const { hetu, laji } of kysymykset) lajitOf.set(hetu, [...(lajitOf.get(hetu) ?? []), laji]);
      const answers = new Map(
        await Promise.all(
          [...lajitOf].map(
            async ([hetu, lajit]) => [hetu, await client.fetchSuostumukset({ hetu, lajit }, context)] as const,
          ),
        ),
      );
      return kysymykset.map(({ hetu }) => answers.get(hetu) ?? new Error("a person of whom nothing was asked"));
    },
    { cacheKeyFn: ({ hetu, laji }) => `${hetu} ${laji}` },
  );
}
