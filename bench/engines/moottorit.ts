/**
 * `npm run bench -- moottorit`: federation gateways side by side over made up registers, in interleaved rounds of one
 * run. Processor time for one request is what carries over to another machine, as a ratio; the rest belongs to this one.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "./child-process.ts";
import { findDifference } from "./compare-answers.ts";
import { contestants, limit, startGateway } from "./gateways.ts";
import type { Contestant, Running } from "./gateways.ts";
import { createMeter } from "./measure.ts";
import type { Meter, Turn } from "./measure.ts";
import { readChoices } from "./choices.ts";
import type { Choices } from "./choices.ts";
import { rssMbOf } from "./process-cost.ts";
import { registerUrl, supergraphAt } from "./supergraph.ts";
import { printCold, printTurns } from "./tables.ts";
import type { Workload } from "./workloads.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Runs the measurement, as the command line's words choose. Ends with code 1 when our own answers are not right. */
export async function measureEngines(words: readonly string[]): Promise<void> {
  const choices = readChoices(words);
  const registers = startChild(["--import", "tsx", join(here, "register-process.ts"), String(choices.firstPort)], here);
  const callers = startChild(["--import", "tsx", join(here, "callers-process.ts")], here);
  const { ports } = await registers.next<{ ports: [string, number][] }>();
  const supergraph = join(mkdtempSync(join(tmpdir(), "asiakas-moottorit-")), "supergraph.graphql");
  writeFileSync(supergraph, supergraphAt(new Map(ports)));
  const places = { supergraph, registers: new Map(ports.map(([name, port]) => [name, registerUrl(port)])) };

  const running = [...(await startAll(choices.contestants, places)), ...choices.peers];
  const meter = createMeter({ registers, callers });
  for (const workload of choices.workloads) {
    const able = await compareAll(running, workload);
    const turns = await measureWorkload(able, workload, { meter, choices });
    printTurns(workload, turns);
    printCold(await measureCold(able, workload, meter));
  }
  console.log("\nMemory after the load, MB (RSS)");
  for (const { name, pid } of running) console.log(`  ${name.padEnd(16)} ${rssMbOf(pid)?.toFixed(0) ?? "–"}`);
  process.exit();
}

async function startAll(
  chosen: readonly Contestant[],
  places: Parameters<typeof startGateway>[1],
): Promise<readonly Running[]> {
  const running: Running[] = [];
  for (const contestant of chosen) {
    try {
      running.push(await startGateway(contestant, places));
    } catch (error) {
      console.log(`left out: ${contestant.name} did not start: ${String(error)}`);
    }
  }
  return running;
}

/** Those whose answers are the limit's. Ours have to be. */
async function compareAll(running: readonly Running[], workload: Workload): Promise<readonly Running[]> {
  const reference = running.find(({ name }) => name === limit);
  if (reference === undefined) throw new Error("the limit did not start: nothing to compare answers with");
  const able: Running[] = [];
  for (const gateway of running) {
    const difference = await findDifference(gateway, { reference, workload });
    if (difference === undefined) {
      able.push(gateway);
      continue;
    }
    console.log(`left out of ${workload.name}: ${gateway.name}: ${difference}`);
    if (contestants.some(({ name, isPeer }) => name === gateway.name && !isPeer)) process.exitCode = 1;
  }
  return able;
}

/** By requests: a slow gateway's code is compiled no sooner than a quick one's. */
const warmUp = { seconds: 15, maxRequests: 1500 };

async function measureWorkload(
  gateways: readonly Running[],
  { name: workload }: Workload,
  { meter, choices }: { readonly meter: Meter; readonly choices: Choices },
): Promise<readonly Turn[]> {
  for (const gateway of gateways) {
    await meter.measure(gateway, { workload, callers: 16, ...warmUp });
  }
  const turns: Turn[] = [];
  for (const callers of choices.callers) {
    for (let round = 0; round < choices.rounds; round += 1) {
      // Another one begins each round, so that none always runs after the same neighbour.
      const first = round % gateways.length;
      for (const gateway of [...gateways.slice(first), ...gateways.slice(0, first)]) {
        turns.push(await meter.measure(gateway, { workload, callers, seconds: choices.seconds }));
      }
    }
  }
  return turns;
}

/** Operations never seen before, one after another; not of the limit, which plans nothing. */
async function measureCold(
  gateways: readonly Running[],
  { name: workload }: Workload,
  meter: Meter,
): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  for (const gateway of gateways.filter(({ name }) => name !== limit)) {
    const load = { workload, callers: 1, seconds: 10, maxRequests: 60, isUnseen: true };
    turns.push(await meter.measure(gateway, load));
  }
  return turns;
}
