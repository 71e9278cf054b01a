import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ConfigFile } from "../../gateway/config/index.ts";
import type { Controlled } from "../../mocks/http/index.ts";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

const services = `query Palvelut { palvelut(alue: "08", haku: "terveysasema") { edges { node { nimi sv: nimi(kieli: SV) } } } }`;
const own = "query Oma { mina { id } }";
const search = "query Haku($haku: String!) { palvelut(haku: $haku) { yhteensa } }";
const schema = "query Skeema { __schema { queryType { name } } }";
const mixed = `query Molemmat { palvelut(alue: "08") { yhteensa } mina { id } }`;
const idOf = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;

const file = join(mkdtempSync(join(tmpdir(), "asiakas-julkiset-")), "persisted-documents.json");
writeFileSync(
  file,
  JSON.stringify(Object.fromEntries([services, own, search, schema, mixed].map((text) => [idOf(text), text]))),
);

/** Sources that are asked again by each reader, for the next one. */
function withOldCopies(config: ConfigFile): unknown {
  const { subgraphs, ...rest } = Object(config) as { readonly subgraphs: Readonly<Record<string, object>> };
  const old = (name: string): object => {
    const place = Object(subgraphs[name]) as { readonly settings: object };
    return { ...place, settings: { ...place.settings, valimuisti: { tuoreMs: 0, retryMs: 0 } } };
  };
  return {
    ...rest,
    subgraphs: { ...subgraphs, ptv: old("ptv"), koodistot: old("koodistot") },
    operaatiot: { tiedostot: [file] },
  };
}

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ size: 20, configure: withOldCopies });
});
afterAll(() => system.close());

function mockOf(name: string): Controlled {
  const mock = system.mocks.registers[name];
  if (mock === undefined) throw new Error(`no mock ${name}`);
  return mock;
}
const rowOf = ({ lahteet }: GraphAnswer, name: string) => lahteet.find(({ lahde }) => lahde === name);

describe("public reference data", () => {
  beforeEach(() => ["ptv", "koodistot"].forEach((name) => mockOf(name).requests.clear()));
  afterEach(() => ["ptv", "koodistot"].forEach((name) => mockOf(name).faults.set([])));

  const code = `{ koodi(koodisto: "1.2.246.537.6.48", arvo: "d450") { fi: nimi(kieli: FI) sv: nimi(kieli: SV) en: nimi(kieli: EN) } }`;
  const walking = { koodi: { fi: "Käveleminen", sv: "Att gå", en: "Walking" } };

  it("of a source that has not answered yet is not there: the failure of the source is told", async () => {
    mockOf("ptv").faults.set([{ laji: "http500" }]);
    mockOf("koodistot").faults.set([{ laji: "http500" }]);
    for (const [name, query, field] of [
      ["ptv", services, "palvelut"],
      ["koodistot", code, "koodi"],
    ] as const) {
      const answer = await system.ask(query);
      expect(answer.data).toEqual({ [field]: null });
      expect(answer.errors.map(({ path, extensions }) => [path, extensions["code"], extensions["lahde"]])).toEqual([
        [[field], "SOURCE_UNAVAILABLE", name],
      ]);
      expect(rowOf(answer, name)).toMatchObject({ tila: "SOURCE_UNAVAILABLE", valimuisti: "EI", haettu: null });
    }
  });

  it("is told to anyone, names in three languages", async () => {
    expect(await system.ask(code)).toMatchObject({ data: walking, errors: [] });
    expect((await system.ask(services)).data).toEqual({
      palvelut: { edges: [{ node: { nimi: "Terveysasema", sv: "Hälsostation" } }] },
    });
  });

  it("names the codes of a register that does not, in the customer's language, once for all of them", async () => {
    const query = `{ mina { toimintakyky(alueet: ["KAIKKI"]) { koodi { arvo nimi(kieli: SV) } } } }`;
    const answer = await system.ask(query, await system.token({ persona: "sofia" }));
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      mina: { toimintakyky: [{ koodi: { arvo: "d450", nimi: "Att gå" } }, {}, {}, { koodi: { arvo: "b710" } }] },
    });
    expect(rowOf(answer, "koodistot")).toMatchObject({ tila: "OK", valimuisti: "VANHENTUNUT" });
    // Neither whose they are nor which codes they are goes to the code server.
    expect(JSON.stringify(mockOf("koodistot").requests.latest())).not.toMatch(/d450|b710|authorization/);
  });

  it("is shown old, and told to be, while its source is down, and names are still there", async () => {
    for (const name of ["ptv", "koodistot"]) mockOf(name).faults.set([{ laji: "katkaisu" }]);
    const named = await system.ask(code);
    expect(named).toMatchObject({ data: walking, errors: [] });
    expect(rowOf(named, "koodistot")).toMatchObject({
      tila: "OK",
      kutsut: 0,
      valimuisti: "VANHENTUNUT",
      haettu: expect.any(String),
    });
    const listed = await system.ask(services);
    expect(listed.errors).toEqual([]);
    expect(rowOf(listed, "ptv")).toMatchObject({
      tila: "OK",
      kutsut: 0,
      valimuisti: "VANHENTUNUT",
      haettu: expect.any(String),
    });
  });

  it("is asked by its version once it is old, and does not come again when it has not changed", async () => {
    await system.ask(services);
    await expect.poll(() => mockOf("ptv").requests.count()).toBe(1);
    const [request] = mockOf("ptv").requests.latest();
    expect(request?.otsakkeet["if-none-match"]).toMatch(/^W\/"/);
    expect(request?.polku).not.toContain("terveysasema");
    // The copy counts as fetched at the moment when the source said that it has not changed.
    const before = rowOf(await system.ask(services), "ptv");
    await expect.poll(async () => String(rowOf(await system.ask(services), "ptv")?.haettu)).not.toBe(before?.haettu);
  });
});

describe("row 10: GET with a persisted id", () => {
  const get = (query: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${system.url}/graphql?${query}`, { headers });

  it("of a public operation is answered, and caches may keep it", async () => {
    const first = await get(`documentId=${idOf(services)}`);
    const text = await first.text();
    expect(first.status).toBe(200);
    expect(first.headers.get("cache-control")).toBe("public, max-age=60");
    expect(first.headers.get("vary")).toBe("Accept");
    expect(JSON.parse(text)).toMatchObject({ data: { palvelut: { edges: [{ node: { nimi: "Terveysasema" } }] } } });
    expect(text).not.toContain("pyynto");
    const etag = first.headers.get("etag") ?? "";
    const second = await get(`documentId=${idOf(services)}`, { "if-none-match": etag });
    expect([second.status, await second.text(), second.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await get(`documentId=${idOf(services)}`, { "if-none-match": '"muu"' })).status).toBe(200);
  });

  it("is the same whoever asks: no token is looked at, and nobody is in the use log for it", async () => {
    const rows = system.loki().length;
    const authorization = `Bearer ${await system.token({ persona: "aino" })}`;
    for (const headers of [{ authorization }, { authorization: "Bearer roska" }]) {
      const response = await get(`documentId=${idOf(services)}`, headers);
      expect([response.status, response.headers.get("cache-control")]).toEqual([200, "public, max-age=60"]);
      await response.text();
    }
    expect(system.loki().length).toBe(rows);
  });

  it("of an operation with errors is kept by nobody", async () => {
    mockOf("ptv").faults.set([{ laji: "http500" }]);
    const fresh = await startSystem({ size: 20, configure: withOldCopies });
    fresh.mocks.registers["ptv"]?.faults.set([{ laji: "http500" }]);
    const response = await fetch(`${fresh.url}/graphql?documentId=${idOf(services)}`);
    const text = await response.text();
    await fresh.close();
    mockOf("ptv").faults.set([]);
    expect(response.status).toBe(200);
    expect(text).toContain("SOURCE_UNAVAILABLE");
    expect([response.headers.get("cache-control"), response.headers.get("etag")]).toEqual(["no-store", null]);
  });

  it.each([
    ["a personal operation, registered all the same", () => `documentId=${idOf(own)}`, 405, "METHOD_NOT_ALLOWED"],
    ["one that is personal in part", () => `documentId=${idOf(mixed)}`, 405, "METHOD_NOT_ALLOWED"],
    ["one that asks the schema", () => `documentId=${idOf(schema)}`, 405, "METHOD_NOT_ALLOWED"],
    ["one that needs a variable", () => `documentId=${idOf(search)}`, 400, "BAD_USER_INPUT"],
    [
      "variables",
      () => `documentId=${idOf(search)}&variables=%7B%22haku%22:%22010190-900P%22%7D`,
      405,
      "METHOD_NOT_ALLOWED",
    ],
    ["a text beside the id", () => `documentId=${idOf(services)}&query=x`, 405, "METHOD_NOT_ALLOWED"],
    ["an id that is not registered", () => `documentId=sha256:${"0".repeat(64)}`, 400, "PERSISTED_QUERY_NOT_FOUND"],
    ["an id that is none", () => "documentId=010190-900P", 405, "METHOD_NOT_ALLOWED"],
  ])("is refused for %s", async (_, query, status, code) => {
    const token = await system.token({ persona: "aino" });
    const response = await get(query(), { authorization: `Bearer ${token}` });
    const text = await response.text();
    expect([response.status, response.headers.get("cache-control")]).toEqual([status, "no-store"]);
    expect(text).toContain(code);
    expect(text + system.log.join()).not.toContain("010190");
  });

  it("is refused with a body's type, and to a page of another site", async () => {
    expect((await get(`documentId=${idOf(services)}`, { "content-type": "text/plain" })).status).toBe(405);
    expect((await get(`documentId=${idOf(services)}`, { origin: "https://evil.example" })).status).toBe(403);
  });
});
