import { execute } from "graphql";
import type { GraphQLSchema } from "graphql";
import type { GraphError } from "../../errors.ts";
import type { Operation } from "../../operation/index.ts";
import type { RequestScope } from "../../subgraph/index.ts";
import type { WrittenAnswer } from "../engine.ts";
import type { Planner } from "../planner/planner.ts";
import type { AskMore } from "./ask-more.ts";
import { compileWriter } from "./compile-writer.ts";
import type { ReversedPath, Write } from "./compile-writer.ts";
import { findPaths } from "./find-objects.ts";
import { isJsonObject } from "./json.ts";
import { toClientPath } from "./plan-keys.ts";
import type { PlanKeys } from "./plan-keys.ts";
import type { Variables } from "./represent.ts";
import type { Run, Step } from "./run.ts";
import { createSettleConditions } from "./settle-conditions.ts";
import { splitOperation, toConditionKey } from "./split-operation.ts";
import type { SplitOperation } from "./split-operation.ts";

/** Runs operations by compiled plans. */
export interface Executor {
  run(operation: Operation, variables: Variables, scope: RequestScope): Promise<WrittenAnswer>;
  planAhead(operation: Operation): Promise<GraphError | undefined>;
}

/** What an executor is made of. */
export interface ExecutorOptions {
  /** The public schema. */
  readonly schema: GraphQLSchema;
  readonly planner: Planner<Step>;
  readonly askMore: AskMore;
  readonly planKeys: PlanKeys;
}

/** How many combinations of `@skip` and `@include` of one operation are kept compiled. */
const maxWriters = 32;

/** An executor: everything of an operation that does not turn on a request is made once. */
export function createExecutor({ schema, planner, askMore, planKeys }: ExecutorOptions): Executor {
  const settle = createSettleConditions(schema);
  const splits = new WeakMap<Operation["document"], Known>();
  const splitOf = (operation: Operation): Known => {
    const known = splits.get(operation.document) ?? {
      ...splitOperation(operation, { schema, askMore, planKeys }),
      writers: new Map(),
    };
    splits.set(operation.document, known);
    return known;
  };
  return {
    async planAhead(operation) {
      const { planned } = splitOf(operation);
      const result = planned === undefined ? undefined : await planner.planAhead(planned);
      return result === undefined || result.ok ? undefined : result.error;
    },
    async run(asked, given, scope) {
      const whole = splitOf(asked);
      const variables = { ...whole.defaults, ...given };
      const known = splitOf(settle(asked, whole.conditions, variables));
      const run: Run = { data: {}, errors: [], unknown: new Set(), variables, scope };
      if (known.planned !== undefined) {
        const planned = await planner.plan(known.planned);
        if (!planned.ok) return { text: "null", errors: [], refused: planned.error };
        await planned.plan(run);
      }
      if (known.introspection !== undefined) await introspect(schema, known.introspection, run);
      return write(run, writerOf(asked, whole, { schema, variables, planKeys }));
    },
  };
}

interface Known extends SplitOperation {
  readonly writers: Map<string, Write>;
}

interface WriterKit {
  readonly schema: GraphQLSchema;
  readonly variables: Variables;
  readonly planKeys: PlanKeys;
}

function writerOf(
  operation: Operation,
  { conditions, writers }: Known,
  { schema, variables, planKeys }: WriterKit,
): Write {
  const key = toConditionKey(conditions, variables);
  const known = writers.get(key);
  if (known !== undefined) return known;
  const writer = compileWriter(operation.definition, {
    schema,
    keyOf: (field) => planKeys.keyOf(field),
    conditions: Object.fromEntries(conditions.map((name) => [name, variables[name] === true])),
  });
  if (writers.size >= maxWriters) writers.clear();
  writers.set(key, writer);
  return writer;
}

async function introspect(schema: GraphQLSchema, document: Operation["document"], run: Run): Promise<void> {
  const { data } = await execute({ schema, document, variableValues: run.variables });
  if (isJsonObject(data)) Object.assign(run.data, data);
}

function write(run: Run, writer: Write): WrittenAnswer {
  const { data, errors } = run;
  const faults: ReversedPath[] = [];
  const text = writer(data, faults) ?? "null";
  const told = errors.length === 0 ? errors : toTold(errors.map(toClientError), text);
  const untold = withoutUnknown(faults, run)
    .map(toPath)
    .filter((path) => !isTold(path, told));
  return { text, errors: [...told, ...untold.map(toInvalid)] };
}

/** What an object that a subgraph does not know lacks is its answer: null. What else is missing, no fetch has asked. */
function withoutUnknown(faults: readonly ReversedPath[], { data, unknown }: Run): readonly ReversedPath[] {
  if (unknown.size === 0 || !faults.some(({ isMissing }) => isMissing)) return faults;
  const places = [...findPaths(data, unknown).values()].map(toClientPath);
  return faults.filter((fault) => {
    const path = toPath(fault);
    return fault.isMissing !== true || !places.some((place) => place.every((step, at) => step === path[at]));
  });
}

/**
 * Errors at places that the answer has: one of a field that only the plan asked, such as a key, is told of the object
 * that needed it. Each once.
 */
function toTold(errors: readonly GraphError[], text: string): readonly GraphError[] {
  const answer: unknown = JSON.parse(text);
  const told = new Map<string, GraphError>();
  for (const error of errors) {
    const { path } = error;
    const own = path === undefined ? error : { ...error, path: cutToAnswer(path, answer) };
    const key = `${own.code} ${JSON.stringify([own.path, own.parameters])}`;
    if (!told.has(key)) told.set(key, own);
  }
  return [...told.values()];
}

function cutToAnswer(path: readonly (string | number)[], answer: unknown): readonly (string | number)[] {
  let value = answer;
  for (const [at, step] of path.entries()) {
    if (typeof value !== "object" || value === null) return path;
    if (!Object.hasOwn(value, step)) return path.slice(0, at);
    value = Reflect.get(value, step);
  }
  return path;
}

/** With the client's own keys in its path. */
function toClientError(error: GraphError): GraphError {
  return error.path === undefined ? error : { ...error, path: toClientPath(error.path) };
}

function toPath(fault: ReversedPath): readonly (string | number)[] {
  return fault.toReversed();
}

/** Has an error at, above or below a path been told already. */
function isTold(path: readonly (string | number)[], errors: readonly GraphError[]): boolean {
  return errors.some((error) => {
    const told = error.path ?? [];
    const shorter = Math.min(told.length, path.length);
    return path.slice(0, shorter).every((step, at) => step === told[at]);
  });
}

function toInvalid(path: readonly (string | number)[]): GraphError {
  return { code: "SOURCE_INVALID_RESPONSE", parameters: {}, path };
}
