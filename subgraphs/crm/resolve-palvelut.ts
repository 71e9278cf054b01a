import { toNimi } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, Kieli, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { toIkkunat } from "./herateet.ts";
import type { KaytonPeruste } from "./herateet.ts";
import { createLoad } from "./load.ts";
import { pickTyoterveyshuolto, toPalveluidenKaytto, toTuottajavalinnat, toTyoterveyshuolto } from "./map-palvelut.ts";
import type { Tyoterveyshuolto } from "./map-palvelut.ts";
import { toBudjetit, toSitoumukset } from "./map-sitoumukset.ts";
import { mergeRegions, toWorstError } from "./merge-regions.ts";
import type { CrmSettings } from "./settings.ts";

/** Fields of `Asiakas` about services and what was granted for them: items 10, 14, 20, 24 and 28. */
export function createPalveluResolvers(client: CrmClient, { herateet }: Pick<CrmSettings, "herateet">) {
  const loadTyoterveyshuollot = createLoad(client.tyoterveyshuollot);
  const loadKaytot = createLoad(client.kaytot, Object.keys(herateet));
  const loadTuottajavalinnat = createLoad(client.tuottajavalinnat);
  const loadBudjetit = createLoad(client.budjetit);
  const loadSitoumukset = createLoad(client.sitoumukset);
  return {
    async tyoterveyshuolto(key: AsiakasKey, _: unknown, context: SubgraphContext): Promise<Tyoterveyshuolto | null> {
      const { actor, tanaan } = context;
      const regions = await loadTyoterveyshuollot(key, context);
      const found = regions.flatMap((region) =>
        "error" in region ? [] : region.rows.map((row) => toTyoterveyshuolto(row, region.alue, tanaan)),
      );
      const picked = pickTyoterveyshuolto(found, actor.kind === "ammattilainen" ? actor.alue : undefined);
      const worst = toWorstError(regions);
      // A region that failed might hold one in force, so only one in force hides the error.
      if (worst !== undefined && picked?.onAsiakas !== true) throw worst;
      return picked ?? null;
    },
    palveluidenKaytto: async (key: AsiakasKey, _: unknown, context: SubgraphContext) => {
      // No region has stated triggers: nothing is known of the use, which is not the same as little use.
      if (Object.keys(herateet).length === 0) return null;
      const { tanaan } = context;
      const arvotAlueittain = Object.fromEntries(
        Object.entries(herateet).map(([alue, own]) => [alue, [toIkkunat(own).map(String), tanaan]]),
      );
      return mergeRegions(await loadKaytot(key, context, { arvotAlueittain }), (rows, alue) => {
        const own = herateet[alue];
        return own === undefined ? [] : toPalveluidenKaytto(rows, { alue, herateet: own, tanaan });
      });
    },
    alueenTuottajavalinnat: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
      mergeRegions(await loadTuottajavalinnat(key, context), toTuottajavalinnat),
    henkilokohtainenBudjetti: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
      mergeRegions(await loadBudjetit(key, context), toBudjetit),
    maksusitoumukset: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
      mergeRegions(await loadSitoumukset(key, context), toSitoumukset),
  };
}

/** Resolvers of the type `KaytonPeruste`. */
export const kaytonPerusteResolvers = {
  nimi: ({ nimet }: KaytonPeruste, { kieli }: { readonly kieli: Kieli }): string => toNimi(nimet, kieli) ?? nimet.fi,
};
