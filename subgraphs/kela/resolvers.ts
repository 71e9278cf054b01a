import DataLoader from "dataloader";
import type { Reason } from "../../gateway/errors.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { openHetu, paivaScalar, rahaResolvers, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { KelaClient } from "./client.ts";
import { createKattoLoader } from "./katto-loader.ts";
import type { KattoLoader } from "./katto-loader.ts";
import { toKokeilu, toMaksukatto } from "./map.ts";
import type { Maksukatto, Valinnanvapauskokeilu } from "./map.ts";
import type { Kattolaji, KokeiluWire } from "./wire.ts";

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
    (laji: Kattolaji) =>
    async (parent: AsiakasKey, { vuosi }: VuosiArguments, context: SubgraphContext): Promise<Maksukatto | null> => {
      const hetu = openHetu(parent, context);
      if (hetu === undefined) return null;
      const key = { hetu, vuosi: toVuosi(vuosi, context.tanaan), laji };
      return toMaksukatto(unwrap(await context.once(makeKatot).load(key), "kela"));
    };
  return {
    Paiva: paivaScalar,
    ...rahaResolvers,
    Asiakas: {
      laakekatto: resolveKatto("LAAKE"),
      matkakatto: resolveKatto("MATKA"),
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
