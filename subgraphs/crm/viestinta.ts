import type { GraphQLError } from "graphql";
import {
  checkFirst,
  createCursors,
  createRegionLoad,
  throwWhenAllFailed,
  toOwnedId,
  toWorstError,
} from "../../gateway/subgraph/index.ts";
import type { AlueetArgument, AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { compareViesti, kohtaText, pickKanava, toViesti } from "./map-viestinta.ts";
import type { Kohta, Viesti, Viestintakanava } from "./map-viestinta.ts";

/** Value of the type `ViestiConnection`; an error stands for a region that did not answer. */
export interface ViestiConnection {
  readonly edges: readonly ({ readonly cursor: string; readonly node: OwnViesti } | GraphQLError)[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A message of a person. */
export interface OwnViesti extends Viesti, ViestintaKey {}

interface Sivu extends AlueetArgument {
  readonly first: number;
  readonly after?: string | null;
}

/** What `viestinta` gives below itself: whose it is. Each field asks for itself, so that one that fails costs itself. */
export interface ViestintaKey {
  readonly asiakas: AsiakasKey;
}

/** Newer than any message: the place where the first page begins. */
const alku: Kohta = { aika: "infinity", tunniste: "" };

/** Resolvers of the type `Asiakasviestinta`, as far as the regions' own systems know (item 16). */
export function createViestintaResolvers(client: CrmClient) {
  const loadValinnat = createRegionLoad(client.viestintavalinnat);
  const loadViestit = createRegionLoad(client.viestit);
  return {
    async kanava(
      { asiakas }: ViestintaKey,
      args: AlueetArgument,
      context: SubgraphContext,
    ): Promise<Viestintakanava | null> {
      const regions = await loadValinnat(asiakas, context, args);
      const found = pickKanava(regions.flatMap((region) => ("error" in region ? [] : region.rows)));
      // A region that failed might hold a newer choice; an older one is better than none.
      const worst = toWorstError(regions);
      if (found === undefined && worst !== undefined) throw worst;
      return found ?? null;
    },
    async viestit({ asiakas }: ViestintaKey, sivu: Sivu, context: SubgraphContext): Promise<ViestiConnection> {
      const first = checkFirst(sivu.first);
      const cursors = createCursors(context, ["viestit", asiakas.id]);
      const after = typeof sivu.after === "string" ? kohtaText.read(cursors.open(sivu.after)) : undefined;
      const { aika, tunniste } = after ?? alku;
      const regions = await loadViestit(asiakas, context, {
        alueet: sivu.alueet,
        arvot: [aika, tunniste, String(first + 1)],
      });
      throwWhenAllFailed(regions);
      const found = regions
        .flatMap((region) => ("error" in region ? [] : region.rows.map((row) => toViesti(row, region.alue))))
        .toSorted(compareViesti);
      const edges = found.slice(0, first).map((node) => ({
        cursor: cursors.seal(kohtaText.write(node)),
        node: { ...node, asiakas },
      }));
      const errors = regions.flatMap((region) => ("error" in region ? [region.error] : []));
      const pageInfo = { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null };
      return { edges: [...edges, ...errors], pageInfo };
    },
  };
}

/** Resolvers of the type `Viesti`: its id is the customer's with the region and its identifier there, sealed. */
export const viestiResolvers = {
  id: ({ asiakas, alue, tunniste }: OwnViesti, _: unknown, { ids }: SubgraphContext): string =>
    toOwnedId({
      asiakasId: asiakas.id,
      oma: ids.sealKohta(["viesti", asiakas.id], JSON.stringify([alue, tunniste])),
    }),
};
