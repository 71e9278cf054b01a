import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefused, parseRaw, startTarget } from "./bad-input-kit.ts";
import type { Expected, Reply, Target } from "./bad-input-kit.ts";

let target: Target;
beforeAll(async () => {
  target = await startTarget({ allowedOrigins: ["https://asiointi.example"] });
});
afterAll(() => target.system.close());

const query = "{ mina { id } }";
const body = JSON.stringify({ query });
const hetu = "010190-900P";
type Row = readonly [row: number, name: string, send: (to: Target) => Promise<Reply>, expected: Expected];

const raw =
  (...parts: readonly (string | Uint8Array)[]) =>
  async (to: Target): Promise<Reply> =>
    parseRaw(await to.send(...parts));
const head = (headers: string, line = "POST /graphql HTTP/1.1"): string =>
  `${line}\r\nhost: x\r\ncontent-type: application/json\r\n${headers}\r\n`;
const typed = (type: string): Row => [
  3,
  `a body of type ${type}`,
  (to) => to.post(body, { "content-type": type }),
  { status: 415, code: "UNSUPPORTED_MEDIA_TYPE" },
];
const badBody = (row: number, name: string, text: string | Uint8Array): Row => [
  row,
  name,
  (to) => to.post(text),
  { status: 400, code: "BAD_REQUEST", canaries: ["salainen"] },
];
const notHttp: Expected = { status: 400, code: "BAD_REQUEST", canaries: ["salainen"] };
const badHead = (row: number, name: string, rest: string): Row => [
  row,
  name,
  raw(head("").slice(0, -2) + rest),
  notHttp,
];
const notFound = (path: string): Row => [
  26,
  `the address ${path}`,
  raw(`GET ${path} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`),
  { status: 404, code: "NOT_FOUND", canaries: ["evil", "salainen"] },
];
const other = (row: number, method: string): Row => [
  row,
  `the method ${method}`,
  raw(head("connection: close\r\n", `${method} /graphql HTTP/1.1`)),
  { status: 405, code: "METHOD_NOT_ALLOWED" },
];

const rows: readonly Row[] = [
  [
    1,
    "a length over the limit, with no body",
    raw(head("content-length: 1000000000\r\n")),
    { status: 413, code: "PAYLOAD_TOO_LARGE" },
  ],
  [
    1,
    "a length of one byte over the limit",
    raw(head(`content-length: ${256 * 1024 + 1}\r\n`)),
    { status: 413, code: "PAYLOAD_TOO_LARGE" },
  ],
  [
    2,
    "chunks without end past the limit",
    raw(
      head("transfer-encoding: chunked\r\n"),
      `${(256 * 1024 + 1).toString(16)}\r\n${"a".repeat(256 * 1024 + 1)}\r\n`,
    ),
    { status: 413, code: "PAYLOAD_TOO_LARGE" },
  ],
  ...["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "message/rfc822"].map(
    typed,
  ),
  [
    3,
    "a body without a type",
    raw(`POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
    { status: 415, code: "UNSUPPORTED_MEDIA_TYPE" },
  ],
  [
    3,
    "GET with a form's type",
    raw(head("connection: close\r\n", "GET /graphql?query=x HTTP/1.1")),
    { status: 405, code: "METHOD_NOT_ALLOWED" },
  ],
  [
    4,
    "UTF-16 by its name",
    (to) => to.post(body, { "content-type": "application/json; charset=utf-16" }),
    { status: 415, code: "UNSUPPORTED_MEDIA_TYPE" },
  ],
  badBody(4, "a byte order mark", `\uFEFF${body}`),
  badBody(
    4,
    "a byte that is not of UTF-8",
    Buffer.concat([Buffer.from('{"query": "salainen'), Buffer.from([0xff]), Buffer.from('"}')]),
  ),
  badBody(5, "no JSON", "salainen"),
  badBody(5, "a JSON text", '"salainen"'),
  badBody(5, "null", "null"),
  badBody(5, "an empty object", "{}"),
  badBody(5, "a query that is no text", '{"query": {"salainen": 1}}'),
  badBody(6, "lists 100 000 deep", `{"query": "x", "variables": {"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}}`),
  badBody(6, "lists 65 deep", `{"query": "x", "variables": {"a": ${"[".repeat(65)}${"]".repeat(65)}}}`),
  badBody(8, "__proto__ in the body", '{"query": "{ mina { id } }", "__proto__": {"salainen": true}}'),
  badBody(8, "constructor in variables", '{"query": "{ mina { id } }", "variables": {"constructor": "salainen"}}'),
  badBody(8, "prototype in extensions", '{"query": "{ mina { id } }", "extensions": {"a": {"prototype": "salainen"}}}'),
  [
    9,
    "GET with a query",
    raw(head("connection: close\r\n", "GET /graphql?query={salainen} HTTP/1.1")),
    { status: 405, code: "METHOD_NOT_ALLOWED", canaries: ["salainen"] },
  ],
  [
    11,
    "an identity code in the address of the graph",
    raw(head("connection: close\r\n", `GET /graphql?hetu=${hetu} HTTP/1.1`)),
    { status: 405, code: "METHOD_NOT_ALLOWED", canaries: [hetu] },
  ],
  [
    11,
    "an identity code in a path",
    raw(head("connection: close\r\n", `GET /asiakas/${hetu} HTTP/1.1`)),
    { status: 404, code: "NOT_FOUND", canaries: [hetu] },
  ],
  [
    12,
    "a page of another site",
    (to) => to.post(body, { origin: "https://evil.example" }),
    { status: 403, code: "CSRF_REJECTED", canaries: ["evil"] },
  ],
  [
    12,
    "a page of another site by Sec-Fetch-Site alone",
    raw(`${head(`sec-fetch-site: cross-site\r\nconnection: close\r\ncontent-length: ${body.length}\r\n`)}${body}`),
    { status: 403, code: "CSRF_REJECTED" },
  ],
  [
    12,
    "a cookie in the place of a token",
    (to) => to.post(body, { cookie: "token=salainen" }),
    { status: 401, code: "UNAUTHENTICATED", canaries: ["salainen"] },
  ],
  [14, "a batch of two", (to) => to.post([{ query }, { query }]), { status: 400, code: "BATCHING_NOT_ALLOWED" }],
  [14, "a batch of none", (to) => to.post([]), { status: 400, code: "BATCHING_NOT_ALLOWED" }],
  [
    15,
    "@defer where it may not stand",
    (to) => to.post({ query: "{ mina @defer { id } }" }),
    { status: 400, code: "GRAPHQL_VALIDATION_FAILED" },
  ],
  [
    15,
    "@stream",
    (to) => to.post({ query: "{ mina { osoitteet @stream { katuosoite } } }" }),
    { status: 400, code: "GRAPHQL_VALIDATION_FAILED" },
  ],
  [
    15,
    "an upload",
    (to) => to.post("x", { "content-type": "multipart/form-data; boundary=x" }),
    { status: 415, code: "UNSUPPORTED_MEDIA_TYPE" },
  ],
  [
    15,
    "server-sent events",
    (to) => to.post(body, { accept: "text/event-stream" }),
    { status: 406, code: "NOT_ACCEPTABLE" },
  ],
  [
    15,
    "multipart answers",
    (to) => to.post(body, { accept: "multipart/mixed" }),
    { status: 406, code: "NOT_ACCEPTABLE" },
  ],
  [
    15,
    "a web socket",
    raw(head("connection: upgrade\r\nupgrade: websocket\r\n", "GET /graphql HTTP/1.1").replace("content-type", "x")),
    { status: 405, code: "METHOD_NOT_ALLOWED" },
  ],
  [
    16,
    "headers that never end",
    raw("POST /graphql HTTP/1.1\r\nhost: x\r\nx-sal"),
    { status: 408, code: "REQUEST_TIMEOUT" },
  ],
  [17, "a body that never ends", raw(head("content-length: 100\r\n"), "{"), { status: 408, code: "REQUEST_TIMEOUT" }],
  [
    19,
    "headers over 16 KiB",
    raw(`GET / HTTP/1.1\r\nhost: x\r\nx: ${"salainen".repeat(2200)}\r\n\r\n`),
    { status: 431, code: "PAYLOAD_TOO_LARGE", canaries: ["salainen"] },
  ],
  [
    19,
    "101 headers",
    raw(`GET / HTTP/1.1\r\nhost: x\r\n${"x: salainen\r\n".repeat(100)}\r\n`),
    { status: 431, code: "PAYLOAD_TOO_LARGE", canaries: ["salainen"] },
  ],
  badHead(20, "a length and chunks", "content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"),
  badHead(20, "two lengths", "content-length: 4\r\ncontent-length: 5\r\n\r\nabcd"),
  badHead(20, "an unknown transfer coding", "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n"),
  badHead(20, "a bare line feed in a header", "x: salainen\nx2: a\r\n\r\n"),
  badHead(20, "a bare carriage return in a header", "x: salainen\rx2: a\r\n\r\n"),
  badHead(20, "a folded header", "x: a\r\n salainen\r\ncontent-length: x\r\n\r\n"),
  badHead(20, "a space before the colon", "content-length : 4\r\n\r\nabcd"),
  [21, "HTTP/1.0", raw(`${head(`content-length: ${body.length}\r\n`, "POST /graphql HTTP/1.0")}${body}`), notHttp],
  [
    21,
    "an upgrade",
    raw(`${head(`connection: upgrade\r\nupgrade: websocket\r\ncontent-length: ${body.length}\r\n`)}${body}`),
    notHttp,
  ],
  [
    21,
    "a tunnel",
    raw("CONNECT 127.0.0.1:22 HTTP/1.1\r\nhost: x\r\n\r\n"),
    { status: 405, code: "METHOD_NOT_ALLOWED" },
  ],
  ...["TRACE", "PUT", "DELETE", "PATCH"].map((method) => other(21, method)),
  [
    22,
    "Expect with too large a length",
    raw(head("expect: 100-continue\r\ncontent-length: 1000000000\r\n")),
    { status: 413, code: "PAYLOAD_TOO_LARGE" },
  ],
  [
    22,
    "another Expect",
    raw(head("expect: 200-salainen\r\ncontent-length: 2\r\n")),
    { status: 417, code: "BAD_REQUEST", canaries: ["salainen"] },
  ],
  [
    22,
    "a whole URL for an address, of another host",
    raw("GET http://evil.example/graphql HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n"),
    { status: 404, code: "NOT_FOUND", canaries: ["evil"] },
  ],
  ...["gzip", "br", "zstd"].map((encoding): Row => [
    23,
    `a body in ${encoding}`,
    (to) => to.post(body, { "content-encoding": encoding }),
    { status: 415, code: "UNSUPPORTED_MEDIA_TYPE" },
  ]),
  ...[
    "/graphql/../admin",
    "/graphql/%2e%2e/admin",
    "//graphql",
    "/%00",
    "/salainen",
    "/.env",
    "/server-status",
    "/explorer/../package.json",
  ].map(notFound),
  [26, "a NUL in an address", raw("GET /a\0salainen HTTP/1.1\r\nhost: x\r\n\r\n"), notHttp],
];

describe("bad HTTP", () => {
  it.each(rows)("row %i: %s", async (_row, _name, send, expected) => {
    const reply = await expectRefused(target, send, expected);
    expect([...reply.headers.keys()].filter((name) => name === "server" || name === "x-powered-by")).toEqual([]);
  });

  it("row 7: of a key that comes twice every layer reads the last", async () => {
    const reply = await target.post('{"query": "{ eiOle }", "query": "{ __typename }"}');
    expect([reply.status, JSON.parse(reply.text)]).toMatchObject([200, { data: { __typename: "Query" } }]);
  });

  it("row 13: a page of an unlisted origin is told nothing that would let it ask, a listed one is", async () => {
    const ask = (origin: string): Promise<Response> =>
      fetch(`${target.system.url}/graphql`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
    const [unlisted, listed] = [await ask("https://evil.example"), await ask("https://asiointi.example")];
    expect([unlisted.status, listed.status]).toEqual([204, 204]);
    expect([...unlisted.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
    expect(listed.headers.get("access-control-allow-origin")).toBe("https://asiointi.example");
    expect(listed.headers.has("access-control-allow-credentials")).toBe(false);
  });

  it("row 19: 100 headers are taken", async () => {
    const reply = parseRaw(
      await target.send(`GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${"x: a\r\n".repeat(98)}\r\n`),
    );
    expect(reply.status).toBe(200);
  });

  it("row 24: 1 000 requests pipelined on one connection are answered in order, or refused, and the server lives", async () => {
    const one = (at: number): string => {
      const text = JSON.stringify({ query: `{ a${at}: __typename }` });
      return head(`${at === 999 ? "connection: close\r\n" : ""}content-length: ${text.length}\r\n`) + text;
    };
    const answers = await target.send(Array.from({ length: 1000 }, (_, at) => one(at)).join(""));
    const given = [...answers.matchAll(/"a(\d+)":"Query"/g)].map(([, at]) => Number(at));
    expect(given).toEqual(Array.from({ length: given.length }, (_, at) => at));
    // Where one was too many it was the last, and its connection was closed behind it.
    expect(given.length === 1000 || /HTTP\/1\.1 503 /.test(answers)).toBe(true);
    expect((await fetch(`${target.system.url}/health/live`)).status).toBe(200);
  });

  it("row 25: of a client that goes away in the middle of its query nothing goes on", async () => {
    const token = await target.system.token({ persona: "aino" });
    target.system.mocks.registers["kela"]?.faults.set([{ laji: "jumissa", viiveMs: 60_000 }]);
    const asked = JSON.stringify({ query: "{ mina { laakekatto { vuosi } } }" });
    const calls = target.system.mocks.registers["kela"]?.requests.count() ?? 0;
    const socket = connect(Number(new URL(target.system.url).port), "127.0.0.1");
    socket.write(head(`authorization: Bearer ${token}\r\ncontent-length: ${asked.length}\r\n`) + asked);
    await expect.poll(() => target.system.mocks.registers["kela"]?.requests.count()).toBe(calls + 1);
    socket.destroy();
    target.system.mocks.registers["kela"]?.faults.set([]);
    expect((await target.system.ask("{ mina { laakekatto { vuosi } } }", token)).errors).toEqual([]);
  });

  it("row 27: every address that is none has the same body", async () => {
    const bodies = await Promise.all(
      ["/.env", "/server-status", "/wp-login.php", "/graphql/"].map(async (path) =>
        (await fetch(target.system.url + path)).text(),
      ),
    );
    expect(new Set(bodies.map((text) => text.replace(/"pyynto":"[^"]+"/, ""))).size).toBe(1);
  });
});
