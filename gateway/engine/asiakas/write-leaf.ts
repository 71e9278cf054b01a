import { isEnumType, isSpecifiedScalarType } from "graphql";
import type { GraphQLEnumType, GraphQLLeafType } from "graphql";
import type { JsonBytes } from "./json-bytes.ts";

/** Writes a leaf value, never null, as JSON; false when it is not of its type, and nothing is written. */
export type WriteLeaf = (value: unknown, out: JsonBytes) => boolean;

/** A writer for a scalar or an enum. What a scalar of the schema's own may hold is the subgraph's word. */
export function toLeafWriter(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) return toEnumWriter(type);
  return isSpecifiedScalarType(type) ? (specified[type.name] ?? writeAny) : writeAny;
}

/** JSON of a text. Most are short and need no escape: then JSON.stringify, or a pattern, is the slower way. */
export function toJsonText(text: string): string {
  if (text.length > longText) return JSON.stringify(text);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Control characters, quote, backslash, and halves of surrogate pairs, which JSON.stringify escapes when alone.
    if (code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd8_00 && code <= 0xdf_ff)) {
      return JSON.stringify(text);
    }
  }
  return `"${text}"`;
}

const longText = 64;

const int32 = 2 ** 31;

const specified: Readonly<Record<string, WriteLeaf>> = {
  String(value, out) {
    if (typeof value !== "string") return false;
    out.putText(value);
    return true;
  },
  ID(value, out) {
    // Some subgraphs write a numeric id as a number.
    const text = typeof value === "number" && Number.isInteger(value) ? String(value) : value;
    if (typeof text !== "string") return false;
    out.putText(text);
    return true;
  },
  Int(value, out) {
    const isInt = typeof value === "number" && Number.isInteger(value) && value >= -int32 && value < int32;
    if (isInt) out.putAscii(String(value));
    return isInt;
  },
  Float(value, out) {
    const isFloat = typeof value === "number" && Number.isFinite(value);
    if (isFloat) out.putAscii(String(value));
    return isFloat;
  },
  Boolean(value, out) {
    const isBoolean = typeof value === "boolean";
    if (isBoolean) out.putAscii(String(value));
    return isBoolean;
  },
};

function writeAny(value: unknown, out: JsonBytes): boolean {
  // A name that every object has, such as toString, is no value.
  if (typeof value === "function") return false;
  if (typeof value === "string") {
    out.putText(value);
    return true;
  }
  // Of what has no JSON there is none.
  const json: string | undefined = JSON.stringify(value);
  if (json !== undefined) out.putJson(json);
  return json !== undefined;
}

/** A value that the public schema does not name is not told. */
function toEnumWriter(type: GraphQLEnumType): WriteLeaf {
  const texts = new Map(type.getValues().map(({ name }) => [name, Buffer.from(JSON.stringify(name))]));
  return (value, out) => {
    const json = typeof value === "string" ? texts.get(value) : undefined;
    if (json !== undefined) out.putBytes(json);
    return json !== undefined;
  };
}
