import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { startChild } from "../../../bench/engines/child-process.ts";
import type { Child } from "../../../bench/engines/child-process.ts";
import type { Load, LoadResult } from "../../../bench/engines/load.ts";
import { typescriptArgs } from "../../../scripts/typescript/args.ts";

const folder = fileURLToPath(new URL("../../../bench/engines/", import.meta.url));
let callers: Child;

beforeAll(() => {
  callers = startChild([...typescriptArgs, `${folder}callers-process.ts`], folder);
});
afterAll(() => callers.stop());

interface Asked {
  readonly query: string;
  readonly variables: { readonly id?: unknown };
}

/** A load on a server that answers so; gives what it was asked. */
async function load(
  answer: (call: number) => readonly [status: number, body: string],
  chosen: Partial<Load> = {},
): Promise<{ readonly result: Promise<LoadResult>; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => void (text += chunk));
    request.on("end", () => {
      asked.push(JSON.parse(text) as Asked);
      const [status, body] = answer(asked.length);
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const whole = { workload: "A", callers: 4, seconds: 10, maxRequests: 40, first: 100, isUnseen: false };
  return { result: callers.ask<LoadResult>({ url, ...whole, ...chosen }), asked };
}

it("asks of another person every time, and says where the next load goes on", async () => {
  const { result, asked } = await load(() => [200, '{"data":{"asiakas":{}}}']);
  const { requests, last } = await result;
  expect(requests).toBe(40);
  expect(last).toBe(140);
  expect(new Set(asked.map(({ variables }) => variables.id)).size).toBe(40);
  expect(new Set(asked.map(({ query }) => query)).size).toBe(1);
});

it("asks an operation that was never seen every time, where that is measured", async () => {
  const { result, asked } = await load(() => [200, '{"data":{"asiakas":{}}}'], { isUnseen: true, callers: 1 });
  await result;
  expect(new Set(asked.map(({ query }) => query)).size).toBe(40);
});

it.each<[string, number, string]>([
  ["a refusal", 429, '{"errors":[{"message":"later"}]}'],
  ["an answer with a hole", 200, '{"data":{"asiakas":null},"errors":[{"message":"away"}]}'],
  ["an answer without data", 200, '{"data":null}'],
])("ends by %s, which must not look fast", async (_, status, body) => {
  const { result } = await load((call) => (call > 10 ? [status, body] : [200, '{"data":{"asiakas":{}}}']));
  await expect(result).rejects.toThrow("no whole answer");
});
