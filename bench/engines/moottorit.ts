/**
 * `npm run bench -- moottorit`: federation gateways side by side over made up registers, in interleaved rounds of one
 * run. Processor time for one request is what carries over to another machine, as a ratio; the rest belongs to this one.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "./child-process.ts";
import { readChoices, usage } from "./choices.ts";
import type { Choices } from "./choices.ts";
import { findDifference } from "./compare-answers.ts";
import { contestants, limit, startGateway } from "./gateways.ts";
import type { Contestant, Running } from "./gateways.ts";
import { installPeers } from "./install-peers.ts";
import { createMeter } from "./measure.ts";
import type { Meter, Turn, TurnLoad } from "./measure.ts";
import { portsFrom, registerUrl, supergraphAt } from "./supergraph.ts";
import { printCold, printMemory, printTurns } from "./tables.ts";
import type { Workload } from "./workloads.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Runs the measurement, as the command line's words choose, and ends the process: with code 1 when a gateway of ours
 * does not start or does not answer right, 2 when a word is wrong.
 */
export async function measureEngines(words: readonly string[]): Promise<never> {
  try {
    const choices = words.includes("--help") ? undefined : readChoices(words);
    if (choices === undefined) console.log(usage);
    else if (choices.write === undefined) await measureAll(choices);
    else writeFileSync(choices.write, supergraphAt(portsFrom(choices.firstPort)));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
  process.exit();
}

async function measureAll(choices: Choices): Promise<void> {
  const registers = startChild([...typescriptArgs, join(here, "register-process.ts"), String(choices.firstPort)], here);
  const callers = startChild([...typescriptArgs, join(here, "callers-process.ts")], here);
  const { ports } = await registers.next<{ ports: [string, number][] }>();
  const folder = mkdtempSync(join(tmpdir(), "asiakas-moottorit-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const supergraph = join(folder, "supergraph.graphql");
  writeFileSync(supergraph, supergraphAt(new Map(ports)));
  const places = { supergraph, registers: new Map(ports.map(([name, port]) => [name, registerUrl(port)])) };

  const started = await startAll(findInstalled(choices.contestants), places);
  const running = [...started, ...choices.peers];
  const meter = createMeter({ registers, callers });
  printHead(choices);
  for (const workload of choices.workloads) {
    const able = await compareAll(running, workload);
    printTurns(workload, await measureWorkload(able, workload, { meter, choices }));
    printCold(await measureCold(able, workload, meter));
  }
  printMemory(running);
}

function printHead({ contestants: chosen, rounds, seconds }: Choices): void {
  const [load = 0] = loadavg();
  console.log(
    `Node ${process.versions.node}, ${cpus().length} cores, load ${load.toFixed(1)}; medians of ${rounds} interleaved rounds of ${seconds} s, every request about other persons`,
  );
  for (const { name, title } of chosen) console.log(`  ${name.padEnd(16)} ${title}`);
}

/** Those that can be started: the others' packages are installed when they are first wanted. */
function findInstalled(chosen: readonly Contestant[]): readonly Contestant[] {
  const folders = new Set(chosen.flatMap(({ packages }) => packages ?? []));
  const failed = new Set([...folders].filter((folder) => !installPeers(folder)));
  const isMissing = ({ packages }: Contestant): boolean => packages !== undefined && failed.has(packages);
  for (const { name } of chosen.filter(isMissing)) leaveOut(name, "all", "its packages could not be installed");
  return chosen.filter((contestant) => !isMissing(contestant));
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
      leaveOut(contestant.name, "all", error);
    }
  }
  return running;
}

/** Says who is not measured and why. A gateway of ours that has to be left out is a failed run. */
function leaveOut(gateway: string, workload: string, why: unknown): void {
  console.log(`left out of ${workload}: ${gateway}: ${why instanceof Error ? why.message : String(why)}`);
  if (contestants.some(({ name, packages }) => name === gateway && packages === undefined)) process.exitCode = 1;
}

/** Those whose answers are the limit's. */
async function compareAll(running: readonly Running[], workload: Workload): Promise<readonly Running[]> {
  const reference = running.find(({ name }) => name === limit);
  if (reference === undefined) throw new Error("the limit did not start: there is nothing to compare answers with");
  const able: Running[] = [];
  for (const gateway of running) {
    const difference = await findDifference(gateway, { reference, workload }).catch(String);
    if (difference === undefined) able.push(gateway);
    else leaveOut(gateway.name, workload.name, difference);
  }
  return able;
}

/** By requests, not by time: a slow gateway's code is compiled no sooner than a quick one's. */
const warmUp = { callers: 16, seconds: 15, maxRequests: 1500 };

async function measureWorkload(
  gateways: readonly Running[],
  { name: workload }: Workload,
  { meter, choices }: { readonly meter: Meter; readonly choices: Choices },
): Promise<readonly Turn[]> {
  const failed = new Set<string>();
  const measure = async (gateway: Running, load: Omit<TurnLoad, "workload">): Promise<readonly Turn[]> => {
    if (failed.has(gateway.name)) return [];
    try {
      return [await meter.measure(gateway, { workload, ...load })];
    } catch (error) {
      failed.add(gateway.name);
      leaveOut(gateway.name, workload, error);
      return [];
    }
  };
  for (const gateway of gateways) await measure(gateway, warmUp);
  const turns: Turn[] = [];
  for (const callers of choices.callers) {
    for (let round = 0; round < choices.rounds; round += 1) {
      // Another one begins each round, so that none always runs after the same neighbour.
      const first = round % gateways.length;
      for (const gateway of [...gateways.slice(first), ...gateways.slice(0, first)]) {
        turns.push(...(await measure(gateway, { callers, seconds: choices.seconds })));
      }
    }
  }
  return turns.filter(({ gateway }) => !failed.has(gateway));
}

/** Operations never seen before, one after another; not of the limit, which plans nothing. */
async function measureCold(
  gateways: readonly Running[],
  { name: workload }: Workload,
  meter: Meter,
): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  const load = { workload, callers: 1, seconds: 10, isUnseen: true };
  for (const gateway of gateways.filter(({ name }) => name !== limit)) {
    try {
      // The code that plans has to be compiled too: what it costs the first time is no operation's.
      await meter.measure(gateway, { ...load, maxRequests: 40 });
      turns.push(await meter.measure(gateway, { ...load, maxRequests: 80 }));
    } catch (error) {
      leaveOut(gateway.name, `${workload}, never seen`, error);
    }
  }
  return turns;
}
