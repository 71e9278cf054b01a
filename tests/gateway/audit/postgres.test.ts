import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKayttoloki } from "../../../gateway/audit/kayttoloki.ts";
import { openPostgresLog, verifyLog } from "../../../gateway/audit/index.ts";
import { createRowWriter } from "../../../gateway/audit/line.ts";
import { openPostgresStore } from "../../../gateway/audit/postgres-store.ts";
import { createClock, katselu, pseudonyms, sealKey } from "./events.ts";

const databaseUrl = process.env["DATABASE_URL"] || undefined;
const schemaSql = readFileSync(new URL("../../../gateway/audit/postgres-schema.sql", import.meta.url), "utf8");

/** A database of its own, the log's tables, and a role that may add and read. */
describe.skipIf(databaseUrl === undefined)("the use log in PostgreSQL (DATABASE_URL)", () => {
  const name = `loki_${randomBytes(4).toString("hex")}`;
  const admin = new Client({ connectionString: databaseUrl });
  let inside: Client;
  let url = "";

  beforeAll(async () => {
    await admin.connect();
    await admin.query(`create database ${name}`);
    await admin.query(`create role ${name} login password 'salaisuus'`);
    const own = new URL(databaseUrl ?? "");
    own.pathname = `/${name}`;
    inside = new Client({ connectionString: own.href });
    await inside.connect();
    await inside.query(schemaSql);
    await inside.query(`grant usage on schema kayttoloki to ${name}`);
    await inside.query(`grant insert, select on all tables in schema kayttoloki to ${name}`);
    own.username = name;
    own.password = "salaisuus";
    url = own.href;
  });
  afterAll(async () => {
    await inside.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${name}`);
    await admin.end();
  });

  const open = async () => {
    const now = createClock(new Date().toISOString());
    return createKayttoloki({ store: await openPostgresStore({ url, sealKey, now }), pseudonyms, now });
  };
  const verify = async () => {
    const log = await openPostgresLog(url);
    try {
      return await verifyLog(log, { sealKey });
    } finally {
      await log.close();
    }
  };

  it("keeps rows of many callers, tells them newest first, page by page, and verifies", async () => {
    const [one, other] = [await open(), await open()];
    for (let at = 0; at < 10; at += 1) {
      const written = await Promise.all(
        [one, other].map((loki, of) => loki.append([katselu(`p${of}-${at}`), katselu("muu", { asiakasId: "liisa" })])),
      );
      expect(written).toEqual([{ ok: true }, { ok: true }]);
    }
    const first = await one.readKatselut(["aino"], { first: 15 });
    const after = first.rivit.at(-1)?.kohta ?? "";
    const rest = await one.readKatselut(["aino"], { first: 15, after });
    const told = [...first.rivit, ...rest.rivit].map(({ pyynto }) => pyynto);
    expect([first.jatkuu, rest.jatkuu, new Set(told).size, told.length]).toEqual([true, false, 20, 20]);
    expect(told[0]).toMatch(/-9$/);
    await Promise.all([one.close(), other.close()]);
    expect(await verify()).toMatchObject({ segmentteja: 2, riveja: 42, virhe: undefined });
  });

  it("can't be changed by the gateway's role, nor by its owner without taking the trigger away", async () => {
    const role = new Client({ connectionString: url });
    await role.connect();
    await expect(role.query("update kayttoloki.rivi set rivi = ''")).rejects.toThrow("permission denied");
    await expect(role.query("delete from kayttoloki.rivi")).rejects.toThrow("permission denied");
    await role.end();
    await expect(inside.query("truncate kayttoloki.rivi")).rejects.toThrow("only added to");
  });

  it("is found out when an owner has changed a row, and names it", async () => {
    await inside.query("alter table kayttoloki.rivi disable trigger vain_lisays");
    await inside.query(`update kayttoloki.rivi set rivi = replace(rivi, '"tieto":5', '"tieto":6') where nro = 4`);
    expect((await verify()).virhe).toMatchObject({ nro: 4, syy: "rivi on muuttunut" });
    await inside.query(`update kayttoloki.rivi set rivi = replace(rivi, '"tieto":6', '"tieto":5') where nro = 4`);
    await inside.query("alter table kayttoloki.rivi enable trigger vain_lisays");
    expect((await verify()).virhe).toBeUndefined();
  });

  /** Does what only the owner can, tells what the verifier finds, and takes it back. */
  const findAfter = async (sql: string, values: readonly unknown[]) => {
    await inside.query("alter table kayttoloki.rivi disable trigger vain_lisays");
    await inside.query("create temporary table talteen as select * from kayttoloki.rivi");
    await inside.query(sql, [...values]);
    const { virhe } = await verify();
    await inside.query("delete from kayttoloki.rivi");
    await inside.query("insert into kayttoloki.rivi overriding system value select * from talteen");
    await inside.query("drop table talteen");
    await inside.query("alter table kayttoloki.rivi enable trigger vain_lisays");
    return virhe;
  };

  it("is found out when an owner has written its end anew with right hashes, taken it away, or hidden it", async () => {
    const { rows } = await inside.query<{ ketju: string; nro: number; edellinen: string }>(
      `select ketju, nro::int, rivi::json ->> 'edellinen' as edellinen from kayttoloki.rivi
       where ketju = (select max(ketju) from kayttoloki.rivi) order by nro desc limit 1`,
    );
    const [{ ketju, nro, edellinen } = { ketju: "", nro: 0, edellinen: "" }] = rows;
    const writeRow = createRowWriter();
    const forged = writeRow({ nro, tiiviste: edellinen }, { laji: "KATSELU", asiakas: "a-liisa" });
    const added = writeRow({ nro: nro + 1, tiiviste: forged.hash }, { laji: "KATSELU", asiakas: "a-liisa" });
    const where = "where ketju = $1 and nro = $2";
    const put = "insert into kayttoloki.rivi (ketju, nro, tiiviste, avaimet, rivi) values ($1, $2, $4, $5, $3)";
    const found = [
      await findAfter(`update kayttoloki.rivi set rivi = $3, tiiviste = $4 ${where}`, [
        ketju,
        nro,
        forged.json,
        forged.hash,
      ]),
      await findAfter(`delete from kayttoloki.rivi ${where}`, [ketju, nro]),
      await findAfter("delete from kayttoloki.rivi where ketju = $1", [ketju]),
      await findAfter(`update kayttoloki.rivi set avaimet = '{}' ${where}`, [ketju, nro]),
      await findAfter(put, [ketju, nro + 1, added.json, added.hash, ["asiakas:a-liisa"]]),
    ];
    expect(found.map((fault) => fault?.segmentti)).toEqual(found.map(() => ketju));
    expect((await verify()).virhe).toBeUndefined();
  });

  it("answers no when its connection is cut, goes on in a new chain, and writes down what did not leave", async () => {
    const loki = await open();
    await loki.append([katselu("ennen", { asiakasId: "kaisa" })]);
    await inside.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name}'`);
    expect(await loki.append([katselu("katkesi", { asiakasId: "kaisa" })])).toMatchObject({ ok: false });
    expect(loki.isAvailable()).toBe(false);
    expect(await loki.append([katselu("jalkeen", { asiakasId: "kaisa" })])).toEqual({ ok: true });
    await loki.close();
    const again = await open();
    expect((await again.readKatselut(["kaisa"], { first: 10 })).rivit.map(({ pyynto }) => pyynto)).toEqual([
      "jalkeen",
      "ennen",
    ]);
    await again.close();
    const { rows } = await inside.query<{ n: number }>(
      `select count(*)::int as n from kayttoloki.rivi where rivi like '%EI_LUOVUTETTU%'`,
    );
    expect(rows[0]?.n).toBe(1);
    expect((await verify()).virhe).toBeUndefined();
  });

  it("does not start with a role that may change rows, or where commits are not synced", async () => {
    await inside.query(`grant update on kayttoloki.rivi to ${name}`);
    await expect(open()).rejects.toThrow("INSERT and SELECT only");
    await inside.query(`revoke update on kayttoloki.rivi from ${name}`);
    await admin.query(`alter role ${name} set synchronous_commit to off`);
    await expect(open()).rejects.toThrow("must be on");
    await admin.query(`alter role ${name} reset synchronous_commit`);
    await (await open()).close();
  });
});
