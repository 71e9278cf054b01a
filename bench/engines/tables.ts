import { setTimeout } from "node:timers/promises";
import { baseline, limit } from "./gateways.ts";
import type { Running } from "./gateways.ts";
import type { Turn } from "./measure.ts";
import { rssMbOf } from "./process-cost.ts";
import { ratiosOf, spreadOf } from "./statistics.ts";
import type { Workload } from "./workloads.ts";

/** Prints one workload: each gateway at each number of callers, medians of the rounds. */
export function printTurns({ name, title }: Workload, turns: readonly Turn[]): void {
  console.log(`\n${name}: ${title}`);
  console.log(
    `gateway         callers   req/s   p50 ms   p99 ms  CPU ms/request (min-max)  apollo's is × (min-max)  share of limit (min-max)  calls  registers' core  callers' core`,
  );
  for (const callers of new Set(turns.map((turn) => turn.callers))) {
    const atOnce = turns.filter((turn) => turn.callers === callers);
    for (const gateway of new Set(atOnce.map((turn) => turn.gateway))) console.log(toLine(gateway, atOnce));
  }
}

/** Prints what an operation costs that was never seen before. */
export function printCold(turns: readonly Turn[]): void {
  console.log("never seen operations, one at a time: CPU ms · p50 ms");
  console.log(
    turns
      .map(({ gateway, cpuMs, p50 }) => `  ${gateway.padEnd(16)} ${cpuMs?.toFixed(2) ?? "–"} · ${p50.toFixed(1)}`)
      .join("\n"),
  );
}

/** Prints what memory the gateways hold after all of the load; and once more after `restSeconds`, in which nobody asks. */
export async function printMemory(running: readonly Running[], restSeconds = 0): Promise<void> {
  const held = (): readonly string[] => running.map(({ pid }) => rssMbOf(pid)?.toFixed(0) ?? "–");
  const atOnce = held();
  console.log(`\nmemory after the load${restSeconds === 0 ? "" : ` · after ${restSeconds} s of rest`}, MB (RSS)`);
  await setTimeout(restSeconds * 1000);
  const rested = held();
  for (const [at, { name }] of running.entries()) {
    console.log(`  ${name.padEnd(16)} ${atOnce[at]}${restSeconds === 0 ? "" : ` · ${rested[at]}`}`);
  }
}

/** One gateway's line. Ratios pair the turns of the same round, so that a disturbance of one round counts for both. */
function toLine(gateway: string, turns: readonly Turn[]): string {
  const own = turns.filter((turn) => turn.gateway === gateway);
  const cpuOf = (name: string): readonly (number | undefined)[] =>
    turns.filter((turn) => turn.gateway === name).map(({ cpuMs }) => cpuMs);
  const median = (read: (turn: Turn) => number | undefined, digits: number): string =>
    spreadOf(own.flatMap((turn) => read(turn) ?? []))?.median.toFixed(digits) ?? "–";
  return [
    gateway.padEnd(15),
    String(own[0]?.callers).padStart(7),
    median((turn) => turn.requestsPerSecond, 0).padStart(7),
    median((turn) => turn.p50, 2).padStart(8),
    median((turn) => turn.p99, 1).padStart(8),
    toSpread(
      own.flatMap(({ cpuMs }) => cpuMs ?? []),
      3,
    ).padStart(25),
    toSpread(ratiosOf(cpuOf(baseline), cpuOf(gateway)), 1).padStart(24),
    toSpread(ratiosOf(cpuOf(limit), cpuOf(gateway)), 2).padStart(25),
    median((turn) => turn.calls, 1).padStart(6),
    median((turn) => turn.registersCore, 2).padStart(16),
    median((turn) => turn.callersCore, 2).padStart(14),
  ].join(" ");
}

function toSpread(values: readonly number[], digits: number): string {
  const spread = spreadOf(values);
  if (spread === undefined) return "–";
  const { median, min, max } = spread;
  return `${median.toFixed(digits)} (${min.toFixed(digits)}-${max.toFixed(digits)})`;
}
