import { buildSchema, execute, isScalarType, printSchema } from "graphql";
import type { DocumentNode, GraphQLFieldResolver, GraphQLSchema, GraphQLTypeResolver } from "graphql";
import { compileCompletion, memberOf, toEntities } from "./compile-completion.ts";
import type { CompletionOf } from "./compile-completion.ts";
import { aikaScalar, paivaScalar } from "./scalars.ts";

/** What an answer is completed against: the operation as it was sent. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Made by `toAnswerSchema`. */
  readonly schema: GraphQLSchema;
}

/** Data that fits the schema, and the places where the answer did not. */
export interface Completed {
  readonly data: Record<string, unknown> | null;
  readonly faults: readonly (readonly (string | number)[])[];
}

/**
 * A schema to check answers against: types only. A subgraph's own schema would resolve `_entities`
 * out of the question instead of reading them from the answer, and its dates would be any value.
 */
export function toAnswerSchema(schema: GraphQLSchema): GraphQLSchema {
  const plain = buildSchema(printSchema(schema), { assumeValid: true });
  for (const scalar of [paivaScalar, aikaScalar]) {
    const type = plain.getType(scalar.name);
    if (isScalarType(type)) type.serialize = scalar.serialize;
  }
  return plain;
}

/**
 * Completes an answer's data as if it were the root: what was not asked is dropped, what does not fit the schema becomes
 * null and a fault. Entities must be as many as were asked, in their order and of their types: a shifted list would give
 * one person another's data. Compiled once for a document; what can't be is run by graphql-js. The data given is the
 * caller's no longer: it is completed in place where it can be.
 */
export async function completeAnswer(data: unknown, asked: AskedOperation): Promise<Completed> {
  const { document, variables, schema } = asked;
  const bySchema = compiled.get(schema) ?? new WeakMap<DocumentNode, CompletionOf | "graphql-js">();
  compiled.set(schema, bySchema);
  const known = bySchema.get(document) ?? compileCompletion(document, schema) ?? "graphql-js";
  bySchema.set(document, known);
  return known === "graphql-js" ? runCompletion(data, asked) : known(data, variables);
}

const compiled = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, CompletionOf | "graphql-js">>();

/** The same by running graphql-js over it. */
export async function runCompletion(
  data: unknown,
  { document, variables, schema }: AskedOperation,
): Promise<Completed> {
  const completed = await execute({
    schema,
    document,
    variableValues: variables,
    rootValue: data,
    fieldResolver: readField,
    typeResolver: readType,
  });
  return { data: completed.data ?? null, faults: (completed.errors ?? []).map(({ path = [] }) => path) };
}

const readField: GraphQLFieldResolver<unknown, unknown, Record<string, unknown>> = (...[parent, args, , info]) => {
  const value = memberOf(parent, info.path.key);
  return info.fieldName === "_entities" ? toEntities(value, args["representations"]) : value;
};

const readType: GraphQLTypeResolver<unknown, unknown> = (value) => {
  const type = memberOf(value, "__typename");
  return typeof type === "string" ? type : undefined;
};
