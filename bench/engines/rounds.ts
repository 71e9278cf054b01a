import { cpus, loadavg } from "node:os";
import { findDifference } from "./compare-answers.ts";
import type { Choices } from "./choices.ts";
import { limit, startGateway } from "./gateways.ts";
import type { Contestant, Places, Running } from "./gateways.ts";
import { installPeers } from "./install-peers.ts";
import type { Meter, Turn, TurnLoad } from "./measure.ts";
import type { Workload } from "./workloads.ts";

/** Prints how and with whom a run is made. */
export function printHead(
  chosen: readonly Contestant[],
  { rounds, seconds }: Pick<Choices, "rounds" | "seconds">,
): void {
  const [load = 0] = loadavg();
  console.log(
    `Node ${process.versions.node}, ${cpus().length} cores, load ${load.toFixed(1)}; medians of ${rounds} interleaved rounds of ${seconds} s, every request about other persons`,
  );
  for (const { name, title } of chosen) console.log(`  ${name.padEnd(16)} ${title}`);
}

/** Those that can be started: the others' packages are installed when they are first wanted. */
export function findInstalled(chosen: readonly Contestant[]): readonly Contestant[] {
  const folders = new Set(chosen.flatMap(({ packages }) => packages ?? []));
  const failed = new Set([...folders].filter((folder) => !installPeers(folder)));
  const isMissing = ({ packages }: Contestant): boolean => packages !== undefined && failed.has(packages);
  for (const each of chosen.filter(isMissing)) leaveOut(toNamed(each), "all", "its packages could not be installed");
  return chosen.filter((contestant) => !isMissing(contestant));
}

/** Starts those that can be started. */
export async function startAll(
  chosen: readonly Contestant[],
  places: Omit<Places, "port">,
): Promise<readonly Running[]> {
  const running: Running[] = [];
  for (const contestant of chosen) {
    try {
      running.push(await startGateway(contestant, places));
    } catch (error) {
      leaveOut(toNamed(contestant), "all", error);
    }
  }
  return running;
}

/** Who is spoken of when one is left out. */
type Named = Pick<Running, "name" | "isOurs">;

/** A gateway that does not run yet, as it is spoken of. */
function toNamed({ name, packages }: Contestant): Named {
  return { name, isOurs: packages === undefined };
}

/** Says who is not measured and why. A gateway of ours that has to be left out is a failed run. */
export function leaveOut({ name, isOurs }: Named, workload: string, why: unknown): void {
  console.log(`left out of ${workload}: ${name}: ${why instanceof Error ? why.message : String(why)}`);
  if (isOurs) process.exitCode = 1;
}

/** Those whose answers are the limit's. */
export async function keepEqual(running: readonly Running[], workload: Workload): Promise<readonly Running[]> {
  const reference = running.find(({ name }) => name === limit);
  if (reference === undefined) throw new Error("the limit did not start: there is nothing to compare answers with");
  const able: Running[] = [];
  for (const gateway of running) {
    const difference = await findDifference(gateway, { reference, workload }).catch(String);
    if (difference === undefined) able.push(gateway);
    else leaveOut(gateway, workload.name, difference);
  }
  return able;
}

/**
 * By requests, not by time: a slow gateway's code is compiled no sooner than a quick one's. The whole product is much code:
 * after 1,500 requests a quarter of its time still went to V8's compiler, after some tens of thousands a hundredth.
 */
const warmUp = { callers: 16, seconds: 30, maxRequests: 5000 };

/**
 * Before each turn, not measured: while others had theirs, V8 has made a process that rested smaller, and the processor's
 * caches are theirs. A gateway under load is what is measured, not one that wakes up.
 */
const leadInSeconds = 0.75;

/** Turns of each gateway at each number of callers, in interleaved rounds. */
export async function measureWorkload(
  gateways: readonly Running[],
  { name: workload, prepared }: Workload,
  { meter, choices }: { readonly meter: Meter; readonly choices: Pick<Choices, "callers" | "rounds" | "seconds"> },
): Promise<readonly Turn[]> {
  const failed = new Set<string>();
  const measure = async (gateway: Running, load: Omit<TurnLoad, "workload">): Promise<readonly Turn[]> => {
    if (failed.has(gateway.name)) return [];
    try {
      return [await meter.measure(gateway, { workload, requests: prepared?.file, ...load })];
    } catch (error) {
      failed.add(gateway.name);
      leaveOut(gateway, workload, error);
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
        await measure(gateway, { callers, seconds: leadInSeconds });
        turns.push(...(await measure(gateway, { callers, seconds: choices.seconds })));
      }
    }
  }
  return turns.filter(({ gateway }) => !failed.has(gateway));
}
