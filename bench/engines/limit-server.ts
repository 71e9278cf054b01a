/**
 * What hand-written gateways are made of: node:http, undici and JSON, and no GraphQL at all. Checks nothing, knows
 * operations by their text, and tells its parent its address. The registers' addresses are the first word of the command.
 */
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";
import type { Given } from "./registers.ts";

/** An object of JSON. */
export type Json = Record<string, unknown>;
/** Asks a register one query. */
export type Ask = (variables: Given) => Promise<Json>;
/** What answers an operation: its `data`. */
export type RunByHand = (variables: Given) => Promise<Json>;

/** The beginning of a query of entities. */
export const entities = "query($representations:[_Any!]!){_entities(representations:$representations)";

const urls = new Map(JSON.parse(process.argv[2] ?? "[]") as [string, string][]);
const pools = new Map(
  [...urls].map(([name, url]) => [name, new Pool(new URL(url).origin, { connections: 64, pipelining: 1 })]),
);

/** One query of one register, its text written once. */
export function toAsk(register: string, query: string): Ask {
  const pool = pools.get(register);
  const path = new URL(urls.get(register) ?? "http://127.0.0.1").pathname;
  const start = `{"query":${JSON.stringify(query)},"variables":`;
  const headers = { "content-type": "application/json" };
  return async (variables) => {
    const response = await pool?.request({
      method: "POST",
      path,
      headers,
      body: `${start}${JSON.stringify(variables)}}`,
    });
    return (JSON.parse((await response?.body.text()) ?? "") as { readonly data: Json }).data;
  };
}

/** Asks of objects by their ids, of all registers side by side, and puts what they say into the objects. */
export async function complete(type: string, targets: readonly Json[], asks: readonly Ask[]): Promise<void> {
  const representations = targets.map(({ id }) => ({ __typename: type, id }));
  const answers = await Promise.all(asks.map((ask) => ask({ representations })));
  for (const { _entities } of answers) {
    const parts = _entities as Json[];
    for (const [at, target] of targets.entries()) Object.assign(target, parts[at]);
  }
}

/** Serves operations by their text. */
export function serveByHand(runs: ReadonlyMap<string, RunByHand>): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => void answer(Buffer.concat(chunks).toString("utf8"), { response, runs }));
  });
  server.listen(0, "127.0.0.1", () => {
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` });
  });
  process.on("disconnect", () => process.exit(0));
}

interface Answering {
  readonly response: ServerResponse;
  readonly runs: ReadonlyMap<string, RunByHand>;
}

async function answer(text: string, { response, runs }: Answering): Promise<void> {
  const { query, variables } = JSON.parse(text) as { readonly query: string; readonly variables: Given };
  try {
    const found = await (runs.get(query) ?? refuse)(variables);
    const body = Buffer.from(JSON.stringify({ data: found }));
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("an operation that is not written out here"));
}
