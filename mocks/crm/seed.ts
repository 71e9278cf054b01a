import { readFileSync } from "node:fs";
import type { Population } from "../population/index.ts";
import type { Layout, PersonRows } from "../postgres/index.ts";
import { toCrmRows } from "./records.ts";
import type { CrmRows } from "./records.ts";

/** Tables in the order of their references, and their columns with types for `json_to_recordset`. */
const columns = {
  asiakas: "asiakas_id integer, hetu text, tilapainen_tunnus text, etunimet text, sukunimi text",
  yhteystieto: "asiakas_id integer, laji text, arvo text, kayttotarkoitus text, pitkaaikainen boolean, ilmoitettu date",
  valiaikainen_henkilo: "tunniste text, asiakas_id integer, nimi text, syy text, annettu date, yhdistetty_hetu text",
  asiakasseteli:
    "numero text, asiakas_id integer, palvelu text, arvo numeric, alkaen date, paattyy date, tila text, huoltajalta_salattu boolean",
  setelin_kaytto: "numero text, tuottaja text, alue text, summa numeric, paiva date",
} as const satisfies Record<keyof CrmRows, string>;

/** The tables of one region's CRM. */
export const layout: Layout = {
  schemaSql: readFileSync(new URL("schema.sql", import.meta.url), "utf8"),
  columns,
};

/** Every person's rows in every region's CRM, one person at a time. */
export function* toPersons(population: Population): Iterable<PersonRows> {
  for (const henkilo of population.kaikki()) {
    const { hetu, tilapainenTunnus } = henkilo;
    const alueet = [...toCrmRows(population, henkilo)].map(([alue, rows]) => [alue, { ...rows }] as const);
    yield { hetu, tilapainenTunnus, alueet: new Map(alueet) };
  }
}
