import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { start } from "../../../mocks/crm/index.ts";
import type { CrmMock } from "../../../mocks/crm/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";

const population = createPopulation({ seed: 7, size: 600 });
const counts = "select count(*)::int as maara, min(asiakas_id) as ensimmainen from asiakas";

describe("the mock of the regions' CRMs", () => {
  let mock: CrmMock;
  const clients: Client[] = [];

  beforeAll(async () => {
    mock = await start({ population, alueet: ["08", "15"] });
  }, 60_000);
  afterEach(async () => {
    mock.faults.set([]);
    mock.requests.clear();
    for (const client of clients.splice(0)) await client.end();
  });
  afterAll(() => mock.close());

  function urlOf(alue: string): URL {
    const node = mock.nodes.find((one) => one.alue === alue);
    if (node === undefined) throw new Error(`no node ${alue}`);
    return new URL(node.url);
  }

  async function connect(url: URL): Promise<Client> {
    const client = new Client({ connectionString: url.href });
    await client.connect();
    clients.push(client);
    return client;
  }

  it("holds different persons in each region", async () => {
    const [tampere, pohjanmaa] = [await connect(urlOf("08")), await connect(urlOf("15"))];
    const [first, second] = [await tampere.query(counts), await pohjanmaa.query(counts)];
    expect(first.rows[0].maara).toBeGreaterThan(0);
    expect(second.rows[0].maara).toBeGreaterThan(0);
    expect(first.rows[0]).not.toEqual(second.rows[0]);
  });

  it("gives each client its own region while they take turns", async () => {
    const [tampere, pohjanmaa] = [await connect(urlOf("08")), await connect(urlOf("15"))];
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all([tampere, pohjanmaa].map((one) => one.query("select current_user as rooli")));
      expect(answers.map(({ rows }) => rows[0].rooli)).toEqual(["crm_08", "crm_15"]);
    }
  });

  it.each([
    ["another region's table", "select * from crm_15.asiakas"],
    ["another role", "set role crm_15"],
    ["the owner's role", "reset role"],
    ["the owner's session", "reset session authorization"],
    ["the owner's role by another way", "select set_config('ro' || 'le', 'postgres', false)"],
    ["passwords", "select * from pg_authid"],
  ])("denies %s to a region's role", async (_, sql) => {
    const client = await connect(urlOf("08"));
    await expect(client.query(sql)).rejects.toMatchObject({ code: "42501" });
    expect((await client.query("select current_user as rooli")).rows).toEqual([{ rooli: "crm_08" }]);
  });

  it("only reads", async () => {
    const client = await connect(urlOf("08"));
    await expect(client.query("delete from asiakas")).rejects.toMatchObject({ code: "25006" });
    await client.query("set default_transaction_read_only to off");
    await expect(client.query("delete from asiakas")).rejects.toMatchObject({ code: "42501" });
    await expect(client.query("create table oma (a integer)")).rejects.toMatchObject({ code: "42501" });
  });

  it.each([
    ["28P01", (url: URL) => void (url.password = "vaara")],
    ["28000", (url: URL) => void (url.username = "crm_15")],
    ["3D000", (url: URL) => void (url.pathname = "/muu")],
  ])("turns away with %s", async (code, spoil) => {
    const url = urlOf("08");
    spoil(url);
    const client = new Client({ connectionString: url.href });
    await expect(client.connect()).rejects.toMatchObject({ code });
  });

  it("leaves no transaction open for the next client", async () => {
    const client = await connect(urlOf("08"));
    await expect(client.query("begin")).rejects.toMatchObject({ code: "0A000" });
    await expect(client.query("select 1/0")).rejects.toMatchObject({ code: "22012" });
    const next = await connect(urlOf("15"));
    expect((await next.query("select now() = statement_timestamp() as oma, 1 as yksi")).rows).toEqual([
      { oma: true, yksi: 1 },
    ]);
  });

  it("hands no setting of one client to the next", async () => {
    const client = await connect(urlOf("08"));
    await client.query("set datestyle to 'German'");
    const next = await connect(urlOf("15"));
    expect((await next.query("select date '2026-01-31'::text as paiva")).rows).toEqual([{ paiva: "2026-01-31" }]);
  });

  it("refuses a named statement, which would be seen by every client", async () => {
    const client = await connect(urlOf("08"));
    await expect(client.query({ name: "oma", text: "select 1" })).rejects.toMatchObject({ code: "0A000" });
  });

  it("notes the text and the values of each statement", async () => {
    const client = await connect(urlOf("08"));
    await client.query("select $1::text[]", [["010190-900P"]]);
    const response = await fetch(`${mock.controlUrl}/kutsut`);
    expect(await response.json()).toMatchObject({
      maara: 1,
      kutsut: [
        {
          metodi: "SQL",
          polku: "/crm_08",
          runko: JSON.stringify({ lauseet: [{ sql: "select $1::text[]", parametrit: ['{"010190-900P"}'] }] }),
        },
      ],
    });
  });

  it("shows a fault of one node on that node alone", async () => {
    const [first, second] = mock.nodes;
    if (first === undefined || second === undefined) throw new Error("no nodes");
    const body = JSON.stringify({ viat: [{ laji: "virhekoodi", koodi: "40001" }] });
    expect((await fetch(`${first.controlUrl}/viat`, { method: "PUT", body })).status).toBe(200);
    const [faulty, well] = [await connect(new URL(first.url)), await connect(new URL(second.url))];
    await expect(faulty.query("select 1")).rejects.toMatchObject({ code: "40001" });
    expect((await well.query("select 1 as yksi")).rows).toEqual([{ yksi: 1 }]);
    first.faults.set([]);
  });

  it("refuses a region that is not two digits", async () => {
    await expect(start({ population, alueet: ["8; drop"] })).rejects.toThrow('a region is two digits, got "8; drop"');
  });
});
