/**
 * The catalogue: what each field of the graph carries, and what the rules say of each data item.
 * Read once at start from `schema/tiedot.graphql` and the supergraph; pure, keeps no state.
 *
 * The gate, the audit log, the catalogue query and the explorer all read it, so they can't differ.
 * It decides nothing: it tells the letters of an item, the gate judges the asker. It never guesses:
 * a field without a mark has none, and an unknown letter or item number stops the start.
 */
export { chooseSources } from "./choose-sources.ts";
export { loadCatalogue } from "./catalogue.ts";
export type { Catalogue } from "./catalogue.ts";
export type { Aluerajaus, Kentta } from "./kentta.ts";
export { isSisaankaynti, sisaankaynnit } from "./kirjain.ts";
export type { Kirjain, Sisaankaynti } from "./kirjain.ts";
export { readTiedot } from "./read-tiedot.ts";
export { rootTypeOf } from "./root-type.ts";
export type { Tieto } from "./tieto.ts";
