import DataLoader from "dataloader";
import type { Reason } from "../../gateway/errors.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { openHetu, paivaScalar, rahaResolvers, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { KelaClient } from "./client.ts";
import { createKattoLoader } from "./katto-loader.ts";
import type { KattoLoader } from "./katto-loader.ts";
import { toKokeilu, toMaksukatto, toPalvelujenMaksukatto } from "./map.ts";
import type { Valinnanvapauskokeilu } from "./map.ts";
import type { Kattolaji, KattoWire, KokeiluWire } from "./wire.ts";

interface VuosiArguments {
  readonly vuosi?: number | null;
}

/** Earliest year that may be asked for; which years it holds is for Kela to say. */
const firstVuosi = 2000;

/** The resolvers over a client. */
export function createResolvers(client: KelaClient): SubgraphResolvers {
  const makeKatot = (context: SubgraphContext): KattoLoader => createKattoLoader(client, context);
  const makeKokeilut = (context: SubgraphContext): DataLoader<string, SourceResult<KokeiluWire>> =>
    new DataLoader((hetut) => Promise.all(hetut.map((hetu) => client.fetchKokeilu(hetu, context))));
  const resolveKatto =
    <T>(laji: Kattolaji, toValue: (katto: KattoWire) => T) =>
    async (parent: AsiakasKey, { vuosi }: VuosiArguments, context: SubgraphContext): Promise<T | null> => {
      const hetu = openHetu(parent, context);
      if (hetu === undefined) return null;
      const key = { hetu, vuosi: toVuosi(vuosi, context.tanaan), laji };
      return toValue(unwrap(await context.once(makeKatot).load(key), "kela"));
    };
  return {
    Paiva: paivaScalar,
    ...rahaResolvers,
    Asiakas: {
      laakekatto: resolveKatto("LAAKE", toMaksukatto),
      matkakatto: resolveKatto("MATKA", toMaksukatto),
      // Asked only where the deployment has chosen Kela: see the README.
      palvelujenMaksukatto: resolveKatto("PALVELU", toPalvelujenMaksukatto),
      async tuottajavalinnat(
        parent: AsiakasKey,
        _: unknown,
        context: SubgraphContext,
      ): Promise<Valinnanvapauskokeilu | null> {
        const hetu = openHetu(parent, context);
        return hetu === undefined ? null : toKokeilu(unwrap(await context.once(makeKokeilut).load(hetu), "kela"));
      },
    },
  };
}

function toVuosi(vuosi: number | null | undefined, tanaan: string): number {
  const current = Number(tanaan.slice(0, 4));
  const asked = vuosi ?? current;
  if (asked >= firstVuosi && asked <= current) return asked;
  throw toSubgraphError("BAD_USER_INPUT", { syy: outOfRange(current) });
}

function outOfRange(current: number): Reason {
  const range = `${firstVuosi}-${current}`;
  return { fi: `vuosi on ${range}`, sv: `året är ${range}`, en: `the year is ${range}` };
}
