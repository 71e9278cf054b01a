import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString } from "graphql";
import type { GraphQLLeafType } from "graphql";
import type { Complete } from "./run.ts";

/**
 * Makes what writes scalars and enum values. An object that a scalar of ours gives is copied: whoever gets the answer
 * may write into it.
 */
export function compileLeaf(type: GraphQLLeafType): Complete {
  const isReady = toIsReady(type);
  return (_run, value) => {
    if (isReady(value)) return value;
    const written: unknown = type.serialize(value);
    if (written === null || written === undefined) {
      throw new Error(`Expected \`${type.name}.serialize\` to return non-nullable value.`);
    }
    return typeof written === "object" ? copyOf(written) : written;
  };
}

/** Would writing a value give the same value. True only of what is sure without asking the type. */
export function toIsReady(type: GraphQLLeafType): (value: unknown) => boolean {
  return readyScalars.get(type.serialize) ?? (() => false);
}

const isText = (value: unknown): boolean => typeof value === "string";

const readyScalars = new Map<unknown, (value: unknown) => boolean>([
  [GraphQLString.serialize, isText],
  [GraphQLID.serialize, isText],
  [GraphQLBoolean.serialize, (value) => typeof value === "boolean"],
  [GraphQLFloat.serialize, (value) => typeof value === "number" && Number.isFinite(value)],
  // In 32 bits: `|` takes all others to another number.
  [GraphQLInt.serialize, (value) => typeof value === "number" && (value | 0) === value],
]);

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
