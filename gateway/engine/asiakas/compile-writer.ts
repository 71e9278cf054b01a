import {
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from "graphql";
import type {
  FieldNode,
  GraphQLAbstractType,
  GraphQLField,
  GraphQLOutputType,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import { asksOfAll, collectFields } from "./collect-fields.ts";
import type { CollectKit, FieldsType } from "./collect-fields.ts";
import { isObject } from "../../is-object.ts";
import { toLeafWriter } from "./write-leaf.ts";
import type { WriteLeaf } from "./write-leaf.ts";

/** Where a value was found to be of no use: path from the root, backwards. */
export interface ReversedPath extends Array<string | number> {
  /** There is no value at all where null may be: whoever was asked would have said null. */
  isMissing?: true;
}

/** Writes a value as JSON; undefined when null must go further up. Adds to `faults` what it could not write. */
export type Write = (value: unknown, faults: ReversedPath[]) => string | undefined;

/** What a writer depends on. */
export interface WriterKit extends CollectKit {
  /** The key under which a field's value was gathered. */
  readonly keyOf: (field: FieldNode) => string;
  /** Selections at whose objects a null that may be none stops, though the type is non-null: a part of an answer is null alone. */
  readonly boundary?: SelectionSetNode;
}

/**
 * Compiles the writer of an operation's answer: one pass over what was gathered, in the client's order of fields, which
 * tells each value of a wrong type and each null that may be none, and lets nulls go up as the specification says. What
 * was gathered and not asked is not written.
 */
export function compileWriter(operation: OperationDefinitionNode, kit: WriterKit): Write {
  const root = kit.schema.getRootType(operation.operation);
  if (root === undefined || root === null) throw new Error("an operation to compile has no root type");
  return toObjectWriter([operation.selectionSet], root, kit);
}

function toWriter(type: GraphQLOutputType, sets: readonly SelectionSetNode[], kit: WriterKit): Write {
  if (isNonNullType(type)) return toNonNull(toValueWriter(type.ofType, sets, kit));
  return toNullable(toValueWriter(type, sets, kit));
}

function toNullable(write: Write): Write {
  return (value, faults) => {
    if (value === null) return "null";
    if (value === undefined) faults.push(Object.assign([], { isMissing: true as const }));
    return value === undefined ? "null" : (write(value, faults) ?? "null");
  };
}

function toNonNull(write: Write): Write {
  return (value, faults) => {
    const before = faults.length;
    const text = value === null || value === undefined ? undefined : write(value, faults);
    if (text === undefined && faults.length === before) faults.push([]);
    return text;
  };
}

/** A writer of what is not null. */
function toValueWriter(type: GraphQLOutputType, sets: readonly SelectionSetNode[], kit: WriterKit): Write {
  if (isNonNullType(type)) throw new Error("a type is non-null twice");
  if (isListType(type)) return toListWriter(toWriter(type.ofType, sets, kit));
  if (isLeafType(type)) return toLeaf(toLeafWriter(type));
  const write = isAbstractType(type) ? toAbstractWriter(sets, type, kit) : toObjectWriter(sets, type, kit);
  return kit.boundary !== undefined && sets.includes(kit.boundary) ? (...given) => write(...given) ?? "null" : write;
}

function toLeaf(writeLeaf: WriteLeaf): Write {
  return (value, faults) => {
    const text = writeLeaf(value);
    if (text === undefined) faults.push([]);
    return text;
  };
}

function toListWriter(writeItem: Write): Write {
  return (value, faults) => {
    if (!Array.isArray(value)) {
      faults.push([]);
      return undefined;
    }
    let text = "[";
    for (let at = 0; at < value.length; at += 1) {
      const before = faults.length;
      const item = writeItem(value[at], faults);
      if (faults.length !== before) addStep(faults, before, at);
      if (item === undefined) return undefined;
      text += at === 0 ? item : `,${item}`;
    }
    return `${text}]`;
  };
}

/** Faults from `before` on were found below this step. */
function addStep(faults: ReversedPath[], before: number, step: string | number): void {
  for (let at = before; at < faults.length; at += 1) faults[at]?.push(step);
}

function toAbstractWriter(sets: readonly SelectionSetNode[], type: GraphQLAbstractType, kit: WriterKit): Write {
  const { schema } = kit;
  const writers = new Map(schema.getPossibleTypes(type).map((each) => [each.name, toObjectWriter(sets, each, kit)]));
  const writeAny = isInterfaceType(type) && asksOfAll(sets, type, kit) ? toObjectWriter(sets, type, kit) : undefined;
  return (value, faults) => {
    const typename = isObject(value) ? value["__typename"] : undefined;
    if (typeof typename === "string") {
      const write = writers.get(typename);
      if (write !== undefined) return write(value, faults);
      // A type that the public schema hides is not told of; an interface is what an interface object says it is.
      if (!isInterfaceType(schema.getType(typename))) return undefined;
    }
    if (writeAny !== undefined) return writeAny(value, faults);
    faults.push([]);
    return undefined;
  };
}

interface FieldWriter {
  readonly key: string;
  /** The key under which the value was gathered. */
  readonly from: string;
  /** The key as it is written, with the comma before it. */
  readonly prefix: string;
  readonly write: Write;
}

function toObjectWriter(sets: readonly SelectionSetNode[], type: FieldsType, kit: WriterKit): Write {
  let fields: readonly FieldWriter[] | undefined;
  return (value, faults) => {
    // On the first object: types that never come cost nothing, and a type may lead back to itself.
    fields ??= toFieldWriters(sets, type, kit);
    if (!isObject(value)) {
      faults.push([]);
      return undefined;
    }
    let text = "{";
    for (const { key, from, prefix, write } of fields) {
      const before = faults.length;
      const part = write(value[from], faults);
      if (faults.length !== before) addStep(faults, before, key);
      if (part === undefined) return undefined;
      text += prefix + part;
    }
    return `${text}}`;
  };
}

function toFieldWriters(sets: readonly SelectionSetNode[], type: FieldsType, kit: WriterKit): readonly FieldWriter[] {
  return [...collectFields(sets, type, kit)].map(([key, nodes], at) => ({
    key,
    from: nodes[0] === undefined ? key : kit.keyOf(nodes[0]),
    prefix: `${at === 0 ? "" : ","}${JSON.stringify(key)}:`,
    write: toFieldWriter(nodes, type, kit),
  }));
}

/** The subgraph did not tell which type an object is. */
function writeUnknownType(_: unknown, faults: ReversedPath[]): undefined {
  faults.push([]);
}

function toFieldWriter(nodes: readonly FieldNode[], type: FieldsType, kit: WriterKit): Write {
  const name = nodes[0]?.name.value ?? "";
  if (name === TypeNameMetaFieldDef.name) {
    const text = JSON.stringify(type.name);
    return isInterfaceType(type) ? writeUnknownType : () => text;
  }
  // Its answer is made by graphql-js, from the schema itself.
  if (name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name)
    return (value) => JSON.stringify(value ?? null);
  const field: GraphQLField<unknown, unknown> | undefined = type.getFields()[name];
  if (field === undefined) throw new Error("an operation to compile was not validated");
  const sets = nodes.flatMap((node) => node.selectionSet ?? []);
  return toWriter(field.type, sets, kit);
}
