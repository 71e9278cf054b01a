import { readFileSync } from "node:fs";
import type { Population } from "../population/index.ts";
import type { Layout, PersonRows } from "../postgres/index.ts";
import { toCrmRows } from "./records.ts";
import { columns } from "./tables.ts";

/** The tables of one region's CRM. */
export const layout: Layout = {
  schemaSql: readFileSync(new URL("schema.sql", import.meta.url), "utf8"),
  columns,
};

/** Every person's rows in the CRMs of these regions, one person at a time; nothing later than the day `tanaan`. */
export function* toPersons(
  population: Population,
  rajaus: { readonly tanaan: string; readonly alueet: readonly string[] },
): Iterable<PersonRows> {
  for (const henkilo of population.kaikki()) {
    const { hetu, tilapainenTunnus } = henkilo;
    const alueet = [...toCrmRows(population, henkilo, rajaus)].map(([alue, rows]) => [alue, { ...rows }] as const);
    yield { hetu, tilapainenTunnus, alueet: new Map(alueet) };
  }
}
