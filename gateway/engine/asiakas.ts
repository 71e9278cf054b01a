import { joinEntities } from "../subgraph/index.ts";
import type { SubgraphRequest } from "../subgraph/index.ts";
import { readSupergraph } from "./asiakas/api-schema.ts";
import { createAskMore } from "./asiakas/ask-more.ts";
import { compilePlan } from "./asiakas/compile-plan.ts";
import type { CompiledPlan, PlanKit } from "./asiakas/compile-plan.ts";
import { createExecutor } from "./asiakas/executor.ts";
import type { FetchOperation } from "./asiakas/fetch-call.ts";
import { createIsComputed } from "./asiakas/join-facts.ts";
import { createAsksProvided } from "./asiakas/mending/asks-provided.ts";
import type { AsksProvided } from "./asiakas/mending/asks-provided.ts";
import { createAsksRequired } from "./asiakas/mending/asks-required.ts";
import type { AsksRequired } from "./asiakas/mending/asks-required.ts";
import { givesRequired } from "./asiakas/mending/gives-required.ts";
import { createMendPlan } from "./asiakas/mending/mend-plan.ts";
import type { MendPlan } from "./asiakas/mending/mend-plan.ts";
import { createPlanKeys } from "./asiakas/plan-keys.ts";
import { readApolloPlan } from "./asiakas/read-apollo-plan.ts";
import { readNativePlan } from "./asiakas/read-native-plan.ts";
import type { FetchVariables } from "./asiakas/run.ts";
import { createLeanPlan } from "./asiakas/lean-plan.ts";
import { settleProvides } from "./asiakas/mending/settle-provides.ts";
import { createTypes } from "./asiakas/type-conditions.ts";
import type { Types } from "./asiakas/type-conditions.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { noSubscriptions } from "./no-subscriptions.ts";
import { createProcessPlanner, UnplannedError } from "./planner/planner.ts";
import type { Planner } from "./planner/planner.ts";
import { createTwoPlanners, unfit } from "./planner/second-planner.ts";
import { PlannerMissingError } from "./planner/planner-worker.ts";
import { readData, readParts } from "./read-parts.ts";

/**
 * Our own engine: plans of a maintained planner, compiled once, and run by no other executor.
 * @throws Error when the supergraph does not load, or names a subgraph that is not there.
 */
export async function createAsiakasEngine(options: EngineOptions): Promise<Engine> {
  const { api, whole, join } = readSupergraph(options.supergraphSdl);
  const types = createTypes(whole);
  const planner = await startPlanner(options, {
    ...types,
    lean: createLeanPlan(whole),
    mendPlan: createMendPlan(join, whole, types.isOfType),
    asksProvided: createAsksProvided(join, whole),
    asksRequired: createAsksRequired(join, whole, types.isOfType),
  });
  const executor = createExecutor({
    schema: api,
    planner,
    askMore: createAskMore({ api, whole, join }),
    planKeys: createPlanKeys(whole, join),
    isComputed: createIsComputed(join),
  });
  return {
    schema: api,
    planAhead: (operation) => executor.planAhead(operation),
    close: () => planner.close(),
    write: (request) => executor.run(request),
    subscribe: (request) => executor.subscribe(request),
    async execute(request) {
      const { text, later, ...told } = await executor.run(request);
      return { ...told, data: readData(text), ...(later === undefined ? {} : { later: readParts(later) }) };
    },
  };
}

/** What of a plan's kit is made by the schema. */
interface SchemaKit extends Types, Pick<PlanKit, "lean"> {
  readonly mendPlan: MendPlan;
  readonly asksProvided: AsksProvided;
  readonly asksRequired: AsksRequired;
}

/** The native planner, and Apollo's where the machine has none, or for what the native one can't plan. */
async function startPlanner(options: EngineOptions, made: SchemaKit): Promise<Planner<CompiledPlan>> {
  const startApollo = (): Promise<Planner<CompiledPlan>> => startApolloPlanner(options, made);
  if (options.planner === "apollo") return startApollo();
  try {
    return createTwoPlanners(await startNativePlanner(options, made), () => {
      options.onSecondPlanner?.();
      return startApollo();
    });
  } catch (error) {
    if (!(error instanceof PlannerMissingError)) throw error;
    options.onPlannerMissing?.();
    return startApollo();
  }
}

type NativePlan = CompiledPlan | typeof unfit;

async function startNativePlanner(options: EngineOptions, made: SchemaKit): Promise<Planner<NativePlan>> {
  const kit: PlanKit = {
    ...toWays(options, options.subgraphs),
    ...made,
    takesOneList: options.takesManyLists !== true,
  };
  const start = (
    supergraphSdl: string,
    mayRun: (plan: ReturnType<typeof readNativePlan>) => boolean,
  ): Promise<Planner<NativePlan>> =>
    createProcessPlanner<NativePlan>({
      entry: new URL("planner/native-planner.mjs", import.meta.url),
      supergraphSdl,
      read(json) {
        const planned = readNativePlan(json);
        if (!mayRun(planned)) return unfit;
        const plan = made.mendPlan(planned);
        return givesRequired(plan) ? compilePlan(plan, kit) : unfit;
      },
      whenNone: (error) => (isUnanswerable(error) ? undefined : unfit),
      limits: options.limits,
      onEnded: options.onPlannerEnded,
    });
  const settled = settleProvides(options.supergraphSdl);
  if (settled === options.supergraphSdl) return start(settled, () => true);
  const first = await start(options.supergraphSdl, made.asksProvided);
  return createTwoPlanners<CompiledPlan, NativePlan>(first, () => start(settled, () => true));
}

/** No subgraph tells what is asked: the other planner would leave it out, or ask it where it is not. */
function isUnanswerable(error: unknown): boolean {
  return error instanceof Error && error.message.includes("No paths found for selection item");
}

function startApolloPlanner(options: EngineOptions, made: SchemaKit): Promise<Planner<CompiledPlan>> {
  // It plans a fetch for each place of an answer: those that ask the same are joined on their way.
  const joined = new Map([...options.subgraphs].map(([name, call]) => [name, joinEntities(call, setImmediate)]));
  const kit: PlanKit = { ...toWays(options, joined), ...made, takesOneList: true };
  return createProcessPlanner({
    entry: new URL("planner/apollo-planner.mjs", import.meta.url),
    supergraphSdl: options.supergraphSdl,
    maxHeapMb: options.limits.maxPlannerMb,
    read(json) {
      const plan = readApolloPlan(json);
      // Refused: computed of nothing, it would be a wrong value that nobody sees, or, once mended, null with an error.
      if (!made.asksRequired(plan))
        throw new UnplannedError("a computed field is asked without what it is computed of");
      if (!made.asksProvided(plan)) throw new UnplannedError("a field is asked of a subgraph that may not tell it");
      return compilePlan(made.mendPlan(plan), kit);
    },
    limits: options.limits,
    onEnded: options.onPlannerEnded,
  });
}

function toWays({ streams }: EngineOptions, subgraphs: EngineOptions["subgraphs"]): Pick<PlanKit, "ask" | "subscribe"> {
  return {
    ask({ subgraph, operation }, given, scope) {
      const call = subgraphs.get(subgraph);
      if (call === undefined) throw new Error("a plan names a subgraph that is not there");
      return call(new FetchRequest(operation, given), scope);
    },
    async subscribe({ subgraph, operation }, given, scope) {
      const open = streams?.get(subgraph);
      return open === undefined
        ? { ok: false, error: noSubscriptions }
        : open(new FetchRequest(operation, given), scope);
    },
  };
}

/** The document and both forms of the variables are made only for whoever reads them. */
class FetchRequest implements SubgraphRequest {
  readonly text: string | undefined;
  readonly #operation: FetchOperation;
  readonly #given: FetchVariables;
  #variables: SubgraphRequest["variables"] | undefined;
  #variablesText: string | undefined;

  constructor(operation: FetchOperation, given: FetchVariables) {
    this.#operation = operation;
    this.#given = given;
    this.text = operation.text;
  }

  get document(): SubgraphRequest["document"] {
    return this.#operation.document;
  }

  get variables(): SubgraphRequest["variables"] {
    this.#variables ??= "values" in this.#given ? this.#given.values : this.#given.toValues();
    return this.#variables;
  }

  get variablesText(): string {
    this.#variablesText ??= "values" in this.#given ? JSON.stringify(this.#given.values) : this.#given.toText();
    return this.#variablesText;
  }
}
