import { isDeepStrictEqual } from "node:util";
import { request } from "undici";
import type { Running } from "./gateways.ts";
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
    const body = { query: workload.query, variables: workload.variables(number) };
    const [right, found] = [await ask(reference.url, body), await ask(gateway.url, body)];
    if (found.status !== 200 || found.errors !== undefined) {
      return `HTTP ${found.status}: ${JSON.stringify(found.errors)?.slice(0, 300) ?? "no JSON object"}`;
    }
    if (!isDeepStrictEqual(found.data, right.data)) return "other data than the limit's";
  }
  return undefined;
}

async function ask(
  url: string,
  body: unknown,
): Promise<{ readonly status: number; readonly data?: unknown; readonly errors?: unknown }> {
  const response = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.body.json().catch(() => ({ errors: "no JSON" }));
  return { status: response.statusCode, ...Object(answer) };
}
