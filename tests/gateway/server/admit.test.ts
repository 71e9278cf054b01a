import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { post, refusalOf, startStub } from "./start-stub.ts";
import type { StubOptions } from "./start-stub.ts";

const schemaQuery = { query: "{ __schema { queryType { name } } }" };
const hoitaja: StubOptions = {
  authenticate: async () => ({
    ok: true,
    actor: { kind: "ammattilainen", sub: "s", kirjain: "H", organisaatio: "o", organisaationNimi: "o", alue: "08" },
  }),
};
const one = (id: string): unknown => ({ query: "query ($id: ID!) { asiakas(id: $id) { id } }", variables: { id } });

describe("the schema", () => {
  it("is told once a second to one address, whatever address it claims", async () => {
    const clock = { now: 0 };
    const stub = await startStub({ nowMs: () => clock.now });
    expect((await post(stub, schemaQuery)).status).toBe(200);
    const refused = await post(stub, schemaQuery, { "x-forwarded-for": "203.0.113.9" });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await refusalOf(refused)).toEqual([429, "RATE_LIMITED"]);
    expect((await post(stub, { query: "{ __typename }" })).status).toBe(200);
    clock.now = 1000;
    expect((await post(stub, schemaQuery)).status).toBe(200);
  });

  it("is told to each client behind a configured proxy", async () => {
    const stub = await startStub({ trustedProxies: ["127.0.0.1"] });
    for (const address of ["203.0.113.9", "203.0.113.10"]) {
      expect((await post(stub, schemaQuery, { "x-forwarded-for": address })).status).toBe(200);
    }
    expect((await post(stub, schemaQuery, { "x-forwarded-for": "1.1.1.1, 203.0.113.9" })).status).toBe(429);
  });

  it("is not told where introspection is closed", async () => {
    const stub = await startStub({ introspection: false });
    expect(await refusalOf(await post(stub, schemaQuery))).toEqual([403, "INTROSPECTION_CLOSED"]);
    expect((await post(stub, { query: "{ __typename mina { __typename id } }" })).status).toBe(200);
  });
});

describe("a look at the schema", () => {
  const analyst: StubOptions = {
    authenticate: async () => ({ ok: true, actor: { kind: "analyytikko", sub: "s" } }),
    execute: async () => ({ data: {}, errors: [] }),
  };
  const named = 'query { ...Skeema } fragment Skeema on Query { __type(name: "Asiakas") { name } }';
  const skipped = "query ($ei: Boolean!) { __typename __schema @skip(if: $ei) { queryType { name } } }";

  it.each<[string, StubOptions, unknown, readonly string[]]>([
    ["of an analyst is in the use log", analyst, schemaQuery, ["analyytikko"]],
    ["of an analyst by a fragment too", analyst, { query: named }, ["analyytikko"]],
    ["that the query skips is none", analyst, { query: skipped, variables: { ei: true } }, []],
    ["of anyone else is not written down", hoitaja, schemaQuery, []],
    ["is not what an analyst's other query is", analyst, { query: "{ __typename }" }, []],
  ])("%s", async (_, options, body, reads) => {
    const stub = await startStub(options);
    expect((await post(stub, body)).status).toBe(200);
    expect(stub.schemaReads).toEqual(reads);
  });
});

describe("an actor's bounds", () => {
  it("refuse a new person over the limit, with when to come again; the use log has the refusal", async () => {
    const stub = await startStub({ ...hoitaja, actorLimits: { personsPerMinute: 2 } });
    for (const id of ["a", "b", "a"]) expect((await post(stub, one(id))).status).toBe(200);
    const refused = await post(stub, one("c"), { "accept-language": "en" });
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(await refused.clone().text()).toContain("The limit personsPerMinute is reached: at most 2.");
    expect(await refusalOf(refused)).toEqual([429, "RATE_LIMITED"]);
    expect(stub.asked).toHaveLength(3);
    expect(stub.refusals).toEqual(["RATE_LIMITED"]);
  });

  it("count a person whom the gate refuses", async () => {
    const stub = await startStub({
      ...hoitaja,
      actorLimits: { personsPerMinute: 1 },
      execute: async () => ({
        data: { asiakas: null },
        errors: [{ code: "FORBIDDEN", parameters: {}, path: ["asiakas"] }],
      }),
    });
    await post(stub, one("a"));
    expect((await post(stub, one("b"))).status).toBe(429);
  });

  it("let go of an operation that has ended, well or ill", async () => {
    const stub = await startStub({
      ...hoitaja,
      actorLimits: { concurrencyPerActor: 1 },
      execute: () => Promise.reject(new Error("vika")),
    });
    for (let at = 0; at < 3; at += 1) expect((await post(stub, { query: "{ mina { id } }" })).status).toBe(500);
  });
});

describe("registered operations", () => {
  const query = "{ mina { id } }";
  const hash = createHash("sha256").update(query).digest("hex");
  const registered = { texts: new Map([[hash, query]]), only: true };

  it("are run by their id, and nothing else where only they may run: not even a text that is no GraphQL is read", async () => {
    const stub = await startStub({ registered });
    expect((await post(stub, { documentId: `sha256:${hash}` })).status).toBe(200);
    expect((await post(stub, { documentId: `sha256:${hash}`, query })).status).toBe(200);
    for (const text of [query.replace("id", "nimi"), "{".repeat(100)]) {
      expect(await refusalOf(await post(stub, { query: text }))).toEqual([403, "PERSISTED_QUERY_REQUIRED"]);
    }
    expect(stub.asked).toHaveLength(2);
  });

  it("that are unknown, or differ from the text beside them, are refused; none is added by asking", async () => {
    const stub = await startStub({ registered: { ...registered, only: false } });
    for (const body of [{ documentId: "sha256:0" }, { documentId: "sha256:0", query }]) {
      expect(await refusalOf(await post(stub, body))).toEqual([400, "PERSISTED_QUERY_NOT_FOUND"]);
    }
    expect(await refusalOf(await post(stub, { documentId: hash, query: "{ mina { nimi } }" }))).toEqual([
      400,
      "BAD_REQUEST",
    ]);
    const apq = { query: "{ mina { nimi } }", extensions: { persistedQuery: { version: 1, sha256Hash: "0" } } };
    expect((await post(stub, apq)).status).toBe(200);
    expect(await refusalOf(await post(stub, { extensions: apq.extensions }))).toEqual([400, "BAD_REQUEST"]);
  });
});

describe("extensions of a request", () => {
  it.each(["salainen", ["a"], 1])("that are no object are refused: %j", async (extensions) => {
    const response = await post(await startStub(), { query: "{ mina { id } }", extensions });
    expect(await refusalOf(response)).toEqual([400, "BAD_REQUEST"]);
  });

  it("that hold a text that can't be stored are refused", async () => {
    const extensions = { peruste: { laji: "PYYNTO", selite: "salainen\0" } };
    const response = await post(await startStub(), { query: "{ mina { id } }", extensions });
    expect(await response.clone().text()).not.toContain("salainen");
    expect(await refusalOf(response)).toEqual([400, "BAD_USER_INPUT"]);
  });
});
