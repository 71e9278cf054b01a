import { readFileSync } from "node:fs";
import type { Population } from "../population/index.ts";
import type { Backend, Login } from "./backend.ts";
import { toCrmRows } from "./records.ts";
import type { CrmRows, Row } from "./records.ts";

/** Identifiers that a region's CRM knows, to answer with another person's record when told so. */
export interface Tunnetut {
  readonly hetut: readonly string[];
  readonly tilapaiset: readonly string[];
}

/** Stands in the comment of each schema and role made here; what has it not is never touched. */
const marker = "asiakas-graph: synthetic persons only";

const schemaSql = readFileSync(new URL("schema.sql", import.meta.url), "utf8");

/** Tables in the order of their references, and their columns with types for `json_to_recordset`. */
const columns = {
  asiakas: "asiakas_id integer, hetu text, tilapainen_tunnus text, etunimet text, sukunimi text",
  yhteystieto: "asiakas_id integer, laji text, arvo text, kayttotarkoitus text, pitkaaikainen boolean, ilmoitettu date",
  valiaikainen_henkilo: "tunniste text, asiakas_id integer, nimi text, syy text, annettu date, yhdistetty_hetu text",
  asiakasseteli:
    "numero text, asiakas_id integer, palvelu text, arvo numeric, alkaen date, paattyy date, tila text, huoltajalta_salattu boolean",
  setelin_kaytto: "numero text, tuottaja text, alue text, summa numeric, paiva date",
  asiakkuus:
    "tunnus text, asiakas_id integer, palvelu text, organisaatio text, organisaation_nimi text, alkanut date, paattynyt date",
} as const satisfies Record<keyof CrmRows, string>;

type Table = keyof CrmRows;

const tables: readonly Table[] = [
  "asiakas",
  "yhteystieto",
  "valiaikainen_henkilo",
  "asiakasseteli",
  "setelin_kaytto",
  "asiakkuus",
];

/** Persons whose rows are held in memory before they are written. */
const personsPerWrite = 2000;

/**
 * Makes each region's schema and role anew and fills them from the population, one stretch of persons
 * at a time. The role may read its own schema and nothing else.
 *
 * @throws Error when a schema or role of the name exists that this mock has not made.
 */
export async function seed(
  backend: Backend,
  logins: ReadonlyMap<string, Login>,
  population: Population,
): Promise<ReadonlyMap<string, Tunnetut>> {
  for (const login of logins.values()) await createRegion(backend, login);
  const known = new Map([...logins.keys()].map((alue): [string, Known] => [alue, { hetut: [], tilapaiset: [] }]));
  let waiting = new Map<string, CrmRows[]>();
  let persons = 0;
  for (const henkilo of population.kaikki()) {
    for (const [alue, rows] of toCrmRows(population, henkilo)) {
      const region = known.get(alue);
      if (region === undefined) continue;
      if (henkilo.hetu !== undefined) region.hetut.push(henkilo.hetu);
      if (henkilo.tilapainenTunnus !== undefined) region.tilapaiset.push(henkilo.tilapainenTunnus);
      const stretch = waiting.get(alue) ?? [];
      stretch.push(rows);
      waiting.set(alue, stretch);
    }
    persons += 1;
    if (persons % personsPerWrite !== 0) continue;
    await write(backend, logins, waiting);
    waiting = new Map();
  }
  await write(backend, logins, waiting);
  for (const { user } of logins.values())
    await backend.execute(tables.map((table) => `analyze ${user}.${table}`).join(";"));
  return known;
}

interface Known {
  readonly hetut: string[];
  readonly tilapaiset: string[];
}

async function createRegion(backend: Backend, { user, password }: Login): Promise<void> {
  const [schema] = await backend.execute(
    "select obj_description(oid, 'pg_namespace') as comment from pg_namespace where nspname = $1",
    [user],
  );
  const [role] = await backend.execute(
    "select shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname = $1",
    [user],
  );
  if ([schema, role].some((found) => found !== undefined && found["comment"] !== marker)) {
    throw new Error(`the database has a schema or role ${user} that this mock has not made: give another database`);
  }
  // Names are `crm_` and two digits and the password is hexadecimal: both checked where they are made.
  await backend.execute(`
    drop schema if exists ${user} cascade;
    ${role === undefined ? `create role ${user};` : ""}
    alter role ${user} login nosuperuser nocreatedb nocreaterole password '${password}';
    comment on role ${user} is '${marker}';
    create schema ${user};
    comment on schema ${user} is '${marker}';
    set search_path to ${user};
    ${schemaSql}
    set search_path to default;
    grant usage on schema ${user} to ${user};
    grant select on all tables in schema ${user} to ${user};
    alter role ${user} set search_path to ${user};
    alter role ${user} set default_transaction_read_only to on;`);
}

async function write(
  backend: Backend,
  logins: ReadonlyMap<string, Login>,
  waiting: ReadonlyMap<string, readonly CrmRows[]>,
): Promise<void> {
  for (const [alue, persons] of waiting) {
    const user = logins.get(alue)?.user ?? "";
    for (const table of tables) {
      const rows: Row[] = persons.flatMap((person) => person[table]);
      if (rows.length === 0) continue;
      await backend.execute(
        `insert into ${user}.${table} select * from json_to_recordset($1::json) as rows(${columns[table]})`,
        [JSON.stringify(rows)],
      );
    }
  }
}
