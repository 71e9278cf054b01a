import DataLoader from "dataloader";
import { koodiViiteResolvers, openHetu, paivaScalar, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import { ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { KantaClient } from "./client.ts";
import { luovutuslajit, toLuovutustieto } from "./luovutus.ts";
import type { Luovutustieto } from "./luovutus.ts";
import { toSuostumukset } from "./map.ts";
import type { Suostumus } from "./map.ts";
import { annaSuostumus, peruSuostumus } from "./muutokset.ts";
import type { AnnaArguments, PeruArguments } from "./muutokset.ts";
import { createResolveOmatArviot } from "./omat-arviot.ts";
import type { OmatietoClient } from "./omatieto.ts";
import type { Asetukset } from "./settings.ts";
import type { SuostumusWire, Suostumuslaji } from "./wire.ts";

const lahde = "kanta";

interface Kysymys {
  readonly hetu: string;
  readonly laji: Suostumuslaji;
}

type Suostumukset = SourceResult<readonly SuostumusWire[]>;

/** What resolvers are made of. */
export interface Kanta {
  readonly client: KantaClient;
  readonly omatieto: OmatietoClient;
  readonly asetukset: Asetukset;
}

/** Resolvers over the clients. One search for a person in a request; none is remembered after it. */
export function createResolvers({ client, omatieto, asetukset }: Kanta): SubgraphResolvers {
  const makeLoader = (context: SubgraphContext) => createLoader(client, context);
  const load = async (
    key: AsiakasKey,
    lajit: readonly Suostumuslaji[],
    context: SubgraphContext,
  ): Promise<readonly SuostumusWire[]> => {
    const hetu = openHetu(key, context);
    if (hetu === undefined) return [];
    const loader = context.once(makeLoader);
    const answers = await Promise.all(lajit.map((laji) => loader.load({ hetu, laji })));
    return answers.flatMap((answer) => unwrap(answer, lahde));
  };
  return {
    Paiva: paivaScalar,
    ...koodiViiteResolvers,
    Mutation: {
      annaSuostumus: (_: unknown, given: AnnaArguments, context: SubgraphContext) =>
        annaSuostumus(given, context, client),
      peruSuostumus: (_: unknown, given: PeruArguments, context: SubgraphContext) =>
        peruSuostumus(given, context, client),
    },
    Asiakas: {
      async biopankkisuostumukset(
        key: AsiakasKey,
        _: unknown,
        context: SubgraphContext,
      ): Promise<readonly Suostumus[]> {
        return toSuostumukset(await load(key, ["BIOPANKKI"], context), context);
      },
      async palveluohjaussuostumus(key: AsiakasKey, _: unknown, context: SubgraphContext): Promise<Suostumus | null> {
        const [newest] = toSuostumukset(await load(key, ["PALVELUOHJAUS"], context), context);
        return newest ?? null;
      },
      toimintakykyOmaArvio: createResolveOmatArviot(omatieto),
      async luovutus(key: AsiakasKey, _: unknown, context: SubgraphContext): Promise<Luovutustieto> {
        return toLuovutustieto(await load(key, luovutuslajit, context), context, asetukset);
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
      return kysymykset.map(({ hetu, laji }) => {
        const answer = answers.get(hetu);
        if (answer === undefined) return new Error("a person of whom nothing was asked");
        return answer.ok ? ok(answer.value.filter((each) => each.laji === laji)) : answer;
      });
    },
    { cacheKeyFn: ({ hetu, laji }) => `${hetu} ${laji}` },
  );
}
