import { assertValidSchema, execute as executeWhole, GraphQLError, OperationTypeNode } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import { compileVariables } from "./coerce-variables.ts";
import type { CoerceVariables } from "./coerce-variables.ts";
import { compileFields, compileSerialFields } from "./compile-fields.ts";
import { readDocument } from "./document.ts";
import type { ReadDocument } from "./document.ts";
import type { Kit, RunFields } from "./field-site.ts";
import { FieldErrors } from "./run.ts";
import type { Run, Variables } from "./run.ts";

/** One operation to run. */
export interface ExecuteRequest {
  /** Known by its identity: from the second time on, what was compiled of it is kept for as long as it is there. */
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What resolvers are given. */
  readonly context: unknown;
}

/** Runs an operation; a promise only where a resolver gives one. Never throws for what a resolver does. */
export type Execute = (request: ExecuteRequest) => ExecutionResult | Promise<ExecutionResult>;

/** How many combinations of what `@skip` and `@include` turn on are kept compiled of one document. */
const maxVariants = 32;

/**
 * An executor of a subgraph's schema, as @apollo/subgraph makes it. It answers as graphql-js's `execute` does, with the
 * same errors in the same places, but compiles a document once, and its data is made anew for each answer: whoever gets
 * it may write into it. Checks no document.
 *
 * Otherwise than graphql-js: no message holds a value that a resolver gave; an item of a list that fails later than the
 * list is no unhandled rejection; and what `__resolveReference` gives is neither waited for, unless it is a promise, nor
 * written into.
 * @throws Error for a schema that is not valid.
 */
export function createExecute(schema: GraphQLSchema): Execute {
  assertValidSchema(schema);
  const known = new WeakMap<DocumentNode, Execute | undefined>();
  return (request) => {
    const { document } = request;
    const kept = known.get(document);
    if (kept !== undefined) return kept(request);
    const run = compile(schema, document);
    // Kept when it comes again: what is asked only once would cost more to collect than to compile.
    known.set(document, known.has(document) ? run : undefined);
    return run(request);
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode): Execute {
  const read = readDocument(document);
  const rootType = read === undefined ? undefined : schema.getRootType(read.operation.operation);
  if (read === undefined || rootType === undefined || rootType === null) {
    return ({ variables, context }) =>
      executeWhole({ schema, document, variableValues: variables, contextValue: context });
  }
  const coerce = compileVariables(schema, read.operation.variableDefinitions);
  const fieldsOf = compileRoot(schema, read);
  return (request) => runOperation(request, coerce, fieldsOf);
}

type FieldsOf = (variables: Variables) => RunFields;

function compileRoot(schema: GraphQLSchema, { operation, fragments, conditions }: ReadDocument): FieldsOf {
  const kit: Kit = {
    schema,
    operation,
    fragments,
    compileFields: (type, sets, variables) => compileFields(kit, { type, sets, variables }),
  };
  const compileOperation = (variables: Variables): RunFields => {
    const type = schema.getRootType(operation.operation);
    if (type === undefined || type === null) throw new GraphQLError("a root type that is gone");
    const asked = { type, sets: [operation.selectionSet], variables };
    return operation.operation === OperationTypeNode.MUTATION
      ? compileSerialFields(kit, asked)
      : compileFields(kit, asked);
  };
  let only: RunFields | undefined;
  if (conditions.length === 0) return (variables) => (only ??= compileOperation(variables));
  const variants = new Map<string, RunFields>();
  return (variables) => {
    const key = toVariant(conditions, variables);
    const found = key === undefined ? undefined : variants.get(key);
    if (found !== undefined) return found;
    const made = compileOperation(variables);
    if (key === undefined) return made;
    if (variants.size >= maxVariants) variants.clear();
    variants.set(key, made);
    return made;
  };
}

/** Undefined where a condition has no value that it may have. */
function toVariant(conditions: readonly string[], variables: Variables): string | undefined {
  let key = "";
  for (const name of conditions) {
    const value = variables[name];
    if (typeof value !== "boolean") return undefined;
    key += value ? "1" : "0";
  }
  return key;
}

function runOperation(
  { variables, context }: ExecuteRequest,
  coerce: CoerceVariables,
  fieldsOf: FieldsOf,
): ExecutionResult | Promise<ExecutionResult> {
  const { coerced, errors } = coerce(variables);
  if (errors !== undefined) return { errors };
  const run: Run = { context, variables: coerced, errors: new FieldErrors() };
  const fail = (thrown: unknown): ExecutionResult => {
    // Whatever is thrown on has been placed, or is graphql-js's own.
    run.errors.add(thrown as GraphQLError, undefined);
    return toResult(null, run);
  };
  try {
    const data = fieldsOf(coerced)(run, undefined, undefined);
    return data instanceof Promise ? data.then((known: unknown) => toResult(known, run), fail) : toResult(data, run);
  } catch (thrown) {
    return fail(thrown);
  }
}

function toResult(data: unknown, { errors: { all } }: Run): ExecutionResult {
  const answer = data as Record<string, unknown> | null;
  return all.length === 0 ? { data: answer } : { errors: all, data: answer };
}
