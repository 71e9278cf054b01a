import {
  aikaScalar,
  createRegionLoad,
  mergeRegions,
  openTunnus,
  paivaScalar,
  rahaResolvers,
  toWorstError,
} from "../../gateway/subgraph/index.ts";
import type {
  AlueetArgument,
  AsiakasKey,
  RegionRows,
  SubgraphContext,
  SubgraphResolvers,
} from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { toNewest, toSetelit, toValiaikainen, toYhteystiedot } from "./map.ts";
import type { ValiaikainenHenkilo } from "./map.ts";
import { createMuutokset } from "./muutokset.ts";
import { createAsiakkaat } from "./resolve-haku.ts";
import { createMaksuResolvers } from "./resolve-maksut.ts";
import { createPalveluResolvers, kaytonPerusteResolvers } from "./resolve-palvelut.ts";
import { createSeurantaResolvers, suuriRahaResolvers } from "./resolve-seuranta.ts";
import type { CrmSettings } from "./settings.ts";
import { createViestintaResolvers, viestiResolvers } from "./viestinta.ts";
import type { ViestintaKey } from "./viestinta.ts";

/** Configuration that fields are counted by. */
type Laskenta = Pick<CrmSettings, "herateet" | "maksukatot" | "katonAlueet">;

/** Resolvers over one client. Each field of a request asks each region once, for all its customers. */
export function createResolvers(client: CrmClient, settings: Laskenta): SubgraphResolvers {
  const loadYhteystiedot = createRegionLoad(client.yhteystiedot);
  const loadValiaikaiset = createRegionLoad(client.valiaikaiset);
  const loadSetelit = createRegionLoad(client.setelit);
  const hasDecisionIn = createHasDecisionIn(client);
  return {
    Paiva: paivaScalar,
    Aika: aikaScalar,
    ...rahaResolvers,
    Query: { ...createSeurantaResolvers(client), asiakkaat: createAsiakkaat(client, settings) },
    Mutation: createMuutokset(client),
    SuuriRaha: suuriRahaResolvers,
    Asiakasviestinta: createViestintaResolvers(client),
    Viesti: viestiResolvers,
    Asiakas: {
      viestinta: ({ id }: AsiakasKey): ViestintaKey => ({ asiakas: { id } }),
      yhteystiedot: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
        mergeRegions(await loadYhteystiedot(key, context, args), toYhteystiedot),
      valiaikaisetTiedot: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
        pickValiaikainen(await loadValiaikaiset(key, context, args)),
      nykyinenTunniste: async (key: AsiakasKey, _: unknown, context: SubgraphContext) => {
        if (openTunnus(key, context).laji === "HETU") return null;
        const found = pickValiaikainen(await loadValiaikaiset(key, context));
        const yhdistetty = found?.yhdistetty ?? null;
        return yhdistetty === null ? null : context.ids.seal(yhdistetty);
      },
      entisetTunnisteet: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
        toEntiset(await loadValiaikaiset(key, context), context),
      asiakassetelit: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
        mergeRegions(await loadSetelit(key, context, args), toSetelit),
      paatosVoimassaAlueella: async (key: AsiakasKey, { alue }: { readonly alue: string }, context: SubgraphContext) =>
        hasDecisionIn(alue, key, context),
      ...createMaksuResolvers(client, settings),
      ...createPalveluResolvers(client, settings),
    },
    KaytonPeruste: kaytonPerusteResolvers,
    ValiaikainenHenkilo: {
      yhdistetty: ({ yhdistetty }: ValiaikainenHenkilo, _: unknown, { ids }: SubgraphContext): AsiakasKey | null =>
        yhdistetty === null ? null : { id: ids.seal(yhdistetty) },
    },
  };
}

/** Is a voucher of a region in force. Only that region is asked. @throws its error. */
function createHasDecisionIn(client: CrmClient) {
  const loaders = new Map(client.alueet.map((alue) => [alue, createRegionLoad(client.setelit, [alue])]));
  return async (alue: string, key: AsiakasKey, context: SubgraphContext): Promise<boolean | null> => {
    const load = loaders.get(alue);
    if (load === undefined) return null;
    const setelit = mergeRegions(await load(key, context), (rows) => rows);
    return setelit.some((row) => "tila" in row && row.tila === "voimassa");
  };
}

/** Ids by the temporary identities of all regions. @throws a region's error: it might hold one. */
function toEntiset(
  regions: readonly RegionRows<Parameters<typeof toValiaikainen>[0]>[],
  { ids }: SubgraphContext,
): readonly string[] {
  const worst = toWorstError(regions);
  if (worst !== undefined) throw worst;
  const rows = regions.flatMap((region) => ("error" in region ? [] : region.rows));
  return [...new Set(rows.map(({ tunniste }) => ids.seal({ laji: "TILAPAINEN", arvo: tunniste })))];
}

/** One identity for the field. A region that failed might have held it, so only a found one hides the error. */
function pickValiaikainen(
  regions: readonly RegionRows<Parameters<typeof toValiaikainen>[0]>[],
): ValiaikainenHenkilo | null {
  const found = regions.flatMap((region) =>
    "error" in region ? [] : region.rows.map((row) => toValiaikainen(row, region.alue)),
  );
  const newest = toNewest(found);
  const worst = toWorstError(regions);
  if (newest === undefined && worst !== undefined) throw worst;
  return newest ?? null;
}
