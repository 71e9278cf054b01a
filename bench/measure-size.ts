import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createEngine } from "../gateway/engine/index.ts";
import type { Engine, EngineOptions } from "../gateway/engine/index.ts";
import { createOperationReader, defaultLimits } from "../gateway/operation/index.ts";
import { createCallRecorder, createDeadline } from "../gateway/source/index.ts";
import { tuntematon } from "../gateway/actor/index.ts";
import { rssMbOf } from "./engines/process-cost.ts";
import { chainOf, makeLargeSupergraph } from "./large-supergraph.ts";
import type { LargeSupergraph } from "./large-supergraph.ts";

const hops = 5;

/**
 * Times an engine over a large supergraph: its start, operations that it has not seen, and the same ones again. Its
 * subgraphs answer null at once, so that what is measured is reading, planning and compiling. @throws Error when an
 * operation is refused.
 */
export async function measureSize(size: LargeSupergraph & { readonly operations: number }): Promise<void> {
  const { subgraphs, types, operations } = size;
  const supergraphSdl = makeLargeSupergraph(size);
  const started = performance.now();
  const engine = await createEngine("asiakas", toOptions(supergraphSdl, subgraphs));
  const startMs = performance.now() - started;
  const read = createOperationReader({ schema: engine.schema, limits: defaultLimits, tellsPersons: false });
  const texts = Array.from({ length: operations }, (_, at) =>
    chainOf(hops, { start: at % subgraphs, name: `q${Math.floor(at / subgraphs)}` }),
  );
  const keptBefore = keptMb();
  const ask = (text: string): Promise<void> => run(engine, read(text, undefined));
  const [unseen, again] = [await timeEach(texts, ask), await timeEach(texts, ask)];
  console.log(`\n${subgraphs} subgraphs, ${types} types, ${Math.round(supergraphSdl.length / 1024)} KiB of supergraph`);
  console.log(`  start ${(startMs / 1000).toFixed(2)} s; memory with its planner ${toMb(rssMbOf(process.pid))} MB`);
  console.log(
    `  ${operations} operations through ${hops + 1} subgraphs, ms: ${toRow(unseen)} unseen, ${toRow(again)} again`,
  );
  console.log(`  kept for them ${toMb(keptMb() - keptBefore)} MB`);
  await engine.close();
}

function toOptions(supergraphSdl: string, subgraphs: number): EngineOptions {
  const answer = (): Promise<{ data: Record<string, unknown>; errors: [] }> =>
    Promise.resolve({ data: {}, errors: [] });
  return {
    supergraphSdl,
    subgraphs: new Map(Array.from({ length: subgraphs }, (_, at) => [`s${at}`, answer])),
    takesManyLists: true,
    limits: { maxPlanningMs: 10_000, planningWaitMs: 10_000, maxPlannerMb: 2048, maxPlanLength: 16 * 1024 * 1024 },
    onPlannerEnded: (why) => {
      throw new Error(`the planner ended: ${why}`);
    },
  };
}

async function run(engine: Engine, parsed: ReturnType<ReturnType<typeof createOperationReader>>): Promise<void> {
  if (!parsed.ok) throw new Error(`an operation was refused: ${parsed.errors.map(({ code }) => code).join()}`);
  const deadline = createDeadline(30_000);
  const scope = {
    actor: tuntematon,
    deadline,
    recorder: createCallRecorder(() => deadline.elapsedMs()),
    pyynto: "koko",
  };
  const { refused } = await engine.write({ operation: parsed.operation, variables: { id: "1" }, scope });
  deadline.done();
  if (refused !== undefined) throw new Error(`an operation was refused: ${refused.code}`);
}

async function timeEach(texts: readonly string[], ask: (text: string) => Promise<void>): Promise<readonly number[]> {
  const times: number[] = [];
  for (const text of texts) {
    const began = performance.now();
    await ask(text);
    times.push(performance.now() - began);
  }
  return times.toSorted((one, other) => one - other);
}

function toRow(times: readonly number[]): string {
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2);
  return `median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`;
}

/** What is left of the heap when all that can go has gone, MB. */
function keptMb(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

function toMb(value: number | undefined): string {
  return value === undefined ? "?" : value.toFixed(0);
}
