import { createRegionLoad, mergeRegions, paivaScalar, toWorstError } from "../../gateway/subgraph/index.ts";
import type {
  AlueetArgument,
  AsiakasKey,
  RegionRows,
  SubgraphContext,
  SubgraphResolvers,
} from "../../gateway/subgraph/index.ts";
import type { YhteinenClient } from "./client.ts";
import { isAvoin, toAmmattilaiset, toAsiakkuudet, toLaheiset, toNewest, toOmasuunnitelma, toToiveet } from "./map.ts";
import type { Laheinen, Omasuunnitelma, Tila } from "./map.ts";
import { createReadHistoria } from "./palveluhistoria.ts";
import type { OmasuunnitelmaWire, SuhdeWire } from "./wire.ts";

interface AsiakkuusArguments extends AlueetArgument {
  readonly tila: Tila | null;
}

/**
 * Resolvers over one client. Each field of a request asks each region once, for all its customers.
 * `valiPaivia`: days without service that end an episode.
 */
export function createResolvers(client: YhteinenClient, valiPaivia: number): SubgraphResolvers {
  const loadLaheiset = createRegionLoad(client.laheiset);
  const loadAmmattilaiset = createRegionLoad(client.ammattilaiset);
  const loadToiveet = createRegionLoad(client.toiveet);
  const loadAsiakkuudet = createRegionLoad(client.asiakkuudet);
  const loadOmasuunnitelmat = createRegionLoad(client.omasuunnitelmat);
  return {
    Paiva: paivaScalar,
    Asiakas: {
      laheiset: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
        mergeRegions(await loadLaheiset(key, context, args), toLaheiset),
      ammattilaiset: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
        mergeRegions(await loadAmmattilaiset(key, context, args), (rows, alue) =>
          toAmmattilaiset(rows, alue, context.tanaan),
        ),
      toiveet: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
        mergeRegions(await loadToiveet(key, context, args), toToiveet),
      asiakkuudet: async (key: AsiakasKey, { tila, alueet }: AsiakkuusArguments, context: SubgraphContext) =>
        mergeRegions(await loadAsiakkuudet(key, context, { alueet }), (rows, alue) =>
          toAsiakkuudet(rows, alue, { tila, tanaan: context.tanaan }),
        ),
      omasuunnitelma: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) =>
        pickOmasuunnitelma(await loadOmasuunnitelmat(key, context, args)),
      palveluhistoria: createReadHistoria(client, valiPaivia),
      ...createSuhteet(client),
    },
    Laheinen: {
      asiakas: ({ henkilo }: Laheinen, _: unknown, { ids }: SubgraphContext): AsiakasKey | null =>
        henkilo === null ? null : { id: ids.seal(henkilo) },
    },
  };
}

/** What the gate asks: an open customership with an organisation, or in a region, of which only that region is asked. */
function createSuhteet(client: YhteinenClient) {
  const loadSuhteet = createRegionLoad(client.suhteet);
  const inRegion = new Map(client.alueet.map((alue) => [alue, createRegionLoad(client.suhteet, [alue])]));
  return {
    hoitosuhde: async (
      key: AsiakasKey,
      { organisaatio }: { readonly organisaatio: string },
      context: SubgraphContext,
    ) => ({
      avoin: isOpenSomewhere(
        await loadSuhteet(key, context),
        (row) => row.palveluntarjoaja === organisaatio && isAvoin(row, context.tanaan),
      ),
    }),
    avoinAsiakkuusAlueella: async (
      key: AsiakasKey,
      { alue }: { readonly alue: string },
      context: SubgraphContext,
    ): Promise<boolean | null> => {
      const load = inRegion.get(alue);
      if (load === undefined) return null;
      return isOpenSomewhere(await load(key, context), (row) => isAvoin(row, context.tanaan));
    },
  };
}

/**
 * Is a customership open in any of the regions asked. A region that did not answer may hold it: then the
 * answer is an error, unless another region has said yes. @throws the worst error.
 */
function isOpenSomewhere(regions: readonly RegionRows<SuhdeWire>[], isCounted: (row: SuhdeWire) => boolean): boolean {
  if (regions.some((region) => !("error" in region) && region.rows.some(isCounted))) return true;
  const worst = toWorstError(regions);
  if (worst !== undefined) throw worst;
  return false;
}

/** One plan for the field. A region that failed might have held it, so only a found one hides the error. */
function pickOmasuunnitelma(regions: readonly RegionRows<OmasuunnitelmaWire>[]): Omasuunnitelma | null {
  const found = regions.flatMap((region) =>
    "error" in region ? [] : region.rows.map((row) => toOmasuunnitelma(row, region.alue)),
  );
  const newest = toNewest(found);
  const worst = toWorstError(regions);
  if (newest === undefined && worst !== undefined) throw worst;
  return newest ?? null;
}
