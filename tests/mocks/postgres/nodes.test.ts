import { afterEach, describe, expect, it } from "vitest";
import { Client } from "pg";
import type { Backend } from "../../../mocks/postgres/backend.ts";
import { openBackend } from "../../../mocks/postgres/index.ts";
import { seedRegions } from "../../../mocks/postgres/seed-regions.ts";
import type { PersonRows } from "../../../mocks/postgres/seed-regions.ts";
import { startNodes } from "../../../mocks/postgres/start-nodes.ts";

const layout = { schemaSql: "create table asiakas (hetu text primary key);", columns: { asiakas: "hetu text" } };
const hetut = ["010190-900P", "010190-9015"];
const persons: readonly PersonRows[] = hetut.map((hetu) => ({
  hetu,
  tilapainenTunnus: undefined,
  alueet: new Map([["08", { asiakas: [{ hetu }] }]]),
}));

describe("a database that registers share", () => {
  let backend: Backend | undefined;

  afterEach(() => backend?.close());

  async function open(): Promise<Backend> {
    backend = await openBackend(undefined);
    return backend;
  }

  const logins = new Map([
    ["08", { user: "koe_08", password: "00", database: "alueet", schema: "koe_08", mayChange: false }],
  ]);
  const changers = new Map<string, never>();

  it("is never touched where a schema was made by someone else", async () => {
    const shared = await open();
    await shared.execute("create schema koe_08; create table koe_08.oikea (a integer)");
    await expect(seedRegions({ backend: shared, logins, changers, layout, persons })).rejects.toThrow(
      "that this mock has not made",
    );
    expect(await shared.execute("select count(*)::int as maara from koe_08.oikea", [])).toEqual([{ maara: 0 }]);
  }, 60_000);

  it("has its own schemas made anew each time", async () => {
    const shared = await open();
    const first = await seedRegions({ backend: shared, logins, changers, layout, persons });
    expect(first.get("08")).toEqual({ hetut, tilapaiset: [] });
    expect(await seedRegions({ backend: shared, logins, changers, layout, persons })).toEqual(first);
    expect(await shared.execute("select count(*)::int as maara from koe_08.asiakas", [])).toEqual([{ maara: 2 }]);
  }, 60_000);

  it("keeps registers apart, and takes a second one while the first is in use", async () => {
    const shared = await open();
    const eka = await startNodes({ register: "eka", layout, persons }, { alueet: ["08"], backend: shared });
    const client = new Client({ connectionString: eka.nodes[0]?.url });
    await client.connect();
    expect((await client.query("select count(*)::int as maara from asiakas")).rows).toEqual([{ maara: 2 }]);
    const toka = await startNodes({ register: "toka", layout, persons: [] }, { alueet: ["08"], backend: shared });
    expect((await client.query("select current_user as rooli")).rows).toEqual([{ rooli: "eka_08" }]);
    await expect(client.query("select * from toka_08.asiakas")).rejects.toMatchObject({ code: "42501" });
    await client.end();
    await Promise.all([eka.close(), toka.close()]);
    expect(await shared.execute("select count(*)::int as maara from toka_08.asiakas", [])).toEqual([{ maara: 0 }]);
  }, 60_000);
});
