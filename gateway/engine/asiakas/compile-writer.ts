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
import type { JsonBytes, ReversedPath } from "./json-bytes.ts";
import { toLeafWriter } from "./write-leaf.ts";
import type { WriteLeaf } from "./write-leaf.ts";

/** Writes a value as JSON, and tells what it could not write; false when null must go further up: what was begun is the caller's to take back. */
export type Write = (value: unknown, out: JsonBytes) => boolean;

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
  return (value, out) => {
    if (value === undefined) out.faults.push(Object.assign([], { isMissing: true as const }));
    const start = out.length;
    if (value === undefined || value === null || !write(value, out)) putNull(out, start);
    return true;
  };
}

/** Null in place of all that was written from `start` on. */
function putNull(out: JsonBytes, start: number): void {
  out.length = start;
  out.putBytes(nullBytes);
}

const nullBytes = Buffer.from("null");

function toNonNull(write: Write): Write {
  return (value, out) => {
    const before = out.faults.length;
    const isWritten = value !== null && value !== undefined && write(value, out);
    if (!isWritten && out.faults.length === before) out.faults.push([]);
    return isWritten;
  };
}

/** A writer of what is not null. */
function toValueWriter(type: GraphQLOutputType, sets: readonly SelectionSetNode[], kit: WriterKit): Write {
  if (isNonNullType(type)) throw new Error("a type is non-null twice");
  if (isListType(type)) return toListWriter(toWriter(type.ofType, sets, kit));
  if (isLeafType(type)) return toLeaf(toLeafWriter(type));
  const write = isAbstractType(type) ? toAbstractWriter(sets, type, kit) : toObjectWriter(sets, type, kit);
  return kit.boundary !== undefined && sets.includes(kit.boundary) ? toBounded(write) : write;
}

function toBounded(write: Write): Write {
  return (value, out) => {
    const start = out.length;
    if (!write(value, out)) putNull(out, start);
    return true;
  };
}

function toLeaf(writeLeaf: WriteLeaf): Write {
  return (value, out) => {
    const isWritten = writeLeaf(value, out);
    if (!isWritten) out.faults.push([]);
    return isWritten;
  };
}

function toListWriter(writeItem: Write): Write {
  return (value, out) => {
    const { faults } = out;
    if (!Array.isArray(value)) {
      faults.push([]);
      return false;
    }
    out.putByte(openList);
    for (let at = 0; at < value.length; at += 1) {
      const before = faults.length;
      if (at > 0) out.putByte(comma);
      const isWritten = writeItem(value[at], out);
      if (faults.length !== before) addStep(faults, before, at);
      if (!isWritten) return false;
    }
    out.putByte(closeList);
    return true;
  };
}

/** Codes of characters. */
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const comma = 0x2c;

/** Faults from `before` on were found below this step. */
function addStep(faults: ReversedPath[], before: number, step: string | number): void {
  for (let at = before; at < faults.length; at += 1) faults[at]?.push(step);
}

function toAbstractWriter(sets: readonly SelectionSetNode[], type: GraphQLAbstractType, kit: WriterKit): Write {
  const { schema } = kit;
  const writers = new Map(schema.getPossibleTypes(type).map((each) => [each.name, toObjectWriter(sets, each, kit)]));
  const writeAny = isInterfaceType(type) && asksOfAll(sets, type, kit) ? toObjectWriter(sets, type, kit) : undefined;
  return (value, out) => {
    const typename = isObject(value) ? value["__typename"] : undefined;
    if (typeof typename === "string") {
      const write = writers.get(typename);
      if (write !== undefined) return write(value, out);
      // A type that the public schema hides is not told of; an interface is what an interface object says it is.
      if (!isInterfaceType(schema.getType(typename))) return false;
    }
    if (writeAny !== undefined) return writeAny(value, out);
    out.faults.push([]);
    return false;
  };
}

interface FieldWriter {
  readonly key: string;
  /** The key under which the value was gathered. */
  readonly from: string;
  /** The key as it is written, with what stands before it. */
  readonly prefix: Uint8Array;
  readonly write: Write;
}

function toObjectWriter(sets: readonly SelectionSetNode[], type: FieldsType, kit: WriterKit): Write {
  let fields: readonly FieldWriter[] | undefined;
  return (value, out) => {
    // On the first object: types that never come cost nothing, and a type may lead back to itself.
    fields ??= toFieldWriters(sets, type, kit);
    const { faults } = out;
    if (!isObject(value)) {
      faults.push([]);
      return false;
    }
    out.putByte(openObject);
    for (const { key, from, prefix, write } of fields) {
      const before = faults.length;
      out.putBytes(prefix);
      const isWritten = write(value[from], out);
      if (faults.length !== before) addStep(faults, before, key);
      if (!isWritten) return false;
    }
    out.putByte(closeObject);
    return true;
  };
}

function toFieldWriters(sets: readonly SelectionSetNode[], type: FieldsType, kit: WriterKit): readonly FieldWriter[] {
  return [...collectFields(sets, type, kit)].map(([key, nodes], at) => ({
    key,
    from: nodes[0] === undefined ? key : kit.keyOf(nodes[0]),
    prefix: Buffer.from(`${at === 0 ? "" : ","}${JSON.stringify(key)}:`),
    write: toFieldWriter(nodes, type, kit),
  }));
}

/** The subgraph did not tell which type an object is. */
function writeUnknownType(_: unknown, { faults }: JsonBytes): boolean {
  faults.push([]);
  return false;
}

function toFieldWriter(nodes: readonly FieldNode[], type: FieldsType, kit: WriterKit): Write {
  const name = nodes[0]?.name.value ?? "";
  if (name === TypeNameMetaFieldDef.name) return isInterfaceType(type) ? writeUnknownType : toNameWriter(type.name);
  // Its answer is made by graphql-js, from the schema itself.
  if (name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name) return writeIntrospection;
  const field: GraphQLField<unknown, unknown> | undefined = type.getFields()[name];
  if (field === undefined) throw new Error("an operation to compile was not validated");
  const sets = nodes.flatMap((node) => node.selectionSet ?? []);
  return toWriter(field.type, sets, kit);
}

function toNameWriter(name: string): Write {
  const json = Buffer.from(JSON.stringify(name));
  return (_, out) => {
    out.putBytes(json);
    return true;
  };
}

function writeIntrospection(value: unknown, out: JsonBytes): boolean {
  out.putJson(JSON.stringify(value ?? null));
  return true;
}
