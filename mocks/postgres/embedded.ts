import { PGlite } from "@electric-sql/pglite";
import { randomBytes } from "node:crypto";
import type { Arrival, Backend, Login, Session } from "./backend.ts";
import { cstring, errorResponse, int32, md5Answer, message, readyForQuery, statementName } from "./wire.ts";
import type { Message } from "./wire.ts";

/**
 * One PGlite behind the ports of all registers and regions. It has a single session, so clients take
 * turns at whole batches, and the session is handed over, reset, to the next client's role before its
 * batch, and back to the owner for what `execute` runs.
 */
export async function startEmbedded(): Promise<Backend> {
  const database = await PGlite.create();
  const turns = createTurns(database);
  return {
    database: "alueet",
    execute: (sql, values) =>
      turns.asOwner(async () => {
        if (values !== undefined) return (await database.query<Record<string, unknown>>(sql, [...values])).rows;
        await database.exec(sql);
        return [];
      }),
    open: (arrival) => signIn(arrival, turns),
    close: () => database.close(),
  };
}

/** Serialises what the one session is used for. */
interface Turns {
  /** Runs a batch in the session of the role it belongs to; `client` tells one connection from another. */
  run(client: object, login: Login, batch: Buffer): Promise<Buffer>;
  /** Runs what the owner of the schemas does. */
  asOwner<T>(work: () => Promise<T>): Promise<T>;
}

function createTurns(database: PGlite): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let holder: object | undefined;
  const raw = async (bytes: Buffer): Promise<Buffer> =>
    Buffer.from(await database.execProtocolRaw(bytes, { syncToFs: false }));
  const run = async (client: object, login: Login, batch: Buffer): Promise<Buffer> => {
    if (holder !== client) {
      await raw(simpleQuery(handOver(login)));
      holder = client;
    }
    const answer = await raw(batch);
    if (answer.at(-1) === idle) return answer;
    await raw(simpleQuery("ROLLBACK"));
    return refusal("transactions need a real server: start the mock with databaseUrl");
  };
  const take = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    run: (client, login, batch) => take(() => run(client, login, batch)),
    asOwner: (work) =>
      take(async () => {
        if (holder !== undefined) await raw(simpleQuery(takeBack));
        holder = undefined;
        return work();
      }),
  };
}

const idle = "I".charCodeAt(0);

function handOver({ user, schema, mayChange }: Login): string {
  return `RESET SESSION AUTHORIZATION; RESET ALL; SET SESSION AUTHORIZATION ${user}; SET search_path TO ${schema}; SET default_transaction_read_only TO ${mayChange ? "off" : "on"}`;
}

/** Named, because RESET goes back to the role of the last SET in this engine. */
const takeBack = "SET SESSION AUTHORIZATION postgres; RESET ALL";

function simpleQuery(sql: string): Buffer {
  return message("Q", cstring(sql));
}

function refusal(text: string): Buffer {
  return Buffer.concat([errorResponse("ERROR", "0A000", text), readyForQuery]);
}

/** Asks for the password by MD5, as a real server may; a wrong one is told in the server's own words. */
async function signIn({ login, packets, write }: Arrival, turns: Turns): Promise<Session | undefined> {
  const salt = randomBytes(4);
  write(message("R", int32(5), salt));
  const answer = await packets.message();
  if (answer?.type !== "p") return undefined;
  if (answer.body.toString("latin1", 0, answer.body.length - 1) !== md5Answer(login, salt)) {
    write(errorResponse("FATAL", "28P01", `password authentication failed for user "${login.user}"`));
    return undefined;
  }
  write(Buffer.concat([message("R", int32(0)), ...parameters, message("K", int32(1), randomBytes(4)), readyForQuery]));
  const owner = {};
  return {
    run: (batch) => refuse(batch) ?? turns.run(owner, login, Buffer.concat(batch.map(({ bytes }) => bytes))),
    close: () => undefined,
  };
}

const parameters = Object.entries({
  server_version: "18.0 (PGlite)",
  server_encoding: "UTF8",
  client_encoding: "UTF8",
  DateStyle: "ISO, MDY",
  TimeZone: "UTC",
  integer_datetimes: "on",
  standard_conforming_strings: "on",
}).map(([name, value]) => message("S", cstring(name), cstring(value)));

/** Words by which the one session could be turned into another role's. A real server denies these by itself. */
const escapes = /\b(role|authorization|set_config|discard)\b/i;

/** What a session shared by all clients can't do; undefined when the batch may run. */
function refuse(batch: readonly Message[]): Promise<Buffer> | undefined {
  if (batch.some((one) => statementName(one) !== "")) {
    return Promise.resolve(refusal("named statements need a real server: start the mock with databaseUrl"));
  }
  const texts = batch.filter(({ type }) => type === "Q" || type === "P").map(({ body }) => body.toString("utf8"));
  if (!texts.some((text) => escapes.test(text))) return undefined;
  const denied = errorResponse("ERROR", "42501", "permission denied to set role");
  return Promise.resolve(Buffer.concat([denied, readyForQuery]));
}
