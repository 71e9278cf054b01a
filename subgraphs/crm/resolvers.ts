import { paivaScalar, rahaResolvers } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { createLoad } from "./load.ts";
import type { Load } from "./load.ts";
import { isAvoin, toNewest, toSetelit, toValiaikainen, toYhteystiedot } from "./map.ts";
import type { ValiaikainenHenkilo } from "./map.ts";
import { mergeRegions, toWorstError } from "./merge-regions.ts";
import type { RegionRows } from "./merge-regions.ts";
import { createMaksuResolvers } from "./resolve-maksut.ts";
import { createPalveluResolvers, kaytonPerusteResolvers } from "./resolve-palvelut.ts";
import type { CrmSettings } from "./settings.ts";
import type { AsiakkuusWire, SeteliWire } from "./wire.ts";

/** Configuration that fields are counted by. */
type Laskenta = Pick<CrmSettings, "herateet" | "maksukatot" | "katonAlueet">;

/** Resolvers over one client. Each field of a request asks each region once, for all its customers. */
export function createResolvers(client: CrmClient, settings: Laskenta): SubgraphResolvers {
  const loadYhteystiedot = createLoad(client.yhteystiedot);
  const loadValiaikaiset = createLoad(client.valiaikaiset);
  const loadSetelit = createLoad(client.setelit);
  const loadAsiakkuudet = createLoad(client.asiakkuudet);
  const isKnownIn = createIsKnownIn(client);
  return {
    Paiva: paivaScalar,
    ...rahaResolvers,
    Asiakas: {
      yhteystiedot: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
        mergeRegions(await loadYhteystiedot(key, context), toYhteystiedot),
      valiaikaisetTiedot: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
        pickValiaikainen(await loadValiaikaiset(key, context)),
      asiakassetelit: async (key: AsiakasKey, _: unknown, context: SubgraphContext) =>
        mergeRegions(await loadSetelit(key, context), toSetelit),
      hoitosuhde: async (
        key: AsiakasKey,
        { organisaatio }: { readonly organisaatio: string },
        context: SubgraphContext,
      ) => ({
        avoin: isOpenSomewhere(await loadAsiakkuudet(key, context), {
          isCounted: (row) => row.organisaatio === organisaatio,
          tanaan: context.tanaan,
        }),
      }),
      tunnetaanAlueella: async (key: AsiakasKey, { alue }: { readonly alue: string }, context: SubgraphContext) =>
        isKnownIn(alue, key, context),
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

/**
 * Is a customership open in any region. A region that did not answer may hold it: then the answer is an
 * error, unless another region has said yes. @throws the worst error.
 */
function isOpenSomewhere(
  regions: readonly RegionRows<AsiakkuusWire>[],
  { isCounted, tanaan }: { readonly isCounted: (row: AsiakkuusWire) => boolean; readonly tanaan: string },
): boolean {
  const rows = regions.flatMap((region) => ("error" in region ? [] : region.rows));
  if (rows.some((row) => isCounted(row) && isAvoin(row, tanaan))) return true;
  const worst = toWorstError(regions);
  if (worst !== undefined) throw worst;
  return false;
}

/** Does a region's own CRM hold an open customership or a voucher in force. Only that region is asked. */
function createIsKnownIn(client: CrmClient) {
  const loaders = new Map<string, readonly [Load<AsiakkuusWire>, Load<SeteliWire>]>();
  const loadersOf = (alue: string): readonly [Load<AsiakkuusWire>, Load<SeteliWire>] => {
    const known = loaders.get(alue) ?? [createLoad(client.asiakkuudet, [alue]), createLoad(client.setelit, [alue])];
    loaders.set(alue, known);
    return known;
  };
  return async (alue: string, key: AsiakasKey, context: SubgraphContext): Promise<boolean | null> => {
    if (!client.alueet.includes(alue)) return null;
    const [loadAsiakkuudet, loadSetelit] = loadersOf(alue);
    const [asiakkuudet, setelit] = await Promise.all([loadAsiakkuudet(key, context), loadSetelit(key, context)]);
    const rows = setelit.flatMap((region) => ("error" in region ? [] : region.rows));
    if (rows.some(({ tila }) => tila === "voimassa")) return true;
    const isOpen = isOpenSomewhere(asiakkuudet, { isCounted: () => true, tanaan: context.tanaan });
    const worst = toWorstError(setelit);
    if (!isOpen && worst !== undefined) throw worst;
    return isOpen;
  };
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
