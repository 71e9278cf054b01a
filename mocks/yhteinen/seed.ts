import { readFileSync } from "node:fs";
import type { Population } from "../population/index.ts";
import type { Layout, PersonRows } from "../postgres/index.ts";
import { toYhteinenRows } from "./records.ts";
import type { YhteinenRows } from "./records.ts";

const osa = "omasuunnitelma text, tarve text, tavoitteet text[], toimet text[]";

/** Tables in the order of their references, and their columns with types for `json_to_recordset`. */
const columns = {
  maakunta: "alue text, nimi text",
  asiakas: "asiakas_id integer, alue text, hetu text, tilapainen_tunnus text",
  palveluntarjoaja: "tunniste text, nimi text, rekisterinpitaja text",
  palvelu: "nimi text, toimiala text",
  ammattilainen: "rekisterointinumero text, nimi text, nimike text, puhelin text",
  asiakkuus:
    "tunnus text, asiakas_id integer, palvelu text, palveluntarjoaja text, alkanut date, paattynyt date, maksaja_laji text, maksaja_nimi text, vastuuhenkilo text, huoltajalta_salattu boolean",
  asiakkuuden_ammattilainen: "asiakkuus text, ammattilainen text, rooli text, yhteyshenkilo boolean, alkaen date",
  toive: "asiakkuus text, laji text, teksti text, ilmoitettu date",
  laheinen:
    "asiakas_id integer, jarjestys integer, nimi text, hetu text, roolit text[], puhelin text, suunnitelmassa boolean",
  omasuunnitelma: "tunnus text, asiakas_id integer, laadittu date, tarkistetaan date, huoltajalta_salattu boolean",
  terveys_ja_hoitosuunnitelma: osa,
  palvelusuunnitelma: osa,
  palvelutapahtuma:
    "tunnus text, asiakas_id integer, palvelu text, palveluntarjoaja text, alkoi date, paattyi date, maksaja_laji text, maksaja_nimi text, huoltajalta_salattu boolean, erityinen_sisalto boolean",
} as const satisfies Record<keyof YhteinenRows, string>;

/** The tables of one region's node. Regions, services, providers and professionals are many persons' own. */
export const layout: Layout = {
  schemaSql: readFileSync(new URL("schema.sql", import.meta.url), "utf8"),
  columns,
  joinSql: (schema) => [`update ${schema}.asiakas set hetu = $2 where tilapainen_tunnus = $1`],
  shared: ["maakunta", "palveluntarjoaja", "palvelu", "ammattilainen"],
};

/** Every person's rows in every region's node, one person at a time. */
export function* toPersons(population: Population): Iterable<PersonRows> {
  for (const henkilo of population.kaikki()) {
    const { hetu, tilapainenTunnus } = henkilo;
    const alueet = [...toYhteinenRows(population, henkilo)].map(([alue, rows]) => [alue, { ...rows }] as const);
    yield { hetu, tilapainenTunnus, alueet: new Map(alueet) };
  }
}
