import fc from "fast-check";
import { buildWorld } from "./build-world.ts";
import { compareOnce, Difference, NotPlanned, toCaseText } from "./compare.ts";
import { compareInParts } from "./in-parts.ts";
import { checkFaults } from "./faults.ts";
import type { FaultTally } from "./faults.ts";
import { NotComposed, startWorld } from "./run-world.ts";
import type { RunningWorld, RunOptions } from "./run-world.ts";
import { shrinkOperation } from "./shrink-operation.ts";
import { shrinkWorld } from "./shrink-world.ts";
import type { World } from "./world.ts";
import { worldOptionsOf } from "./world-options.ts";
import { caseSpec } from "./world-spec.ts";
import type { CaseSpec } from "./world-spec.ts";
import { writeOperation } from "./write-operation.ts";
import type { WrittenOperation } from "./write-operation.ts";

/** What has been run. */
export interface Tally extends FaultTally {
  /** Operations compared with the reference. */
  cases: number;
  worlds: number;
  /** Worlds that did not compose. */
  discards: number;
  /** Operations that the planner refused to plan. */
  unplanned: number;
}

/** How cases are run. */
export interface CaseOptions extends RunOptions {
  readonly seed: number;
  /** So many operations are compared, unless a difference is found. */
  readonly cases: number;
  /** Most operations of one world; the mean is half of it. */
  readonly perWorld: number;
  /** Is each call of each operation failed in each way too. */
  readonly withFaults: boolean;
  /** Told each case before it runs, as text: a planner may end the process in it. */
  readonly onCase?: (text: string) => void;
}

/** What came of a run: the first difference, shrunk, and the seed by which it is found again. */
export interface CaseResult extends Readonly<Tally> {
  readonly found?: string;
}

/** Runs random operations over random worlds until there are enough, or one differs from the reference. */
export async function runCases(options: CaseOptions): Promise<CaseResult> {
  const { seed, cases, perWorld } = options;
  const tally: Tally = { cases: 0, worlds: 0, discards: 0, unplanned: 0, runs: 0, loose: 0, beside: 0 };
  // Without bias, which would give the same few worlds to every seed.
  const random = fc.sample(fc.noBias(fc.integer()), { seed, numRuns: Math.ceil((cases / perWorld) * 4) + 20 });
  for (const [at, own] of random.entries()) {
    if (tally.cases >= cases) break;
    const [spec] = fc.sample(caseSpec(perWorld), { seed: own, numRuns: 1 });
    const found = spec === undefined ? undefined : await runWorld(spec, { options, tally });
    if (found !== undefined) return { ...tally, found: `seed ${seed}, world ${at} (${own})\n${found}` };
  }
  return tally;
}

interface Kit {
  readonly options: CaseOptions;
  readonly tally: Tally;
}

/** Runs the operations of one world; gives the first difference, shrunk. */
async function runWorld(spec: CaseSpec, { options, tally }: Kit): Promise<string | undefined> {
  const world = buildWorld(spec.world, worldOptionsOf(options.planner));
  const running = await startOrDiscard(world, options);
  if (running === undefined) {
    tally.discards += 1;
    return undefined;
  }
  tally.worlds += 1;
  try {
    for (const choices of spec.operations) {
      const operation = writeOperation(running.engine.schema, choices);
      options.onCase?.(toCaseText(running, operation));
      const found = await tryOne(running, operation, { options, tally });
      if (found !== undefined) return await shrink(running, operation, { options, found });
    }
    return undefined;
  } finally {
    await running.close();
  }
}

/** Runs one case; gives the difference. */
async function tryOne(
  world: RunningWorld,
  operation: WrittenOperation,
  { options, tally }: Kit,
): Promise<string | undefined> {
  try {
    const answer = await compareOnce(world, operation);
    await compareInParts(world, operation, answer);
    if (options.withFaults) await checkFaults(world, operation, tally);
    tally.cases += 1;
    return undefined;
  } catch (error) {
    if (error instanceof Difference) return error.message;
    if (!(error instanceof NotPlanned)) throw error;
    tally.unplanned += 1;
    return undefined;
  }
}

async function startOrDiscard(world: World, options: RunOptions): Promise<RunningWorld | undefined> {
  try {
    return await startWorld(world, options);
  } catch (error) {
    if (error instanceof NotComposed) return undefined;
    throw error;
  }
}

interface Shrinking {
  readonly options: CaseOptions;
  readonly found: string;
}

/** The smallest operation over the smallest world that shows a difference of the same kind. */
async function shrink(
  running: RunningWorld,
  operation: WrittenOperation,
  { options, found }: Shrinking,
): Promise<string> {
  let latest = found;
  const shows = async (world: RunningWorld, candidate: WrittenOperation): Promise<boolean> => {
    const tally: Tally = { cases: 0, worlds: 0, discards: 0, unplanned: 0, runs: 0, loose: 0, beside: 0 };
    // What is cut may be no case any more: a variable without its default.
    const again = await tryOne(world, candidate, { options, tally }).catch(() => undefined);
    if (again === undefined || kindOf(again) !== kindOf(found)) return false;
    latest = again;
    return true;
  };
  const small = await shrinkOperation(running.engine.schema, operation, (candidate) => shows(running, candidate));
  await shrinkWorld(running.world, async (candidate) => {
    const world = await startQuietly(candidate, options);
    try {
      return world !== undefined && (await shows(world, small));
    } finally {
      await world?.close();
    }
  });
  return latest;
}

/** A world from which too much was taken does not start at all. */
async function startQuietly(world: World, options: RunOptions): Promise<RunningWorld | undefined> {
  try {
    return await startWorld(world, options);
  } catch {
    return undefined;
  }
}

/** What a difference is, without where. */
function kindOf(found: string): string {
  const [what = ""] = found.split("\n");
  const thrown = what === "a throw" ? (/--- got\n(.*)/.exec(found)?.[1]?.slice(0, 40) ?? "") : "";
  return `${what.replace(/ at .*?, when \w+/, "").replace(/ in .*/, "")} ${thrown}`;
}
