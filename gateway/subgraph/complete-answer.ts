import { buildSchema, execute, isScalarType, printSchema } from "graphql";
import type { DocumentNode, GraphQLError, GraphQLFieldResolver, GraphQLSchema, GraphQLTypeResolver } from "graphql";
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
  readonly errors: readonly GraphQLError[];
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
 * Runs graphql-js over an answer's data as if it were the root: what was not asked is dropped, what
 * does not fit the schema becomes null and an error. Entities must be as many as were asked, in their
 * order and of their types: a shifted list would give one person another's data.
 */
export async function completeAnswer(
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
  return { data: completed.data ?? null, errors: completed.errors ?? [] };
}

const readField: GraphQLFieldResolver<unknown, unknown, Record<string, unknown>> = (...[parent, args, , info]) => {
  const value = memberOf(parent, info.path.key);
  return info.fieldName === "_entities" ? toEntities(value, args["representations"]) : value;
};

const readType: GraphQLTypeResolver<unknown, unknown> = (value) => {
  const type = memberOf(value, "__typename");
  return typeof type === "string" ? type : undefined;
};

/** The list itself is non-null: giving none is an error at its place. */
function toEntities(given: unknown, representations: unknown): readonly unknown[] | null {
  if (!Array.isArray(given) || !Array.isArray(representations) || given.length !== representations.length) return null;
  return given.map((entity: unknown, at) => toEntity(entity, memberOf(representations[at], "__typename")));
}

/** An answer need not say the type of an entity, which the question did; what it says must agree. */
function toEntity(entity: unknown, asked: unknown): unknown {
  if (typeof entity !== "object" || entity === null) return entity;
  const given = memberOf(entity, "__typename");
  if (given !== undefined && given !== asked) return new Error("an entity of another type than asked");
  return { ...entity, __typename: asked };
}

function memberOf(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
