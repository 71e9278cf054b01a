import { readFileSync } from "node:fs";
import type { Population } from "../population/index.ts";
import type { Layout, PersonRows } from "../postgres/index.ts";
import { toCrmRows } from "./records.ts";
import { columns } from "./tables.ts";

/** The tables of one region's CRM, with its counts as they stood on the first day of the month of `tanaan`. */
export function toLayout(tanaan: string): Layout {
  return {
    schemaSql: readFileSync(new URL("schema.sql", import.meta.url), "utf8"),
    columns,
    joinSql: (schema) => [
      `update ${schema}.asiakas set hetu = $2 where tilapainen_tunnus = $1`,
      `update ${schema}.valiaikainen_henkilo set yhdistetty_hetu = $2 where tunniste = $1`,
    ],
    changes: ["aseta_maksuyhteys", "ilmoita_yhteystieto"],
    // The day is one that we have formatted ourselves.
    filledSql: `
      insert into tilastopaiva values ('${tanaan.slice(0, 7)}-01');
      ${["asiakkaat", "setelit", "maksut"].map((taulu) => `refresh materialized view tilasto_${taulu};`).join(" ")}`,
  };
}

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
