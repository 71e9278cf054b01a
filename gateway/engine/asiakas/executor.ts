import { execute } from "graphql";
import type { GraphQLSchema } from "graphql";
import type { GraphError } from "../../errors.ts";
import type { Operation } from "../../operation/index.ts";
import type { SubgraphAnswer } from "../../subgraph/index.ts";
import type { EngineRequest, Subscribed, SubscribeRequest, WrittenAnswer } from "../engine.ts";
import { noSubscriptions } from "../no-subscriptions.ts";
import type { Planner } from "../planner/planner.ts";
import type { AskMore } from "./ask-more.ts";
import type { CompiledPlan } from "./compile-plan.ts";
import { compileWriter } from "./compile-writer.ts";
import type { Write } from "./compile-writer.ts";
import { compileParts } from "./incremental/compile-parts.ts";
import type { CompiledParts } from "./incremental/compile-parts.ts";
import { runParts } from "./incremental/run-parts.ts";
import { isObject } from "../../is-object.ts";
import { onlyLost } from "./only-lost.ts";
import type { PlanKeys } from "./plan-keys.ts";
import { createPlanOperation } from "./plan-operation.ts";
import type { Variables } from "./represent.ts";
import type { Run } from "./run.ts";
import { createSettleConditions } from "./settle-conditions.ts";
import { splitOperation, toConditionKey } from "./split-operation.ts";
import type { SplitOperation } from "./split-operation.ts";
import { tell } from "./tell.ts";

/** Runs operations by compiled plans. */
export interface Executor {
  run(request: EngineRequest): Promise<WrittenAnswer>;
  subscribe(request: SubscribeRequest): Promise<Subscribed>;
  planAhead(operation: Operation): Promise<GraphError | undefined>;
}

/** What an executor is made of. */
export interface ExecutorOptions {
  /** The public schema. */
  readonly schema: GraphQLSchema;
  readonly planner: Planner<CompiledPlan>;
  readonly askMore: AskMore;
  readonly planKeys: PlanKeys;
  /** Is some field of this name computed of others (`@requires`). */
  readonly isComputed: (field: string) => boolean;
}

/** How many combinations of `@skip`, `@include` and `@defer` of one operation are kept compiled. */
const maxForms = 32;

/** An executor: everything of an operation that does not turn on a request is made once. */
export function createExecutor({ schema, planner, askMore, planKeys, isComputed }: ExecutorOptions): Executor {
  const splits = new WeakMap<Operation["document"], Known>();
  const splitOf = (operation: Operation): Known => {
    const known = splits.get(operation.document) ?? {
      ...splitOperation(operation, { schema, askMore, planKeys }),
      forms: new Map(),
    };
    splits.set(operation.document, known);
    return known;
  };
  const planOperation = createPlanOperation({
    planner,
    settling: createSettleConditions(schema, isComputed),
    splitOf,
  });
  return {
    async planAhead(operation) {
      const { planned } = await planOperation("planAhead", operation, splitOf(operation).defaults);
      return planned === undefined || planned.ok ? undefined : planned.error;
    },
    async run({ operation, variables: given, scope, mayDefer = false }) {
      const whole = splitOf(operation);
      const variables = { ...whole.defaults, ...given };
      const run: Run = { data: {}, errors: [], lost: new Set(), unknown: new Map(), variables, scope };
      const { planned, introspection } = await planOperation("plan", operation, variables);
      if (planned?.ok === false) return { text: "null", errors: [], refused: planned.error };
      if (planned?.plan.events !== undefined) return { text: "null", errors: [], refused: noSubscriptions };
      if (introspection !== undefined) await introspect(schema, introspection, run);
      const form = formOf(operation, whole, { schema, variables, planKeys });
      const parts = mayDefer ? form.parts() : undefined;
      if (parts !== undefined && planned !== undefined) return runParts(planned.plan, parts, run);
      await planned?.plan.run(run);
      return tell(onlyLost(run), form.write);
    },
    async subscribe({ operation, variables: given, scope, scopeOfEvent }) {
      const known = splitOf(operation);
      const variables = { ...known.defaults, ...given };
      const planned = known.planned === undefined ? undefined : await planner.plan(known.planned);
      if (planned?.ok === false) return planned;
      if (planned?.plan.events === undefined) return { ok: false, error: noSubscriptions };
      const opened = await planned.plan.events.open({ variables, scope });
      if (!opened.ok) return opened;
      const { write } = formOf(operation, known, { schema, variables, planKeys });
      const toRun = (): Run => ({
        data: {},
        errors: [],
        lost: new Set(),
        unknown: new Map(),
        variables,
        scope: scopeOfEvent(),
      });
      return { ok: true, answers: answerEach(planned.plan, opened.events, { toRun, write }) };
    },
  };
}

interface Answering {
  readonly toRun: () => Run;
  readonly write: Write;
}

/** One event after another: the next is taken when the answer of this one has been. */
async function* answerEach(
  plan: CompiledPlan,
  events: AsyncIterable<SubgraphAnswer>,
  { toRun, write }: Answering,
): AsyncGenerator<WrittenAnswer> {
  for await (const event of events) {
    const run = toRun();
    plan.events?.take(event, run);
    await plan.run(run);
    run.scope.deadline.done();
    yield tell(onlyLost(run), write);
  }
}

interface Known extends SplitOperation {
  readonly forms: Map<string, Form>;
}

/** What of an operation turns on its conditions. */
interface Form {
  readonly write: Write;
  /** Undefined where nothing is deferred. */
  readonly parts: () => CompiledParts | undefined;
}

interface FormKit {
  readonly schema: GraphQLSchema;
  readonly variables: Variables;
  readonly planKeys: PlanKeys;
}

function formOf(operation: Operation, { conditions, forms }: Known, { schema, variables, planKeys }: FormKit): Form {
  const key = toConditionKey(conditions, variables);
  const known = forms.get(key);
  if (known !== undefined) return known;
  const kit = {
    schema,
    keyOf: planKeys.keyOf,
    conditions: Object.fromEntries(conditions.map((name) => [name, variables[name] === true])),
  };
  let parts: { readonly made: CompiledParts | undefined } | undefined;
  const form: Form = {
    write: compileWriter(operation.definition, kit),
    parts() {
      parts ??= { made: compileParts(operation, kit) };
      return parts.made;
    },
  };
  if (forms.size >= maxForms) forms.clear();
  forms.set(key, form);
  return form;
}

async function introspect(schema: GraphQLSchema, document: Operation["document"], run: Run): Promise<void> {
  const { data } = await execute({ schema, document, variableValues: run.variables });
  if (isObject(data)) Object.assign(run.data, data);
}
