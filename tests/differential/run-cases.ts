import fc from "fast-check";
import { buildWorld } from "./build-world.ts";
import { compareOnce } from "./compare.ts";
import { NotComposed, startWorld } from "./run-world.ts";
import type { RunningWorld, RunOptions } from "./run-world.ts";
import { caseSpec } from "./world-spec.ts";
import type { CaseSpec, WorldSpec } from "./world-spec.ts";
import { writeOperation } from "./write-operation.ts";
import type { WrittenOperation } from "./write-operation.ts";

/** What has been run. */
export interface Tally {
  /** Operations compared with the reference. */
  cases: number;
  worlds: number;
  /** Worlds that did not compose. */
  discards: number;
}

/** Compares one operation, in any way. Throws what it finds. */
export type Check = (world: RunningWorld, operation: WrittenOperation) => Promise<void>;

/** How cases are run. */
export interface CaseOptions extends RunOptions {
  readonly seed: number;
  /** At least so many operations are compared, unless a difference is found. */
  readonly cases: number;
  /** Most operations of one world; the mean is half of it. */
  readonly perWorld: number;
  readonly check?: Check;
  /** Told after each world. */
  readonly onWorld?: (tally: Readonly<Tally>) => void;
}

/** What came of a run: the difference that was found first, shrunk, with the seed and path to it. */
export interface CaseResult extends Readonly<Tally> {
  readonly found?: string;
}

const most = 1_000_000;

/** Runs random operations over random worlds until there are enough, or one differs from the reference. */
export async function runCases(options: CaseOptions): Promise<CaseResult> {
  const { seed, cases, perWorld, check = compareOnce, onWorld } = options;
  const tally: Tally = { cases: 0, worlds: 0, discards: 0 };
  const worlds = createWorlds(options);
  let isShrinking = false;
  const property = fc.asyncProperty(caseSpec(perWorld), async (spec) => {
    if (!isShrinking && tally.cases >= cases) return;
    const world = await worlds.of(spec.world);
    if (world === undefined) {
      if (!isShrinking) tally.discards += 1;
      return;
    }
    if (!isShrinking) tally.worlds += 1;
    try {
      const count = await checkAll(world, spec, check);
      if (!isShrinking) tally.cases += count;
    } catch (error) {
      isShrinking = true;
      throw error;
    }
    if (!isShrinking) onWorld?.(tally);
  });
  const numRuns = Math.min(most, Math.ceil((cases / perWorld) * 3) + 20);
  const { failed, errorInstance, counterexamplePath } = await fc.check(property, { seed, numRuns });
  await worlds.close();
  if (!failed) return tally;
  const message = errorInstance instanceof Error ? errorInstance.stack ?? errorInstance.message : String(errorInstance);
  return { ...tally, found: `seed ${seed}, path ${counterexamplePath ?? ""}\n${message}` };
}

async function checkAll(world: RunningWorld, { operations }: CaseSpec, check: Check): Promise<number> {
  for (const choices of operations) await check(world, writeOperation(world.engine.schema, choices));
  return operations.length;
}

interface Worlds {
  /** A running world; undefined when it does not compose. */
  of(spec: WorldSpec): Promise<RunningWorld | undefined>;
  close(): Promise<void>;
}

/** Keeps the latest world: while operations shrink, it stays the same. */
function createWorlds(options: RunOptions): Worlds {
  let latest: { readonly key: string; readonly world: RunningWorld | undefined } | undefined;
  return {
    async of(spec) {
      const key = JSON.stringify(spec);
      if (latest?.key === key) return latest.world;
      await latest?.world?.close();
      latest = undefined;
      const world = await start(spec, options);
      latest = { key, world };
      return world;
    },
    close: async () => latest?.world?.close(),
  };
}

async function start(spec: WorldSpec, options: RunOptions): Promise<RunningWorld | undefined> {
  try {
    return await startWorld(buildWorld(spec, { requiresArguments: options.planner === "hive" }), options);
  } catch (error) {
    if (error instanceof NotComposed) return undefined;
    throw error;
  }
}
