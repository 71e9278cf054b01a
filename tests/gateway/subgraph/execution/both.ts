import { execute } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema } from "graphql";
import { createExecute } from "../../../../gateway/subgraph/execution/execute.ts";
import type { Execute } from "../../../../gateway/subgraph/execution/execute.ts";

/** An operation, and a context for each of the two runs. */
export interface Asked {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly makeContext?: () => unknown;
}

/** What both executors made of one operation, in a form that can be compared. */
export interface Both {
  readonly expected: unknown;
  readonly got: unknown;
}

/** Runs operations of a schema by graphql-js and by ours, three times: the last one runs what was compiled before. */
export function createBoth(
  schema: GraphQLSchema,
  ours: Execute = createExecute(schema),
): (asked: Asked) => Promise<Both> {
  return async ({ document, variables = {}, makeContext = () => undefined }) => {
    const reference = execute({ schema, document, variableValues: variables, contextValue: makeContext() });
    const expected = await toComparable(reference);
    const got: unknown[] = [];
    for (let run = 0; run < 3; run += 1) {
      got.push(await toComparable(ours({ document, variables, context: makeContext() })));
    }
    return { expected: got.map(() => expected), got };
  };
}

async function toComparable(result: ExecutionResult | PromiseLike<ExecutionResult>): Promise<unknown> {
  const { data, errors } = await result;
  // As text, the order of the keys counts too.
  return { data: data === undefined ? "none" : JSON.stringify(data), errors: errors?.map(toComparableError) };
}

function toComparableError(error: GraphQLError): unknown {
  const { path, locations, extensions, originalError } = error;
  return { message: withoutValue(error.message), path, locations, extensions, original: originalError?.name };
}

/** Values, and what a caller asked, are left out of the messages of ours; all else is the same. */
function withoutValue(message: string): string {
  return message
    .replace(
      /^The _entities resolver tried to load an entity for type .*$/s,
      "_entities was asked for an entity of a type that is none here",
    )
    .replace(/^(Expected value of type "\w+") but got: .*\.$/s, "$1.")
    .replace(
      /^(Expected `\w+\.serialize)\(.*\)` to return non-nullable value, .*$/s,
      "$1` to return non-nullable value.",
    )
    .replace(/^(Abstract type "\w+" must resolve to an Object type at runtime for field "[\w.]+").*$/s, "$1");
}
