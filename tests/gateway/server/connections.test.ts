import { connect } from "node:net";
import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createGate } from "../source/start-peer.ts";
import { http, post, sendRaw, startStub } from "./start-stub.ts";
import type { Stub } from "./start-stub.ts";

const body = JSON.stringify({ query: "{ mina { id } }" });
const request = (headers = ""): string =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`;
const statusesOf = (raw: string): readonly string[] =>
  [...raw.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, one]) => one ?? "");
const open = (stub: Stub): Socket => connect(stub.server.port, "127.0.0.1").on("error", () => undefined);

describe("requests pipelined on one connection", () => {
  it("row 24: are under way up to the limit; one more is refused, in its turn, and the connection closed", async () => {
    const go = createGate();
    const full = createGate();
    const stub = await startStub({
      http: { ...http, maxPipelined: 3 },
      async execute() {
        if (stub.asked.length === 3) full.open();
        await go.promise;
        return { data: { mina: { id: "a" } }, errors: [] };
      },
    });
    const answers = sendRaw(stub, request().repeat(10));
    await full.promise;
    go.open();
    expect(statusesOf(await answers)).toEqual(["200", "200", "200", "503"]);
    expect(stub.asked).toHaveLength(3);
  });

  it("are not answered by a refusal of what comes behind them: the connection is cut", async () => {
    const [came, go] = [createGate(), createGate()];
    const stub = await startStub({
      async execute() {
        came.open();
        await go.promise;
        return { data: { mina: { id: "a" } }, errors: [] };
      },
    });
    const answers = sendRaw(stub, `${request()}ei HTTP:tä\r\n\r\n`);
    await came.promise;
    expect(await answers).toBe("");
    go.open();
  });
});

describe("connections", () => {
  it("row 24: over the limit are closed at once, and those that are open are served", async () => {
    const stub = await startStub({ http: { ...http, maxConnections: 2 } });
    const [first, second] = [open(stub), open(stub)];
    await Promise.all([first, second].map((socket) => new Promise((resolve) => void socket.once("connect", resolve))));
    first.write(request());
    const answer = await new Promise((resolve) => void first.once("data", (text: Buffer) => resolve(String(text))));
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(await sendRaw(stub, request("connection: close\r\n"))).toBe("");
    first.destroy();
    second.destroy();
    await expect.poll(() => sendRaw(stub, request("connection: close\r\n"))).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("an answer that its client does not take", () => {
  it("row 18: is given up when nothing of it was taken for a while", async () => {
    const cut = createGate();
    const stub = await startStub({
      http: { ...http, stalledMs: 50 },
      async local(incoming) {
        incoming.socket.once("close", () => cut.open());
        return { status: 200, body: "a".repeat(50_000_000) };
      },
    });
    const socket = open(stub).pause();
    socket.write("GET /paikallinen/x HTTP/1.1\r\nhost: x\r\n\r\n");
    await cut.promise;
    socket.destroy();
    expect((await post(stub, body)).status).toBe(200);
  });

  it("is not given up while it is taken, however slowly", async () => {
    const stub = await startStub({
      http: { ...http, stalledMs: 200 },
      execute: async () => ({ data: { mina: { id: "a".repeat(20_000_000) } }, errors: [] }),
    });
    const answer = await sendRaw(stub, request("connection: close\r\n"));
    expect(answer.length).toBeGreaterThan(20_000_000);
  });
});

describe("the server's headers", () => {
  it("tell browsers to use TLS only where that is configured", async () => {
    const [tls, plain] = [await startStub({ behindTls: true }), await startStub()];
    const header = async (stub: Stub): Promise<string | null> =>
      (await fetch(`${stub.url}/health/live`)).headers.get("strict-transport-security");
    expect([await header(tls), await header(plain)]).toEqual(["max-age=63072000; includeSubDomains", null]);
  });
});

it("is not ready, by status too, when the readiness says so", async () => {
  const stub = await startStub({ readiness: () => Promise.resolve({ valmis: false }) });
  const response = await fetch(`${stub.url}/health/ready`);
  expect([response.status, await response.json()]).toEqual([503, { valmis: false }]);
});

it("asks for a body that would be read, and for no other", async () => {
  const stub = await startStub();
  const answer = await sendRaw(stub, request("expect: 100-continue\r\nconnection: close\r\n"));
  expect(statusesOf(answer)).toEqual(["100", "200"]);
  expect(
    statusesOf(
      await sendRaw(stub, request("expect: 100-continue\r\n").replace(/content-length: \d+/, "content-length: 100000")),
    ),
  ).toEqual(["413"]);
});

it("leaves an offer of h2c unanswered, as RFC 9110 7.8 lets it", async () => {
  expect(
    statusesOf(await sendRaw(await startStub(), request("upgrade: h2c\r\nconnection: upgrade, close\r\n"))),
  ).toEqual(["200"]);
});
