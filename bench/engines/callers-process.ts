/** Callers in a process of their own: each sends its next request when the last was answered. */
import { readFileSync } from "node:fs";
import { Pool } from "undici";
import type { Load, LoadResult, PreparedRequest } from "./load.ts";
import { quantileOf } from "./statistics.ts";
import { toUnseen, workloads } from "./workloads.ts";

process.on("message", (load: Load) => {
  run(load).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));

async function run({ url, workload, callers, first, requests, ...until }: Load): Promise<LoadResult> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: callers, pipelining: 1, headersTimeout: 30_000, bodyTimeout: 30_000 });
  const asked = requests === undefined ? toRequests(workload, until.isUnseen) : readRequests(requests);
  const times: number[] = [];
  const started = performance.now();
  const end = started + until.seconds * 1000;
  let next = first;
  const isOver = (): boolean => performance.now() >= end || next - first >= until.maxRequests;
  const caller = async (): Promise<void> => {
    while (!isOver()) {
      const { body, authorization } = asked((next += 1));
      const before = performance.now();
      const sent = authorization === "" ? headers : { ...headers, authorization };
      const response = await pool.request({ method: "POST", path: pathname, headers: sent, body });
      const text = await response.body.text();
      times.push(performance.now() - before);
      if (response.statusCode !== 200 || !isWhole(text)) throw new Error(`no whole answer: ${text.slice(0, 300)}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: callers }, caller));
  } finally {
    await pool.destroy();
  }
  times.sort((left, right) => left - right);
  return {
    requests: times.length,
    seconds: (performance.now() - started) / 1000,
    p50: quantileOf(times, 0.5) ?? 0,
    p99: quantileOf(times, 0.99) ?? 0,
    last: next,
  };
}

const headers = { "content-type": "application/json", accept: "application/json" };

function readRequests(file: string): (number: number) => PreparedRequest {
  const all = JSON.parse(readFileSync(file, "utf8")) as readonly PreparedRequest[];
  return (number) => all[number % all.length] ?? { body: "", authorization: "" };
}

function toRequests(name: string, isUnseen: boolean): (number: number) => PreparedRequest {
  const bodyOf = toBodies(name, isUnseen);
  return (number) => ({ body: bodyOf(number), authorization: "" });
}

function toBodies(name: string, isUnseen: boolean): (number: number) => string {
  const workload = workloads.find((each) => each.name === name);
  if (workload === undefined) throw new Error(`no workload ${name}`);
  const start = `{"query":${JSON.stringify(workload.query)},"variables":`;
  return (number) =>
    isUnseen
      ? JSON.stringify({ query: toUnseen(workload, number), variables: workload.variables(number) })
      : `${start}${JSON.stringify(workload.variables(number))}}`;
}

/** Whether it is the right one has been compared before; a refusal or a hole must not look fast. */
function isWhole(text: string): boolean {
  return text.startsWith('{"data":{') && !text.includes('"errors":');
}
