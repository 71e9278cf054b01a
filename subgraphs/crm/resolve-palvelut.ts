import { createRegionLoad, mergeRegions, toNimi, toWorstError } from "../../gateway/subgraph/index.ts";
import type { AlueetArgument, AsiakasKey, Kieli, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { toIkkunat } from "./herateet.ts";
import type { KaytonPeruste } from "./herateet.ts";
import { pickTyoterveyshuolto, toPalveluidenKaytto, toTuottajavalinnat, toTyoterveyshuolto } from "./map-palvelut.ts";
import type { Tyoterveyshuolto } from "./map-palvelut.ts";
import { toBudjetit, toSitoumukset } from "./map-sitoumukset.ts";
import type { CrmSettings } from "./settings.ts";

/** Fields of `Asiakas` about services and what was granted for them: items 10, 14, 20, 24 and 28. */
export function createPalveluResolvers(client: CrmClient, { herateet }: Pick<CrmSettings, "herateet">) {
  const loadTyoterveyshuollot = createRegionLoad(client.tyoterveyshuollot);
  const loadKaytot = createRegionLoad(client.kaytot, Object.keys(herateet));
  const loadTuottajavalinnat = createRegionLoad(client.tuottajavalinnat);
  const loadBudjetit = createRegionLoad(client.budjetit);
  const loadSitoumukset = createRegionLoad(client.sitoumukset);
  return {
    async tyoterveyshuolto(
      key: AsiakasKey,
      args: AlueetArgument,
      context: SubgraphContext,
    ): Promise<Tyoterveyshuolto | null> {
      const { actor, tanaan } = context;
      const regions = await loadTyoterveyshuollot(key, context, args);
      const found = regions.flatMap((region) =>
        "error" in region ? [] : region.rows.map((row) => toTyoterveyshuolto(row, region.alue, tanaan)),
      );
      const picked = pickTyoterveyshuolto(found, actor.kind === "ammattilainen" ? actor.alue : undefined);
      const worst = toWorstError(regions);
      // A region that failed might hold one in force, so only one in force hides the error.
      if (worst !== undefined && picked?.onAsiakas !== true) throw worst;
      return picked ?? null;
    },
    palveluidenKaytto: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) => {
      // No region has stated triggers: nothing is known of the use, which is not the same as little use.
      if (Object.keys(herateet).length === 0) return null;
      const { tanaan } = context;
      const arvotAlueittain = Object.fromEntries(
        Object.entries(herateet).map(([alue, own]) => [alue, [toIkkunat(own).map(String), tanaan]]),
      );
      return mergeRegions(await loadKaytot(key, context, { ...args, arvotAlueittain }), (rows, alue) => {
        const own = herateet[alue];
        return own === undefined ? [] : toPalveluidenKaytto(rows, { alue, herateet: own, tanaan });
      });
    },
    alueenTuottajavalinnat: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
      mergeRegions(await loadTuottajavalinnat(key, context, args), toTuottajavalinnat),
    henkilokohtainenBudjetti: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
      mergeRegions(await loadBudjetit(key, context, args), toBudjetit),
    maksusitoumukset: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
      mergeRegions(await loadSitoumukset(key, context, args), toSitoumukset),
  };
}

/** Resolvers of the type `KaytonPeruste`. */
export const kaytonPerusteResolvers = {
  nimi: ({ nimet }: KaytonPeruste, { kieli }: { readonly kieli: Kieli }): string => toNimi(nimet, kieli) ?? nimet.fi,
};
