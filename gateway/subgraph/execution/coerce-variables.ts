import {
  getVariableValues,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLScalarType,
  GraphQLString,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
} from "graphql";
import type { GraphQLError, GraphQLInputType, GraphQLSchema, VariableDefinitionNode } from "graphql";
import type { Variables } from "./run.ts";

/** Coerced variables, or why they are refused. */
export type CoercedVariables =
  | { readonly coerced: Variables; readonly errors?: never }
  | { readonly coerced?: never; readonly errors: readonly GraphQLError[] };

/** Coerces the variables of one operation, as graphql-js does. */
export type CoerceVariables = (given: Readonly<Record<string, unknown>>) => CoercedVariables;

/** graphql-js stops counting after so many. */
const maxErrors = 50;

/** Makes what coerces an operation's variables. Values that are as their type wants them are taken as they are. */
export function compileVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[] | undefined = [],
): CoerceVariables {
  const slots = definitions.map((definition) => toSlot(schema, definition));
  return (given) => {
    const coerced: Record<string, unknown> = {};
    for (const { name, isReady, mayBeMissing } of slots) {
      if (!Object.hasOwn(given, name)) {
        if (mayBeMissing) continue;
        return getVariableValues(schema, definitions, given, { maxErrors });
      }
      const value = given[name];
      if (!isReady(value)) return getVariableValues(schema, definitions, given, { maxErrors });
      coerced[name] = value;
    }
    return { coerced };
  };
}

/** Would coercing a value give the same value. */
type IsReady = (value: unknown) => boolean;

interface Slot {
  readonly name: string;
  readonly isReady: IsReady;
  readonly mayBeMissing: boolean;
}

function toSlot(schema: GraphQLSchema, { variable, type: node, defaultValue }: VariableDefinitionNode): Slot {
  // A variable of a type that is none, or that is for answers only, is graphql-js's to refuse.
  const type = typeFromAST(schema, node);
  const isInput = type !== undefined && isInputType(type);
  const name = variable.name.value;
  return {
    name,
    isReady: isInput && name !== "__proto__" ? toIsReady(type) : never,
    mayBeMissing: isInput && defaultValue === undefined && !isNonNullType(type),
  };
}

const never: IsReady = () => false;

function toIsReady(type: GraphQLInputType): IsReady {
  if (!isNonNullType(type)) {
    const isReady = toIsReadyValue(type);
    return (value) => value === null || isReady(value);
  }
  return toIsReadyValue(type.ofType);
}

function toIsReadyValue(type: GraphQLInputType): IsReady {
  if (isListType(type)) {
    // Resolvers get the caller's own list: only of values that are handed through whatever they are.
    const { ofType } = type;
    const isOfAny = isNonNullType(ofType) && isHandedThrough(ofType.ofType);
    return isOfAny ? (value) => Array.isArray(value) && value.every(isThere) : never;
  }
  return isScalarType(type) ? (readyScalars.get(type.parseValue) ?? never) : never;
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}

const handThrough = new GraphQLScalarType({ name: "Any" }).parseValue;

/** A scalar without a check of its own, such as federation's `_Any`. */
function isHandedThrough(type: GraphQLInputType): boolean {
  return isScalarType(type) && type.parseValue === handThrough;
}

const maxInt = 2_147_483_647;
const isText: IsReady = (value) => typeof value === "string";

const readyScalars = new Map<unknown, IsReady>([
  [GraphQLString.parseValue, isText],
  [GraphQLID.parseValue, isText],
  [GraphQLBoolean.parseValue, (value) => typeof value === "boolean"],
  [GraphQLFloat.parseValue, (value) => Number.isFinite(value)],
  [
    GraphQLInt.parseValue,
    (value) => typeof value === "number" && Number.isInteger(value) && value <= maxInt && value >= -maxInt - 1,
  ],
]);
