import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readParts } from "../read-parts.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";
import { startSupergraph } from "./engine/start-supergraph.ts";
import type { RunningSupergraph } from "./engine/start-supergraph.ts";

type Gateway = ChildProcessByStdio<null, Readable, Readable>;

const command = fileURLToPath(new URL("../../gateway/gateway-main.ts", import.meta.url));
const file = join(mkdtempSync(join(tmpdir(), "asiakas-supergraafi-")), "supergraph.graphql");
let first: RunningSupergraph;
let second: RunningSupergraph;
let gateway: Gateway;
let url = "";
let said = "";

async function* twoChanges(): AsyncGenerator {
  for (const id of ["1", "2"]) yield { muutos: { id } };
}

const startOf = (vuosi: number): Promise<RunningSupergraph> =>
  startSupergraph({
    a: {
      schema: `type Query { henkilo: Henkilo } type Subscription { muutos: Henkilo } type Henkilo @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { henkilo: () => ({ id: "1" }) }, Subscription: { muutos: { subscribe: twoChanges } } },
    },
    b: {
      schema: `type Henkilo @key(fields: "id") { id: ID! vuosi${vuosi}: Int }`,
      resolvers: { Henkilo: { __resolveReference: () => ({ __typename: "Henkilo", [`vuosi${vuosi}`]: vuosi }) } },
    },
  });

const run = (...words: readonly string[]): Gateway =>
  spawn(process.execPath, [...typescriptArgs, command, ...words], { stdio: ["ignore", "pipe", "pipe"] });

/** Waits until the gateway has said something, from `since` on. */
async function untilSaid(pattern: RegExp, since = 0): Promise<string> {
  for (;;) {
    const found = pattern.exec(said.slice(since));
    if (found !== null) return found[0];
    await Promise.race([once(gateway.stdout, "data"), once(gateway.stderr, "data")]);
  }
}

function post(query: string, accept = "application/json"): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify({ query }),
  });
}

async function ask(query: string): Promise<unknown> {
  return (await post(query)).json();
}

beforeAll(async () => {
  [first, second] = await Promise.all([startOf(1), startOf(2)]);
  writeFileSync(file, first.supergraphSdl);
  gateway = run("--supergraph", file, "--port", "0");
  for (const stream of [gateway.stdout, gateway.stderr]) stream.on("data", (chunk) => void (said += String(chunk)));
  url = await untilSaid(/http:\/\/127\.0\.0\.1:\d+\/graphql/);
});
afterAll(async () => {
  gateway.kill("SIGKILL");
  await Promise.all([first.close(), second.close()]);
});

describe("the engine alone over a supergraph of anybody's", () => {
  it("answers over the subgraphs that the file names", async () => {
    expect(await ask("{ henkilo { vuosi1 } }")).toEqual({ data: { henkilo: { vuosi1: 1 } } });
  });

  it("answers in parts to whoever takes them", async () => {
    const query = "{ henkilo { id ... @defer { vuosi1 } } }";
    const parts: unknown[] = [];
    for await (const part of readParts(await post(query, "multipart/mixed, application/json"))) parts.push(part);
    expect(parts).toEqual([
      { data: { henkilo: { id: "1" } }, hasNext: true },
      { incremental: [{ path: ["henkilo"], data: { vuosi1: 1 } }], hasNext: true },
      { hasNext: false },
    ]);
    expect(await ask(query)).toEqual({ data: { henkilo: { id: "1", vuosi1: 1 } } });
  });

  it("answers a subscription by events, and a query too where events are asked for", async () => {
    const events = await post("subscription { muutos { id vuosi1 } }", "text/event-stream");
    expect([events.status, events.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    const next = (id: string): string => `event: next\ndata: {"data":{"muutos":{"id":"${id}","vuosi1":1}}}\n\n`;
    const complete = "event: complete\ndata:\n\n";
    expect(await events.text()).toBe(`:\n\n${next("1")}${next("2")}${complete}`);
    const single = await post("{ henkilo { id } }", "text/event-stream");
    expect(await single.text()).toBe(`:\n\nevent: next\ndata: {"data":{"henkilo":{"id":"1"}}}\n\n${complete}`);
    const asJson = await post("subscription { muutos { id } }");
    expect([asJson.status, await asJson.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: "BAD_REQUEST" } }] },
    ]);
  });

  it("refuses a file that does not load, says why, and goes on with the one before", async () => {
    writeFileSync(file, "type Query { rikki: ");
    const since = said.length;
    gateway.kill("SIGHUP");
    expect(await untilSaid(/uutta supergraafia ei otettu käyttöön[^\n]*/, since)).toContain("Syntax Error");
    expect(await ask("{ henkilo { vuosi1 } }")).toEqual({ data: { henkilo: { vuosi1: 1 } } });
  });

  it("takes the file into use anew: what is under way ends on the one before, what comes begins on the new", async () => {
    const held: ServerResponse[] = [];
    first.interfere(({ subgraph }, response) => subgraph === "b" && held.push(response) > 0);
    const underWay = ask("{ henkilo { vuosi1 } }");
    await expect.poll(() => held.length).toBe(1);
    writeFileSync(file, second.supergraphSdl);
    const since = said.length;
    gateway.kill("SIGHUP");
    await untilSaid(/uusi supergraafi on otettu käyttöön/, since);
    expect(await ask("{ henkilo { vuosi2 } }")).toEqual({ data: { henkilo: { vuosi2: 2 } } });
    expect(await ask("{ henkilo { vuosi1 } }")).toMatchObject({
      errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
    });
    for (const response of held) response.end('{"data":{"_entities":[{"vuosi1":11}]}}');
    expect(await underWay).toEqual({ data: { henkilo: { vuosi1: 11 } } });
  });

  it("ends when it is told to", async () => {
    const gone = once(gateway, "exit");
    gateway.kill("SIGTERM");
    expect(await gone).toEqual([0, null]);
  });
});

it("tells how it is used where a word is missing or unknown", async () => {
  const wrong = run("--supergraph", file, "--engine", "toinen");
  const [code] = await once(wrong, "exit");
  expect(code).toBe(2);
});
