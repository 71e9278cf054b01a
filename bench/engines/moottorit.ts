/**
 * `npm run bench -- moottorit`: federation gateways side by side over made up registers, in interleaved rounds of one
 * run. Processor time for one request is what carries over to another machine, as a ratio; the rest belongs to this one.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "./child-process.ts";
import { readChoices, usage } from "./choices.ts";
import type { Choices } from "./choices.ts";
import { limit } from "./gateways.ts";
import type { Running } from "./gateways.ts";
import { createMeter } from "./measure.ts";
import type { Meter, Turn } from "./measure.ts";
import { registerUrl } from "./ports.ts";
import { findInstalled, keepEqual, leaveOut, measureWorkload, printHead, startAll } from "./rounds.ts";
import { supergraphAt, supergraphFrom } from "./supergraph.ts";
import { printCold, printMemory, printTurns } from "./tables.ts";
import type { Workload } from "./workloads.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** After a quiet minute this gateway gives back what it does not need, and what a V8 gives back by itself it has by then. */
const restSeconds = 90;

/**
 * Runs the measurement, as the command line's words choose, and ends the process: with code 1 when a gateway of ours
 * does not start or does not answer right, 2 when a word is wrong.
 */
export async function measureEngines(words: readonly string[]): Promise<never> {
  try {
    const choices = words.includes("--help") ? undefined : readChoices(words);
    if (choices === undefined) console.log(usage);
    else if (choices.write === undefined) await measureAll(choices);
    else writeFileSync(choices.write, supergraphFrom(choices.firstPort));
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
  printHead(choices.contestants, choices);
  for (const workload of choices.workloads) {
    const able = await keepEqual(running, workload);
    printTurns(workload, await measureWorkload(able, workload, { meter, choices }));
    printCold(await measureCold(able, workload, meter));
  }
  await printMemory(running, restSeconds);
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
      leaveOut(gateway, `${workload}, never seen`, error);
    }
  }
  return turns;
}
