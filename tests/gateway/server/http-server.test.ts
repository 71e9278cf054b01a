import { describe, expect, it } from "vitest";
import { createAuthenticate } from "../../../gateway/actor/index.ts";
import { createGate } from "../source/start-peer.ts";
import { post, refusalOf, sendRaw, startStub } from "./start-stub.ts";
import type { Stub, StubOptions } from "./start-stub.ts";

const query = "{ mina { id } }";
const body = JSON.stringify({ query });
const postHead = (headers: string): string =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n${headers}content-length: ${body.length}\r\n\r\n`;
const safe = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "",
};
const files = (headers: Readonly<Record<string, string>>): StubOptions => ({
  explorer: { get: () => ({ body: Buffer.from("sivu"), contentType: "text/plain", headers }) },
});
const ask = (stub: Stub, headers: string): Promise<string> => sendRaw(stub, postHead(headers) + body);
const statusOf = (raw: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(raw)?.[1]);

describe("the methods of an address", () => {
  it.each(["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])(
    "are POST only at /graphql: %s is refused",
    async (method) => {
      const stub = await startStub();
      const response = await fetch(`${stub.url}/graphql?query=${encodeURIComponent(query)}`, { method });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
      expect(stub.asked).toHaveLength(0);
    },
  );

  it("say in the refusal of GET /graphql why, and quote nothing of the address", async () => {
    const stub = await startStub();
    const response = await fetch(`${stub.url}/graphql?query={asiakasHetulla(hetu:"010190-900P"){id}}`);
    const text = await response.text();
    expect(text).toContain("METHOD_NOT_ALLOWED");
    expect(text).not.toMatch(/010190|asiakasHetulla/);
    expect(stub.log).toEqual([]);
  });

  it.each(["/health/live", "/health/ready", "/schema.graphql"])(
    "are GET only at %s, and the refusal says so",
    async (path) => {
      const stub = await startStub();
      const response = await fetch(stub.url + path, {
        method: "POST",
        body: "{}",
        headers: { "accept-language": "en" },
      });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
      expect(await response.text()).toContain('"This address takes GET, HEAD only."');
    },
  );

  it("answer a POST to the wrong address with where GraphQL is", async () => {
    const stub = await startStub();
    for (const path of ["/", "/graphql/", "/api/graphql"]) {
      const response = await fetch(stub.url + path, { method: "POST", body, headers: { "accept-language": "en" } });
      const text = await response.clone().text();
      expect(await refusalOf(response)).toEqual([404, "NOT_FOUND"]);
      expect(text).toContain("GraphQL is at /graphql.");
    }
  });

  it("open no tunnel", async () => {
    const stub = await startStub();
    expect(await sendRaw(stub, "CONNECT 127.0.0.1:22 HTTP/1.1\r\nhost: x\r\n\r\n")).not.toMatch(/^HTTP\/1\.1 2/);
    expect(statusOf(await sendRaw(stub, "TRACE /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"))).toBe(405);
  });
});

describe("an address that is none", () => {
  const addresses = [
    "/.env",
    "/server-status",
    "/graphql/../admin",
    "/graphql/..%2fadmin",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%5c..%5cpackage.json",
    "//",
    "//evil.example/graphql",
    "/%00",
    "/%",
    "/%E0%A4%A",
    "/010190-900P",
    "/asiakas/010190-900P",
    "http://evil.example/graphql",
    "/paikallinen/personat",
    "/__proto__",
    "/constructor",
    "*",
  ];

  it.each(addresses)("%s is not found, with the same body as any other", async (address) => {
    const stub = await startStub();
    const answer = await sendRaw(stub, `GET ${address} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`);
    expect(statusOf(answer)).toBe(404);
    const [, text = ""] = answer.split("\r\n\r\n");
    expect(text.replace(/"pyynto":"[^"]+"/, '"pyynto":""')).toBe(
      JSON.stringify({
        errors: [
          {
            message: "Osoitetta ei ole.",
            extensions: { code: "NOT_FOUND", neuvo: "GraphQL on osoitteessa /graphql.", pyynto: "", retryable: false },
          },
        ],
      }),
    );
    expect(answer).not.toMatch(/evil|^server:|^x-powered-by:/im);
    expect(stub.log).toEqual([]);
  });

  it("with a NUL or a bare line end in it is no HTTP", async () => {
    const stub = await startStub();
    for (const address of ["/a\0b", "/a\rb", "/a\nb"]) {
      expect(statusOf(await sendRaw(stub, `GET ${address} HTTP/1.1\r\nhost: x\r\n\r\n`))).toBe(400);
    }
  });
});

describe("a request that two servers could read differently", () => {
  it.each([
    ["length and chunks", "content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["two lengths", "content-length: 4\r\ncontent-length: 5\r\n\r\nabcd"],
    ["an unknown coding", "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n"],
    ["a space before the colon", "content-length : 4\r\n\r\nabcd"],
    ["a folded line", "x: a\r\n b\r\ncontent-length: x\r\n\r\n"],
    ["a length that is no number", "content-length: 4a\r\n\r\nabcd"],
  ])("(%s) is refused and its connection closed", async (_, rest) => {
    const stub = await startStub();
    const head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    const answer = await sendRaw(stub, head + rest);
    expect([400, 501]).toContain(statusOf(answer));
    expect(stub.asked).toHaveLength(0);
  });

  it("(headers over 16 KiB) is refused", async () => {
    const stub = await startStub();
    expect(statusOf(await sendRaw(stub, `GET / HTTP/1.1\r\nhost: x\r\nx: ${"a".repeat(17 * 1024)}\r\n\r\n`))).toBe(431);
  });
});

describe("headers of an answer", () => {
  it("are everywhere the safe ones", async () => {
    const explorer = {
      get: (path: string) =>
        path === "/"
          ? { body: Buffer.from("<p>"), contentType: "text/html; charset=utf-8", headers: { etag: '"1"' } }
          : undefined,
    };
    const stub = await startStub({ explorer });
    const asks: readonly Promise<Response>[] = [
      post(stub, { query }),
      post(stub, "x"),
      post(stub, { query }, { "content-type": "text/plain" }),
      post(stub, { query }, { origin: "https://evil.example", cookie: "istunto=1" }),
      ...["/", "/ei-ole", "/graphql", "/health/live", "/health/ready", "/schema.graphql"].map((path) =>
        fetch(stub.url + path),
      ),
      fetch(`${stub.url}/graphql`, {
        method: "OPTIONS",
        headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
      }),
      fetch(stub.url, { headers: { "if-none-match": '"1"' } }),
    ];
    for (const { headers } of await Promise.all(asks)) {
      expect(Object.fromEntries(headers)).toMatchObject(safe);
      expect(["server", "x-powered-by", "access-control-allow-origin"].filter((name) => headers.has(name))).toEqual([]);
    }
  });

  it("let no answer that may be personal be kept", async () => {
    const stub = await startStub();
    for (const response of [await post(stub, { query }), await post(stub, "x")]) {
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    }
  });

  it("ask for a bearer token where one is missing", async () => {
    const stub = await startStub({
      authenticate: async () => ({ ok: false, code: "UNAUTHENTICATED", reason: "token too large" }),
    });
    const response = await post(stub, { query });
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(stub.log.map((line): unknown => JSON.parse(line))).toMatchObject([
      { koodi: "UNAUTHENTICATED", syy: "token too large" },
    ]);
    expect(await refusalOf(response)).toEqual([401, "UNAUTHENTICATED"]);
  });
});

describe("the explorer's files", () => {
  it("are not sent again to a browser that has them", async () => {
    const stub = await startStub(files({ etag: '"1"' }));
    const [first, again, changed] = await Promise.all(
      [undefined, '"1"', '"0"'].map((etag) =>
        fetch(stub.url, { headers: etag === undefined ? {} : { "if-none-match": etag } }),
      ),
    );
    expect([first?.status, again?.status, changed?.status]).toEqual([200, 304, 200]);
    expect([await first?.text(), await again?.text()]).toEqual(["sivu", ""]);
  });

  it("are sent when they have no tag and the browser has none", async () => {
    expect((await fetch((await startStub(files({}))).url)).status).toBe(200);
  });
});

describe("health and schema", () => {
  it("are told without a token", async () => {
    const stub = await startStub();
    const texts = await Promise.all(
      ["/health/live", "/health/ready", "/schema.graphql"].map(async (path) => (await fetch(stub.url + path)).text()),
    );
    expect(texts).toEqual(['{"tila":"OK"}', '{"valmis":true}', "type Query { mina: Asiakas }"]);
  });

  it("that can't be told are a failure of the server, which lives on", async () => {
    const stub = await startStub({ readiness: () => Promise.reject(new Error("salainen")) });
    const response = await fetch(`${stub.url}/health/ready`);
    expect(await response.clone().text()).not.toContain("salainen");
    expect(await refusalOf(response)).toEqual([500, "INTERNAL_SERVER_ERROR"]);
    expect((await fetch(`${stub.url}/health/live`)).status).toBe(200);
  });
});

describe("local services", () => {
  it("answer under their path where they are configured", async () => {
    const stub = await startStub({ local: async (_, path) => ({ status: 200, body: JSON.stringify({ path }) }) });
    expect(await (await fetch(`${stub.url}/paikallinen/personat`)).json()).toEqual({ path: "/paikallinen/personat" });
  });

  it("that throw are a failure of the server, which lives on", async () => {
    const stub = await startStub({ local: () => Promise.reject(new Error("salainen")) });
    expect(await refusalOf(await fetch(`${stub.url}/paikallinen/viat`, { method: "PUT", body: "{}" }))).toEqual([
      500,
      "INTERNAL_SERVER_ERROR",
    ]);
    expect((await fetch(`${stub.url}/health/live`)).status).toBe(200);
  });
});

describe("two Authorization headers", () => {
  const authenticate = createAuthenticate({ providers: [], sealId: () => "" });
  it("are refused: which is meant can't be known", async () => {
    const stub = await startStub({
      authenticate: async (authorization) =>
        authorization === "Bearer a"
          ? { ok: true, actor: { kind: "analyytikko", sub: "s" } }
          : authenticate(authorization),
    });
    expect(statusOf(await ask(stub, "authorization: Bearer a\r\n"))).toBe(200);
    expect(statusOf(await ask(stub, "authorization: Bearer a\r\nauthorization: Bearer b\r\n"))).toBe(401);
    expect(statusOf(await ask(stub, "authorization: Bearer a\r\nAuthorization: Bearer a\r\n"))).toBe(401);
    expect(stub.asked).toHaveLength(1);
  });

  it("are not made up from the address, a cookie or another header", async () => {
    const stub = await startStub({
      authenticate: async (authorization) =>
        authorization === undefined
          ? { ok: false, code: "UNAUTHENTICATED", reason: "none" }
          : { ok: true, actor: { kind: "analyytikko", sub: "s" } },
    });
    const headers = {
      cookie: "authorization=Bearer a; access_token=a",
      "x-authorization": "Bearer a",
      "proxy-authorization": "Bearer a",
    };
    const response = await fetch(`${stub.url}/graphql?access_token=a&authorization=Bearer%20a`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
    expect(response.status).toBe(401);
  });
});

describe("queries under way", () => {
  it("are bounded: one more is refused at once and told when to come again, and health is not", async () => {
    const go = createGate();
    const [first, second] = [createGate(), createGate()];
    const came = [first, second];
    const stub = await startStub({
      maxQueries: 2,
      async execute() {
        came.shift()?.open();
        await go.promise;
        return { data: { mina: { id: "a" } }, errors: [] };
      },
    });
    const answers = [post(stub, { query }), post(stub, { query })];
    await Promise.all([first.promise, second.promise]);
    const refused = await post(stub, { query });
    expect(refused.headers.get("retry-after")).toBe("2");
    expect(await refusalOf(refused)).toEqual([503, "OVERLOADED"]);
    expect((await fetch(`${stub.url}/health/live`)).status).toBe(200);
    go.open();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await post(stub, { query })).status).toBe(200);
  });
});

describe("a server that closes", () => {
  it("lets a request under way end, then is gone, though the client keeps its connection alive", async () => {
    const [came, go] = [createGate(), createGate()];
    const stub = await startStub({
      async execute() {
        came.open();
        await go.promise;
        return { data: { mina: { id: "loppuun" } }, errors: [] };
      },
    });
    const answer = post(stub, { query });
    await came.promise;
    const closed = stub.server.close(20_000);
    await expect(fetch(`${stub.url}/health/live`)).rejects.toThrow("fetch failed");
    go.open();
    expect(await (await answer).json()).toMatchObject({ data: { mina: { id: "loppuun" } } });
    await closed;
  });

  it("cuts what has not ended when the grace is over", async () => {
    const came = createGate();
    const stub = await startStub({
      execute() {
        came.open();
        return new Promise(() => undefined);
      },
    });
    const answer = post(stub, { query });
    const cut = answer.catch((error: unknown) => error);
    await came.promise;
    await stub.server.close(1);
    expect(await cut).toMatchObject({ message: "fetch failed" });
  });

  it("refuses to start where another listens", async () => {
    const { server } = await startStub();
    await expect(startStub({ port: server.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
