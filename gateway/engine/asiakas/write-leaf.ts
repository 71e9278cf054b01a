import { isEnumType, isSpecifiedScalarType } from "graphql";
import type { GraphQLEnumType, GraphQLLeafType } from "graphql";

/** Writes a leaf value, never null, as JSON; undefined when it is not of its type. */
export type WriteLeaf = (value: unknown) => string | undefined;

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
  String: (value) => (typeof value === "string" ? toJsonText(value) : undefined),
  ID: (value) => {
    if (typeof value === "string") return toJsonText(value);
    // Some subgraphs write a numeric id as a number.
    return typeof value === "number" && Number.isInteger(value) ? `"${value}"` : undefined;
  },
  Int: (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= -int32 && value < int32
      ? String(value)
      : undefined,
  Float: (value) => (typeof value === "number" && Number.isFinite(value) ? String(value) : undefined),
  Boolean: (value) => (typeof value === "boolean" ? String(value) : undefined),
};

function writeAny(value: unknown): string | undefined {
  if (typeof value === "string") return toJsonText(value);
  // A name that every object has, such as toString, is no value.
  return typeof value === "function" ? undefined : JSON.stringify(value);
}

/** A value that the public schema does not name is not told. */
function toEnumWriter(type: GraphQLEnumType): WriteLeaf {
  const texts = new Map(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
  return (value) => (typeof value === "string" ? texts.get(value) : undefined);
}
