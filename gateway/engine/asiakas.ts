import { joinEntities } from "../subgraph/index.ts";
import { readSupergraph } from "./asiakas/api-schema.ts";
import { compilePlan } from "./asiakas/compile-plan.ts";
import { createExecutor } from "./asiakas/executor.ts";
import { createNativeQueue } from "./asiakas/native-queue.ts";
import { readApolloPlan } from "./asiakas/read-apollo-plan.ts";
import { readNativePlan } from "./asiakas/read-native-plan.ts";
import type { StepKit } from "./asiakas/root-step.ts";
import type { AskSubgraph, Step } from "./asiakas/run.ts";
import { createIsOfType } from "./asiakas/type-conditions.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { createPlanner, createThreadPlanner } from "./planner/planner.ts";
import type { Planner } from "./planner/planner.ts";

/** Which planner the engine's plans come from. */
export type PlannerName = "hive" | "apollo";

/**
 * Our own engine: plans of a maintained planner, compiled once and run without any other executor.
 * @throws Error when the supergraph does not load, or names a subgraph that is not there.
 */
export async function createAsiakasEngine(options: EngineOptions & { readonly planner?: PlannerName }): Promise<Engine> {
  const { supergraphSdl, subgraphs } = options;
  const { api, whole } = readSupergraph(supergraphSdl);
  const calls = new Map(
    [...subgraphs].map(([name, call]) => [name, options.planner === "apollo" ? joinEntities(call, setImmediate) : call]),
  );
  const ask: AskSubgraph = ({ subgraph, document }, variables, scope) => {
    const call = calls.get(subgraph);
    if (call === undefined) throw new Error("a plan names a subgraph that is not there");
    return call({ document, variables }, scope);
  };
  const planner = await startPlanner(options, { ask, isOfType: createIsOfType(whole), takesOneList: true });
  const executor = createExecutor({ schema: api, planner });
  return {
    schema: api,
    planAhead: (operation) => executor.planAhead(operation),
    close: () => planner.close(),
    async execute({ operation, variables, scope }) {
      const { text, errors, refused } = await executor.run(operation, variables, scope);
      // What the writer wrote.
      const data = JSON.parse(text) as Record<string, unknown> | null;
      return { data, errors, ...(refused === undefined ? {} : { refused }) };
    },
  };
}

async function startPlanner(
  { supergraphSdl, limits, onPlannerEnded, planner = "hive" }: EngineOptions & { readonly planner?: PlannerName },
  kit: StepKit,
): Promise<Planner<Step>> {
  if (planner === "hive") {
    const queue = createNativeQueue({ supergraphSdl, waitMs: limits.planningWaitMs });
    return createPlanner(queue, { read: (json) => compilePlan(readNativePlan(json), kit), limits });
  }
  return createThreadPlanner({
    entry: new URL("planner/planner-worker.mjs", import.meta.url),
    supergraphSdl,
    read: (json) => compilePlan(readApolloPlan(json), kit),
    limits,
    onEnded: onPlannerEnded,
  });
}
