import { isDeepStrictEqual } from "node:util";
import { request } from "undici";
import type { Running } from "./gateways.ts";
import type { PreparedRequest } from "./load.ts";
import type { Workload } from "./workloads.ts";

/** Numbers of the requests that are compared, which no measurement reaches. */
const numbers = [40_000_000, 40_000_007, 40_000_021];

/**
 * How a gateway's answers to a workload differ from those that another gave to the same: undefined when they are
 * equal as JSON, members in any order.
 */
export async function findDifference(
  gateway: Running,
  { reference, workload }: { readonly reference: Running; readonly workload: Workload },
): Promise<string | undefined> {
  for (const number of numbers) {
    const asked = requestOf(workload, number);
    const [right, found] = [await ask(reference.url, asked), await ask(gateway.url, asked)];
    if (found.status !== 200 || found.errors !== undefined) {
      return `HTTP ${found.status}: ${JSON.stringify(found.errors)?.slice(0, 300) ?? "no JSON object"}`;
    }
    if (!isDeepStrictEqual(found.data, right.data)) return "other data than the limit's";
  }
  return undefined;
}

function requestOf({ query, variables, prepared }: Workload, number: number): PreparedRequest {
  return prepared?.of(number) ?? { body: JSON.stringify({ query, variables: variables(number) }), authorization: "" };
}

async function ask(
  url: string,
  { body, authorization }: PreparedRequest,
): Promise<{ readonly status: number; readonly data?: unknown; readonly errors?: unknown }> {
  const response = await request(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      ...(authorization === "" ? {} : { authorization }),
    },
    body,
  });
  const text = await response.body.text();
  const answer: unknown = toJson(text) ?? { errors: text.slice(0, 300) };
  return { status: response.statusCode, ...Object(answer) };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What a server that failed says instead is told as it is.
    return undefined;
  }
}
