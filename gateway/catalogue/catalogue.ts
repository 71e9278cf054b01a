import type { Kentta } from "./kentta.ts";
import { readKentat } from "./read-kentat.ts";
import { readTiedot } from "./read-tiedot.ts";
import type { Tieto } from "./tieto.ts";

/** Texts of `schema/tiedot.graphql` and `schema/supergraph.graphql`. */
interface CatalogueTexts {
  readonly tiedotSdl: string;
  readonly supergraphSdl: string;
}

/** Items and fields of the graph. Does not change. */
export interface Catalogue {
  /** Every data item, in the order of `tiedot.graphql`. */
  readonly tiedot: readonly Tieto[];
  /** The item of that number; undefined for a number that is not declared. */
  readonly tieto: (id: number) => Tieto | undefined;
  /** What the schema says of a field; undefined for a field that the supergraph does not have. */
  readonly kentta: (typeName: string, fieldName: string) => Kentta | undefined;
  /** The fields marked with an item, in the supergraph's order. */
  fieldsOf(tieto: number): readonly Kentta[];
}

/**
 * Reads the catalogue. Called once at start, and again when the supergraph changes.
 * @throws Error that names the item or field when a letter, an argument or an item number is unknown, and when a field
 * asks other regions by default than its item declares.
 */
export function loadCatalogue({ tiedotSdl, supergraphSdl }: CatalogueTexts): Catalogue {
  const tiedot = readTiedot(tiedotSdl);
  const byId = new Map(tiedot.map((tieto) => [tieto.id, tieto]));
  const kentat = readKentat(supergraphSdl);
  for (const [coordinate, { tieto, alueet, muutos = [] }] of kentat) {
    if (tieto !== undefined && !byId.has(tieto)) {
      throw new Error(`${coordinate}: @tieto(id: ${tieto}) is not declared in tiedot.graphql`);
    }
    const declared = tieto === undefined ? undefined : byId.get(tieto)?.alueet;
    if (alueet !== undefined && alueet !== declared) {
      throw new Error(
        `${coordinate}: alueet is ${alueet} by default, its item says ${declared ?? "nothing of regions"}`,
      );
    }
    const wrong = muutos.find((name) => kentat.get(`Asiakas.${name}`)?.tieto === undefined);
    if (wrong !== undefined) throw new Error(`${coordinate}: @muutos names ${wrong}, which no item of Asiakas is on`);
  }
  return {
    tiedot,
    tieto: (id) => byId.get(id),
    kentta: (typeName, fieldName) => kentat.get(`${typeName}.${fieldName}`),
    fieldsOf: (tieto) => [...kentat.values()].filter((kentta) => kentta.tieto === tieto),
  };
}
