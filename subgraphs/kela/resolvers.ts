import DataLoader from "dataloader";
import type { SourceResult } from "../../gateway/source/index.ts";
import { paivaScalar, rahaResolvers, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { KelaClient } from "./client.ts";
import { createKattoLoader } from "./katto-loader.ts";
import type { KattoLoader } from "./katto-loader.ts";
import { toKokeilu, toMaksukatto } from "./map.ts";
import type { Maksukatto, Valinnanvapauskokeilu } from "./map.ts";
import type { Kattolaji, KokeiluWire } from "./wire.ts";

interface AsiakasKey {
  readonly id: string;
}

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
      return toMaksukatto(take(await context.once(makeKatot).load(key)));
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
        return hetu === undefined ? null : toKokeilu(take(await context.once(makeKokeilut).load(hetu)));
      },
    },
  };
}

/** The identity code behind an id; undefined for a person who has none: Kela knows persons by it only. */
function openHetu({ id }: AsiakasKey, context: SubgraphContext): string | undefined {
  const tunnus = context.ids.open(id);
  if (tunnus === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: "tuntematon asiakkaan tunniste" });
  return tunnus.laji === "HETU" ? tunnus.arvo : undefined;
}

function toVuosi(vuosi: number | null | undefined, tanaan: string): number {
  const current = Number(tanaan.slice(0, 4));
  const asked = vuosi ?? current;
  if (asked >= firstVuosi && asked <= current) return asked;
  throw toSubgraphError("BAD_USER_INPUT", { syy: `vuosi on ${firstVuosi}-${current}` });
}

/** As `unwrap`, but what was wrong with the input is told, in our own words. */
function take<T>(result: SourceResult<T>): T {
  if (!result.ok && result.failure.kind === "bad-input") {
    throw toSubgraphError("BAD_USER_INPUT", { lahde: "kela", syy: result.failure.reason });
  }
  return unwrap(result, "kela");
}
