import { connect } from "node:net";
import { Readable } from "node:stream";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRequest } from "../../../gateway/server/read-request.ts";
import { maxBodyBytes, post, refusalOf, sendRaw, startStub } from "./start-stub.ts";

const query = "{ mina { id } }";
const bodyOf = (length: number): string => {
  const empty = JSON.stringify({ query, x: "" });
  return JSON.stringify({ query, x: "a".repeat(length - empty.length) });
};

const nested = (depth: number): string =>
  `{"query": "x", "variables": {"a": ${"[".repeat(depth)}${"]".repeat(depth)}}}`;

describe("the size of a body", () => {
  it("may be the limit and no more", async () => {
    const stub = await startStub();
    expect((await post(stub, bodyOf(maxBodyBytes))).status).toBe(200);
    const refused = await post(stub, bodyOf(maxBodyBytes + 1));
    expect(refused.headers.get("connection")).toBe("close");
    expect(await refusalOf(refused)).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  });

  it("is refused by its header before the body has come, and the connection is closed", async () => {
    const stub = await startStub();
    const answer = await sendRaw(
      stub,
      "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000000\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("PAYLOAD_TOO_LARGE");
    expect(answer.toLowerCase()).toContain("\r\nconnection: close\r\n");
  });

  it("is refused at the byte that passes the limit when no length was told, and an answer comes", async () => {
    const stub = await startStub();
    const chunk = `${(maxBodyBytes + 1).toString(16)}\r\n${"a".repeat(maxBodyBytes + 1)}\r\n`;
    // The body has no end: an answer that waits for it never comes.
    const answer = await sendRaw(
      stub,
      "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
      chunk,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("PAYLOAD_TOO_LARGE");
  });
});

describe("the media type of a body", () => {
  it.each([
    "text/plain",
    "text/plain;application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "message/rfc822",
    "application/graphql",
    "application/jsonx",
    "application/json; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "application/json; charset=",
    "",
  ])("is refused as %j", async (type) => {
    const stub = await startStub();
    expect(await refusalOf(await post(stub, { query }, { "content-type": type }))).toEqual([
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ]);
    expect(stub.asked).toHaveLength(0);
  });

  it("is refused when there is none", async () => {
    const stub = await startStub();
    const answer = await sendRaw(
      stub,
      "POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 415 /);
  });

  it.each([
    "application/json",
    "Application/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
  ])("is accepted as %j", async (type) => {
    expect((await post(await startStub(), { query }, { "content-type": type })).status).toBe(200);
  });

  it.each(["gzip", "br", "zstd", "deflate", "identity, gzip"])("is refused when compressed by %s", async (encoding) => {
    const refused = await post(await startStub(), { query }, { "content-encoding": encoding });
    expect(await refusalOf(refused)).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });
});

describe("a body that can't be read", () => {
  it.each([
    ["nothing", ""],
    ["no JSON", "salainen"],
    ["JSON cut short", '{"query": "salainen'],
    ["two values", '{"query": "{ mina { id } }"} {}'],
    ["a text", '"salainen"'],
    ["a number", "1"],
    ["null", "null"],
    ["an object without a query", "{}"],
    ["a query that is a number", '{"query": 1}'],
    ["a query that is null", '{"query": null}'],
    ["a query that is an object", '{"query": {"salainen": 1}}'],
    ["an operationName that is a list", '{"query": "{ mina { id } }", "operationName": ["salainen"]}'],
    ["variables that are a list", '{"query": "{ mina { id } }", "variables": ["salainen"]}'],
    ["variables that are a text", '{"query": "{ mina { id } }", "variables": "salainen"}'],
    ["__proto__ in the body", '{"query": "{ mina { id } }", "__proto__": {"salainen": 1}}'],
    ["constructor in variables", '{"query": "{ mina { id } }", "variables": {"a": {"constructor": "salainen"}}}'],
    ["prototype in extensions", '{"query": "{ mina { id } }", "extensions": [{"prototype": "salainen"}]}'],
    ["too many levels", nested(80)],
    ["a byte order mark", '\uFEFF{"query": "{ mina { id } }"}'],
  ])("(%s) is refused without a piece of it in the answer", async (_, body) => {
    const stub = await startStub();
    const response = await post(stub, body);
    const text = await response.clone().text();
    expect(await refusalOf(response)).toEqual([400, "BAD_REQUEST"]);
    expect(text).not.toMatch(/salainen|position|Unexpected|JSON at|at .*\.ts|node_modules/);
    expect(stub.asked).toHaveLength(0);
  });

  it("may be 63 levels deep", async () => {
    const stub = await startStub();
    expect(await refusalOf(await post(stub, nested(61)))).toEqual([400, "GRAPHQL_PARSE_FAILED"]);
  });

  it("of 100 000 levels is refused, and the server lives on", async () => {
    const incoming = Object.assign(Readable.from([Buffer.from(nested(100_000))]), {
      headers: { "content-type": "application/json" },
    });
    // The parts of a request that are read.
    const result = await readRequest(incoming as never, 1_000_000);
    expect(result).toMatchObject({ ok: false, error: { code: "BAD_REQUEST" } });
  });

  it.each([
    ["a byte that is never in UTF-8", [0xff]],
    ["half a character", [0xc3]],
    ["ISO-8859-1", [0xe4]],
    ["a lone surrogate", [0xed, 0xa0, 0x80]],
    ["a slash in two bytes", [0xc0, 0xaf]],
  ])("(%s) is refused, and nothing is put in its place", async (_, bytes) => {
    const stub = await startStub();
    const body = Buffer.concat([
      Buffer.from('{"query": "{ mina { id } }", "x": "'),
      Buffer.from(bytes),
      Buffer.from('"}'),
    ]);
    expect(await refusalOf(await post(stub, body))).toEqual([400, "BAD_REQUEST"]);
  });

  it("(a list of queries) is refused as a batch", async () => {
    for (const body of [[{ query }, { query }], [{ query }], []]) {
      expect(await refusalOf(await post(await startStub(), body))).toEqual([400, "BATCHING_NOT_ALLOWED"]);
    }
  });

  it("changes no object of ours", async () => {
    await post(await startStub(), '{"query": "x", "variables": {"__proto__": {"saastunut": true}}}');
    expect("saastunut" in {}).toBe(false);
  });

  it("(any bytes) is refused with 400 or answered, never with a crash", async () => {
    const stub = await startStub();
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json({ maxDepth: 3 }),
      fc.record({ query: fc.string() }).map((one) => JSON.stringify(one)),
    );
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const response = await post(stub, sent);
        await response.text();
        expect([200, 400, 413]).toContain(response.status);
      }),
      { numRuns: 150 },
    );
    expect(stub.log).toEqual([]);
  });
});

describe("a body with a key twice", () => {
  it("has the last one, for every step", async () => {
    const stub = await startStub();
    await post(stub, '{"query": "{ eiOle }", "query": "{ mina { nimi } }"}');
    expect(stub.asked).toHaveLength(1);
  });
});

describe("a client that leaves in the middle of its body", () => {
  it("costs no line of an error in the log, and nothing else", async () => {
    const stub = await startStub();
    await new Promise<void>((resolve) => {
      const socket = connect(stub.server.port, "127.0.0.1", () => {
        socket.write(
          "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
          () => socket.destroy(),
        );
      });
      socket.on("close", () => resolve());
    });
    expect((await post(stub, { query })).status).toBe(200);
    expect(stub.log).toEqual([]);
    expect(stub.asked).toHaveLength(1);
  });
});
