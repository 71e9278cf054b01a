import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { createRowWriter, macOf, noHash } from "./line.ts";
import type { Head } from "./line.ts";
import type { Find, LogStore, Members, SealedHead } from "./log-store.ts";
import { parseRivi, toKeys } from "./loki-rivi.ts";
import type { LokiRivi } from "./loki-rivi.ts";
import { toSegmentName } from "./segment-store.ts";
import type { VerifiableLog } from "./verify.ts";

/** How the store in PostgreSQL is opened. */
export interface PostgresStoreOptions {
  /** `postgres://role:password@host:port/database`, of a role that may insert and read. */
  readonly url: string;
  readonly sealKey: Uint8Array;
  readonly now: () => Date;
}

/** How long a connection may take. Milliseconds. */
const connectMs = 3000;
/** A database that says nothing for so long, in milliseconds, is taken for lost: else a group would wait for ever, and all after it. */
const patience = { query_timeout: 10_000 };

/**
 * Rows in PostgreSQL, in the chain of this writer; tables are those of `postgres-schema.sql`. A group is
 * one transaction. After a failure, also one of which it is not known whether it was committed, the next
 * group begins a new connection and a new chain, which cites the heads of all others.
 *
 * @throws Error when the database does not keep what it acknowledges, or the role may do more than add.
 */
export async function openPostgresStore({ url, sealKey, now }: PostgresStoreOptions): Promise<LogStore> {
  let writing: { readonly client: Client; head: Head } | undefined;
  let reading: Client | undefined;
  let acknowledged: SealedHead | undefined;

  const begin = async (): Promise<{ readonly client: Client; head: Head }> => {
    const client = await connect(url, patience);
    await refuseUnsafe(client);
    const ketju = toSegmentName(now(), randomBytes(6).toString("hex"));
    const opened = { client, head: { ketju, nro: 0, tiiviste: noHash } };
    await put(opened, [{ laji: "AVAUS", aika: now().toISOString(), edelliset: await readHeads(client) }], sealKey);
    return opened;
  };
  const drop = (): void => {
    writing?.client.end().catch(() => undefined);
    writing = undefined;
  };
  writing = await begin();
  return {
    async write(group) {
      writing ??= await begin();
      const current = writing;
      try {
        await put(current, group, sealKey);
      } catch (error) {
        drop();
        throw error;
      }
      acknowledged = { ...current.head, sinetti: macOf(current.head, sealKey) };
    },
    async find(find) {
      reading ??= await connect(url, patience);
      try {
        return await findRows(reading, find);
      } catch (error) {
        reading.end().catch(() => undefined);
        reading = undefined;
        throw error;
      }
    },
    head: () => acknowledged,
    async close() {
      await Promise.all([writing?.client.end(), reading?.end()]);
    },
  };
}

async function connect(url: string, { query_timeout }: { readonly query_timeout?: number } = {}): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    ...(query_timeout === undefined ? {} : { query_timeout }),
    application_name: "asiakas-graph loki",
  });
  // A connection that is lost between queries: the next query fails, which is enough.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** A log that may be lost or changed is no log. */
async function refuseUnsafe(client: Client): Promise<void> {
  const { rows } = await client.query<{ fsync: string; commit: string; muuttaa: boolean }>(`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
      has_table_privilege('kayttoloki.rivi', 'UPDATE, DELETE, TRUNCATE')
        or has_table_privilege('kayttoloki.sinetti', 'UPDATE, DELETE, TRUNCATE') as muuttaa`);
  const [found] = rows;
  const problem =
    found?.fsync !== "on" || found.commit === "off"
      ? "fsync and synchronous_commit must be on  →  the use log would be lost in a crash"
      : found.muuttaa
        ? "the role may change or remove rows  →  grant it INSERT and SELECT only"
        : undefined;
  if (problem === undefined) return;
  await client.end();
  throw new Error(`loki.tietokanta: ${problem}`);
}

async function put(
  writing: { readonly client: Client; head: Head },
  group: readonly Members[],
  sealKey: Uint8Array,
): Promise<void> {
  let { nro, tiiviste } = writing.head;
  const { ketju } = writing.head;
  const writeRow = createRowWriter();
  const rows = group.map((members) => {
    nro += 1;
    const { json, hash } = writeRow({ nro, tiiviste }, members);
    tiiviste = hash;
    return { nro, tiiviste, avaimet: toKeys(members), rivi: json };
  });
  const head: Head = { ketju, nro, tiiviste };
  // One statement is one transaction: it is committed, and synced, or nothing of it is there.
  await writing.client.query(
    `with rivit as (
       insert into kayttoloki.rivi (ketju, nro, tiiviste, avaimet, rivi)
       select $1, r.nro, r.tiiviste, r.avaimet, r.rivi
       from json_to_recordset($2::json) as r(nro bigint, tiiviste text, avaimet text[], rivi text) order by r.nro
     )
     insert into kayttoloki.sinetti (ketju, nro, tiiviste, sinetti) values ($1, $3, $4, $5)`,
    [ketju, JSON.stringify(rows), nro, tiiviste, macOf(head, sealKey)],
  );
  writing.head = head;
}

/** By steps along the primary key: there is a seal for each group ever committed. */
async function readHeads(client: Client): Promise<readonly Head[]> {
  const { rows } = await client.query<{ ketju: string; nro: string; tiiviste: string }>(
    `with recursive ketjut as (
       (select ketju from kayttoloki.sinetti order by ketju limit 1)
       union all
       select (select s.ketju from kayttoloki.sinetti s where s.ketju > k.ketju order by s.ketju limit 1)
       from ketjut k where k.ketju is not null
     )
     select k.ketju, s.nro::text, s.tiiviste from ketjut k cross join lateral (
       select nro, tiiviste from kayttoloki.sinetti where ketju = k.ketju order by nro desc limit 1
     ) s`,
  );
  return rows.map(({ ketju, nro, tiiviste }) => ({ ketju, nro: Number(nro), tiiviste }));
}

async function findRows(client: Client, { keys, limit, after }: Find): Promise<readonly LokiRivi[]> {
  const from = after === undefined ? undefined : parseKohta(after);
  if (after !== undefined && from === undefined) return [];
  const { rows } = await client.query<{ jarjestys: string; rivi: string }>(
    `select r.jarjestys::text, r.rivi from kayttoloki.rivi r
     where r.avaimet && $1::text[] and ($2::bigint is null or r.jarjestys < $2::bigint) order by r.jarjestys desc limit $3`,
    [keys, from ?? null, limit],
  );
  return rows.flatMap(({ jarjestys, rivi }) => parseRivi(rivi, Buffer.from(jarjestys).toString("base64url")) ?? []);
}

function parseKohta(kohta: string): string | undefined {
  const text = Buffer.from(kohta, "base64url").toString("utf8");
  return /^\d{1,18}$/.test(text) ? text : undefined;
}

const readAtOnce = 5000;
const lastNumber = "9223372036854775807";

/**
 * The log in a database as the verifier reads one, at one moment: each chain's lines, in order. A seal is
 * told though its row is gone or another. A transaction leaves no torn end, so rows that no seal follows
 * are told with one that is no seal; a row that is not found by its own keys, as one that does not read.
 */
export async function openPostgresLog(url: string): Promise<VerifiableLog & { close(): Promise<void> }> {
  const client = await connect(url);
  await client.query("begin transaction isolation level repeatable read read only");
  return {
    async list() {
      const { rows } = await client.query<{ ketju: string }>(
        "select ketju from kayttoloki.rivi union select ketju from kayttoloki.sinetti",
      );
      return rows.map(({ ketju }) => ketju);
    },
    async *stream(ketju) {
      let last = "0";
      let isSealed = true;
      for (let isEnd = false; !isEnd;) {
        const rows = await readStored(client, ketju, last);
        isEnd = rows.length < readAtOnce;
        const until = isEnd ? lastNumber : (rows.at(-1)?.nro ?? lastNumber);
        const seals = await readSeals(client, ketju, { after: last, until });
        const end = rows.at(-1);
        isSealed = end === undefined ? isSealed : seals.some(({ nro }) => nro === end.nro);
        last = until;
        yield Buffer.from(toLines(rows, seals).join(""), "utf8");
        if (isEnd && !isSealed) yield Buffer.from(`S ${end?.nro ?? 0} ${end?.tiiviste ?? noHash} ${noHash}\n`);
      }
    },
    close: () => client.end(),
  };
}

interface StoredRow {
  readonly nro: string;
  readonly tiiviste: string;
  readonly avaimet: readonly string[];
  readonly rivi: string;
}

interface StoredSeal {
  readonly nro: string;
  readonly tiiviste: string;
  readonly sinetti: string;
}

async function readStored(client: Client, ketju: string, after: string): Promise<readonly StoredRow[]> {
  const { rows } = await client.query<StoredRow>(
    `select nro::text, tiiviste, avaimet, rivi from kayttoloki.rivi
     where ketju = $1 and nro > $2 order by nro limit ${readAtOnce}`,
    [ketju, after],
  );
  return rows;
}

async function readSeals(
  client: Client,
  ketju: string,
  { after, until }: { readonly after: string; readonly until: string },
): Promise<readonly StoredSeal[]> {
  const { rows } = await client.query<StoredSeal>(
    `select nro::text, tiiviste, sinetti from kayttoloki.sinetti
     where ketju = $1 and nro > $2 and nro <= $3 order by nro`,
    [ketju, after, until],
  );
  return rows;
}

function toLines(rows: readonly StoredRow[], seals: readonly StoredSeal[]): readonly string[] {
  const numbered = [
    ...rows.map((row) => ({ nro: Number(row.nro), line: toRowLine(row) })),
    ...seals.map(({ nro, tiiviste, sinetti }) => ({ nro: Number(nro), line: `S ${nro} ${tiiviste} ${sinetti}\n` })),
  ];
  // A stable sort: a row comes before the seal of its number.
  return numbered.sort((a, b) => a.nro - b.nro).map(({ line }) => line);
}

/** Keys are no part of what is hashed: a row that others have been written for would not be told to its person. */
function toRowLine({ tiiviste, avaimet, rivi }: StoredRow): string {
  const parsed = parseObject(rivi);
  const isFound = parsed !== undefined && JSON.stringify(toKeys(parsed)) === JSON.stringify(avaimet);
  return isFound ? `R ${tiiviste} ${rivi}\n` : "R\n";
}

function parseObject(text: string): Members | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : undefined;
  } catch {
    // Told as a row that does not read.
    return undefined;
  }
}
