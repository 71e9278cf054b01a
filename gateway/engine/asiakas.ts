import { joinEntities } from "../subgraph/index.ts";
import type { SubgraphRequest } from "../subgraph/index.ts";
import { readSupergraph } from "./asiakas/api-schema.ts";
import { createAskMore } from "./asiakas/ask-more.ts";
import { compilePlan } from "./asiakas/compile-plan.ts";
import { createExecutor } from "./asiakas/executor.ts";
import type { FetchOperation } from "./asiakas/fetch-call.ts";
import { createPlanKeys } from "./asiakas/plan-keys.ts";
import { createMendPlan } from "./asiakas/mend-plan.ts";
import type { MendPlan } from "./asiakas/mend-plan.ts";
import { readApolloPlan } from "./asiakas/read-apollo-plan.ts";
import { readNativePlan } from "./asiakas/read-native-plan.ts";
import type { StepKit } from "./asiakas/root-step.ts";
import type { AskSubgraph, FetchVariables, Step } from "./asiakas/run.ts";
import { settleProvides } from "./asiakas/settle-provides.ts";
import { createIsOfType } from "./asiakas/type-conditions.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { createProcessPlanner, createThreadPlanner } from "./planner/planner.ts";
import type { Planner } from "./planner/planner.ts";
import { PlannerMissingError } from "./planner/planner-worker.ts";

/**
 * Our own engine: plans of a maintained planner, compiled once, and run by no other executor.
 * @throws Error when the supergraph does not load, or names a subgraph that is not there.
 */
export async function createAsiakasEngine(options: EngineOptions): Promise<Engine> {
  const { api, whole, join } = readSupergraph(options.supergraphSdl);
  const isOfType = createIsOfType(whole);
  const planner = await startPlanner(options, { isOfType, mendPlan: createMendPlan(join, isOfType) });
  const executor = createExecutor({
    schema: api,
    planner,
    askMore: createAskMore({ api, whole, join }),
    planKeys: createPlanKeys(whole, join),
  });
  return {
    schema: api,
    planAhead: (operation) => executor.planAhead(operation),
    close: () => planner.close(),
    write: ({ operation, variables, scope }) => executor.run(operation, variables, scope),
    async execute({ operation, variables, scope }) {
      const { text, errors, refused } = await executor.run(operation, variables, scope);
      // What the writer wrote.
      const data = JSON.parse(text) as Record<string, unknown> | null;
      return { data, errors, ...(refused === undefined ? {} : { refused }) };
    },
  };
}

interface PlanKit extends Pick<StepKit, "isOfType"> {
  readonly mendPlan: MendPlan;
}

async function startPlanner(options: EngineOptions, kit: PlanKit): Promise<Planner<Step>> {
  const { isOfType } = kit;
  if (options.planner === "apollo") return startApolloPlanner(options, isOfType);
  try {
    return await startNativePlanner(options, kit);
  } catch (error) {
    if (!(error instanceof PlannerMissingError)) throw error;
    options.onPlannerMissing?.();
    return startApolloPlanner(options, isOfType);
  }
}

function startNativePlanner(options: EngineOptions, { isOfType, mendPlan }: PlanKit): Promise<Planner<Step>> {
  const kit: StepKit = { ask: toAsk(options.subgraphs), isOfType, takesOneList: options.takesManyLists !== true };
  return createProcessPlanner({
    entry: new URL("planner/native-planner.mjs", import.meta.url),
    supergraphSdl: settleProvides(options.supergraphSdl),
    read: (json) => compilePlan(mendPlan(readNativePlan(json)), kit),
    limits: options.limits,
    onEnded: options.onPlannerEnded,
  });
}

function startApolloPlanner(options: EngineOptions, isOfType: StepKit["isOfType"]): Promise<Planner<Step>> {
  // It plans a fetch for each place of an answer: those that ask the same are joined on their way.
  const joined = new Map([...options.subgraphs].map(([name, call]) => [name, joinEntities(call, setImmediate)]));
  const kit: StepKit = { ask: toAsk(joined), isOfType, takesOneList: true };
  return createThreadPlanner({
    entry: new URL("planner/apollo-planner.mjs", import.meta.url),
    supergraphSdl: options.supergraphSdl,
    read: (json) => compilePlan(readApolloPlan(json), kit),
    limits: options.limits,
    onEnded: options.onPlannerEnded,
  });
}

function toAsk(subgraphs: EngineOptions["subgraphs"]): AskSubgraph {
  return ({ subgraph, operation }, given, scope) => {
    const call = subgraphs.get(subgraph);
    if (call === undefined) throw new Error("a plan names a subgraph that is not there");
    return call(new FetchRequest(operation, given), scope);
  };
}

/** The document, and whichever form of the variables there is not, is made only for whoever reads it. */
class FetchRequest implements SubgraphRequest {
  readonly text: string | undefined;
  readonly #operation: FetchOperation;
  #variables: SubgraphRequest["variables"] | undefined;
  #variablesText: string | undefined;

  constructor(operation: FetchOperation, given: FetchVariables) {
    this.#operation = operation;
    this.text = operation.text;
    if ("text" in given) this.#variablesText = given.text;
    else this.#variables = given.values;
  }

  get document(): SubgraphRequest["document"] {
    return this.#operation.document;
  }

  get variables(): SubgraphRequest["variables"] {
    // The text is what a fetch has written itself.
    this.#variables ??= JSON.parse(this.#variablesText ?? "{}") as SubgraphRequest["variables"];
    return this.#variables;
  }

  get variablesText(): string {
    this.#variablesText ??= JSON.stringify(this.#variables);
    return this.#variablesText;
  }
}
