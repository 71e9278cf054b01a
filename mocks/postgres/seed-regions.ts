import type { Backend, Login } from "./backend.ts";

/** A row by column; dates as `YYYY-MM-DD`, money as decimal text. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** The tables of one register, the same in each region. */
export interface Layout {
  /** Makes the tables; run with `search_path` set to the region's own schema. */
  readonly schemaSql: string;
  /** Tables in the order of their references, each with its columns and types for `json_to_recordset`. */
  readonly columns: Readonly<Record<string, string>>;
  /** Tables whose rows many persons bring alike: the first one counts. */
  readonly shared?: readonly string[];
  /** Run as `schemaSql`, once all rows are there: what is made of them. */
  readonly filledSql?: string;
  /** Statements by which a region joins a temporary identifier `$1` and an identity code `$2`. */
  readonly joinSql?: (schema: string) => readonly string[];
  /** Functions of `schemaSql` by which a role of its own, and nobody else, changes the schema. */
  readonly changes?: readonly string[];
}

/** One person's rows in each region that knows the person, by table. */
export interface PersonRows {
  readonly hetu: string | undefined;
  readonly tilapainenTunnus: string | undefined;
  readonly alueet: ReadonlyMap<string, Readonly<Record<string, readonly Row[]>>>;
}

/** Identifiers that a region knows, to answer with another person's record when told so. */
export interface Tunnetut {
  readonly hetut: readonly string[];
  readonly tilapaiset: readonly string[];
}

/** Stands in the comment of each schema and role made here; what has it not is never touched. */
const marker = "asiakas-graph: synthetic persons only";

/** Persons whose rows are held in memory before they are written. */
const personsPerWrite = 500;

/** What is filled, and from what. */
export interface Seeding {
  readonly backend: Backend;
  /** The reading role of each region, whose name is its schema's too. */
  readonly logins: ReadonlyMap<string, Login>;
  /** The changing role of each region, where the layout has what changes. */
  readonly changers: ReadonlyMap<string, Login>;
  readonly layout: Layout;
  readonly persons: Iterable<PersonRows>;
}

/**
 * Makes each region's schema and role anew and fills them, one stretch of persons at a time. The role
 * may read its own schema and nothing else.
 *
 * @throws Error when a schema or role of the name exists that was not made here.
 */
export async function seedRegions(seeding: Seeding): Promise<ReadonlyMap<string, Tunnetut>> {
  const { backend, logins, layout, persons } = seeding;
  for (const [alue, login] of logins) {
    await createRegion(backend, login, layout);
    const changer = seeding.changers.get(alue);
    if (changer !== undefined) await createChanger(backend, changer, layout);
  }
  const known = new Map([...logins.keys()].map((alue): [string, Known] => [alue, { hetut: [], tilapaiset: [] }]));
  let waiting: PersonRows[] = [];
  for (const person of persons) {
    for (const alue of person.alueet.keys()) note(known.get(alue), person);
    waiting.push(person);
    if (waiting.length < personsPerWrite) continue;
    await write(seeding, waiting);
    waiting = [];
  }
  await write(seeding, waiting);
  for (const { user } of logins.values()) {
    if (layout.filledSql !== undefined) {
      await backend.execute(`set search_path to ${user}; ${layout.filledSql} set search_path to default;`);
    }
    await backend.execute(
      Object.keys(layout.columns)
        .map((table) => `analyze ${user}.${table}`)
        .join(";"),
    );
  }
  return known;
}

interface Known {
  readonly hetut: string[];
  readonly tilapaiset: string[];
}

function note(region: Known | undefined, { hetu, tilapainenTunnus }: PersonRows): void {
  if (hetu !== undefined) region?.hetut.push(hetu);
  if (tilapainenTunnus !== undefined) region?.tilapaiset.push(tilapainenTunnus);
}

async function createRegion(backend: Backend, { user, password }: Login, { schemaSql }: Layout): Promise<void> {
  const [schema] = await backend.execute(
    "select obj_description(oid, 'pg_namespace') as comment from pg_namespace where nspname = $1",
    [user],
  );
  if (schema !== undefined && schema["comment"] !== marker) throw notOurs(user);
  const isThere = await hasRole(backend, user);
  // Names are a register's and two digits and the password is hexadecimal: all checked where they are made.
  await backend.execute(`
    drop schema if exists ${user} cascade;
    ${isThere ? "" : `create role ${user};`}
    alter role ${user} login nosuperuser nocreatedb nocreaterole password '${password}';
    comment on role ${user} is '${marker}';
    create schema ${user};
    comment on schema ${user} is '${marker}';
    set search_path to ${user};
    ${schemaSql}
    set search_path to default;
    grant usage on schema ${user} to ${user};
    grant select on all tables in schema ${user} to ${user};
    revoke execute on all functions in schema ${user} from public;
    alter role ${user} set search_path to ${user};
    alter role ${user} set default_transaction_read_only to on;`);
}

/** A role that reads nothing, and changes by the layout's functions alone. */
async function createChanger(backend: Backend, { user, password, schema }: Login, layout: Layout): Promise<void> {
  const isThere = await hasRole(backend, user);
  await backend.execute(`
    ${isThere ? "" : `create role ${user};`}
    alter role ${user} login nosuperuser nocreatedb nocreaterole password '${password}';
    comment on role ${user} is '${marker}';
    grant usage on schema ${schema} to ${user};
    ${(layout.changes ?? []).map((name) => `grant execute on function ${schema}.${name} to ${user};`).join(" ")}
    alter role ${user} set search_path to ${schema};`);
}

async function hasRole(backend: Backend, user: string): Promise<boolean> {
  const [role] = await backend.execute(
    "select shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname = $1",
    [user],
  );
  if (role !== undefined && role["comment"] !== marker) throw notOurs(user);
  return role !== undefined;
}

function notOurs(user: string): Error {
  return new Error(`the database has a schema or role ${user} that this mock has not made: give another database`);
}

/**
 * One statement for all tables: constraints are looked at when it ends, so that rows which need one
 * another may come together.
 */
async function write({ backend, logins, layout }: Seeding, persons: readonly PersonRows[]): Promise<void> {
  for (const [alue, { user }] of logins) {
    const filled = Object.entries(layout.columns).flatMap(([table, columns]) => {
      const rows = persons.flatMap((person) => person.alueet.get(alue)?.[table] ?? []);
      return rows.length === 0 ? [] : [{ table, columns, rows: JSON.stringify(rows) }];
    });
    if (filled.length === 0) continue;
    const inserts = filled.map(({ table, columns }, at) => {
      const once = layout.shared?.includes(table) === true ? " on conflict do nothing" : "";
      return `${table} as (insert into ${user}.${table} select * from json_to_recordset($${at + 1}::json) as rows(${columns})${once})`;
    });
    await backend.execute(
      `with ${inserts.join(", ")} select 1`,
      filled.map(({ rows }) => rows),
    );
  }
}
