import {
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
} from "graphql";
import type {
  DocumentNode,
  FieldNode,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { collectFields } from "./execution/collect-fields.ts";
import { isObject } from "../is-object.ts";

/** A place of an answer, its last step first: written on the way back, so that what fits costs nothing. */
type ReversedPath = (string | number)[];

/** What an answer is read with. */
interface Reading {
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where the answer did not fit. */
  readonly faults: ReversedPath[];
}

/** Reads a value. Gives `lost` where nothing may stand for it there, which has been told. */
type Read = (value: unknown, reading: Reading) => unknown;

/** Reads an answer's data as `completeAnswer` does, for the most part in place; the places that did not fit. */
export type CompletionOf = (
  data: unknown,
  variables: Reading["variables"],
) => { readonly data: Record<string, unknown> | null; readonly faults: readonly (readonly (string | number)[])[] };

/** A null where there may be none: the object or list around it is null in its turn. */
const lost = Symbol("lost");

/**
 * Compiles the completion of an operation's answers: the same as running graphql-js over them, without collecting fields
 * anew for each object. Undefined of an operation with directives, named fragments or introspection: it is to be run.
 */
export function compileCompletion(document: DocumentNode, schema: GraphQLSchema): CompletionOf | undefined {
  const [operation, second] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || second !== undefined) return undefined;
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null || !isPlain(operation.selectionSet.selections)) return undefined;
  const read = compileObject(root, [operation.selectionSet], schema);
  return (data, variables) => {
    const faults: ReversedPath[] = [];
    const completed = read(data, { variables, faults });
    // What the root's reader gives is an object, or lost.
    return {
      data: completed === lost ? null : (completed as Record<string, unknown>),
      faults: faults.map((each) => each.toReversed()),
    };
  };
}

function isPlain(selections: readonly SelectionNode[]): boolean {
  return selections.every((each) => {
    if (each.kind === Kind.FRAGMENT_SPREAD || (each.directives ?? []).length > 0) return false;
    if (each.kind === Kind.FIELD && each.name.value.startsWith("__") && each.name.value !== "__typename") return false;
    return each.selectionSet === undefined || isPlain(each.selectionSet.selections);
  });
}

function compileObject(type: GraphQLObjectType, sets: readonly SelectionSetNode[], schema: GraphQLSchema): Read {
  // Nothing in it turns on variables, and it spreads no fragment: `isPlain`.
  const fields = [...collectFields(sets, { schema, type, fragments: {}, variables: {} })].flatMap(([key, nodes]) => {
    const read = compileField(type, nodes, schema);
    return read === undefined ? [] : [{ key, read, isInherited: key in Object.prototype }];
  });
  return (value, reading) => {
    const object = isObject(value) ? value : {};
    // What holds all that was asked and nothing else is completed where it is, and not copied.
    const isExact =
      Object.keys(object).length === fields.length && fields.every(({ key }) => Object.hasOwn(object, key));
    const completed: Record<string, unknown> = isExact ? object : {};
    for (const { key, read, isInherited } of fields) {
      const given = isInherited && !Object.hasOwn(object, key) ? undefined : object[key];
      const made = readAt(key, read, { value: given, reading });
      if (made === lost) return lost;
      if (!isExact || made !== given) completed[key] = made;
    }
    return completed;
  };
}

/** Reads what stands below: what is told of it is below this step. */
function readAt(step: string | number, read: Read, { value, reading }: { value: unknown; reading: Reading }): unknown {
  const { faults } = reading;
  const before = faults.length;
  const made = read(value, reading);
  for (let at = before; at < faults.length; at += 1) faults[at]?.push(step);
  return made;
}

/** Undefined of a field that the schema does not have: it is left out of the answer. */
function compileField(type: GraphQLObjectType, nodes: readonly FieldNode[], schema: GraphQLSchema): Read | undefined {
  const [node] = nodes;
  if (node?.name.value === "__typename") return () => type.name;
  const field = type.getFields()[node?.name.value ?? ""];
  if (node === undefined || field === undefined) return undefined;
  const read = compileValue(field.type, nodes, schema);
  return node.name.value === "_entities" ? toEntitiesRead(node, read) : read;
}

/** Entities must be as many as were asked, in their order and of their types. */
function toEntitiesRead({ arguments: given = [] }: FieldNode, read: Read): Read {
  const argument = given.find(({ name }) => name.value === "representations")?.value;
  const variable = argument?.kind === Kind.VARIABLE ? argument.name.value : "";
  return (value, reading) => read(toEntities(value, reading.variables[variable]), reading);
}

/** The list itself is non-null: giving none is a fault at its place. */
export function toEntities(given: unknown, representations: unknown): readonly unknown[] | null {
  if (!Array.isArray(given) || !Array.isArray(representations) || given.length !== representations.length) return null;
  return given.map((entity: unknown, at) => toEntity(entity, memberOf(representations[at], "__typename")));
}

/** An answer need not say the type of an entity, which the question did; what it says must agree. */
function toEntity(entity: unknown, asked: unknown): unknown {
  if (!isObject(entity)) return entity;
  const given = memberOf(entity, "__typename");
  if (given !== undefined && given !== asked) return new Error("an entity of another type than asked");
  if (given === undefined) entity["__typename"] = asked;
  return entity;
}

/** An own member of an object; undefined of anything else. */
export function memberOf(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function compileValue(type: GraphQLOutputType, nodes: readonly FieldNode[], schema: GraphQLSchema): Read {
  const inner = compileNullable(type, nodes, schema);
  if (!isNonNullType(type)) {
    return (value, reading) => {
      if (value === undefined || value === null) return null;
      const made = inner(value, reading);
      return made === lost ? null : made;
    };
  }
  return (value, reading) => {
    if (value !== undefined && value !== null) return inner(value, reading);
    reading.faults.push([]);
    return lost;
  };
}

/** Of a value that is there. */
function compileNullable(type: GraphQLOutputType, nodes: readonly FieldNode[], schema: GraphQLSchema): Read {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return toListRead(compileValue(nullable.ofType, nodes, schema));
  if (isLeafType(nullable)) return toLeafRead(nullable);
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  if (isObjectType(nullable)) return orError(compileObject(nullable, sets, schema));
  const readers = new Map<unknown, Read>();
  if (isAbstractType(nullable)) {
    for (const each of schema.getPossibleTypes(nullable)) {
      readers.set(each.name, compileObject(each, sets, schema));
    }
  }
  return (value, reading) => {
    const read = value instanceof Error ? undefined : readers.get(memberOf(value, "__typename"));
    if (read !== undefined) return read(value, reading);
    reading.faults.push([]);
    return lost;
  };
}

function orError(read: Read): Read {
  return (value, reading) => {
    if (!(value instanceof Error)) return read(value, reading);
    reading.faults.push([]);
    return lost;
  };
}

function toListRead(readItem: Read): Read {
  return (value, reading) => {
    if (!Array.isArray(value)) {
      reading.faults.push([]);
      return lost;
    }
    const items: unknown[] = value;
    for (let at = 0; at < items.length; at += 1) {
      const given = items[at];
      const made = readAt(at, readItem, { value: given, reading });
      if (made === lost) return lost;
      if (made !== given) items[at] = made;
    }
    return items;
  };
}

function toLeafRead(type: GraphQLLeafType): Read {
  return (value, reading) => {
    const made = serialize(type, value);
    if (made !== undefined && made !== null) return made;
    reading.faults.push([]);
    return lost;
  };
}

function serialize(type: GraphQLLeafType, value: unknown): unknown {
  try {
    return type.serialize(value);
  } catch {
    // The message quotes the value: where it stood is all that is told.
    return undefined;
  }
}
