import { isEnumType, isSpecifiedScalarType } from "graphql";
import type { GraphQLEnumType, GraphQLLeafType } from "graphql";

/** Writes a leaf value, never null, as JSON; undefined when it is not of its type. */
export type WriteLeaf = (value: unknown) => string | undefined;

/** A writer for a scalar or an enum. What a scalar of the schema's own may hold is the subgraph's word. */
export function toLeafWriter(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) return toEnumWriter(type);
  return isSpecifiedScalarType(type) ? (specified[type.name] ?? writeAny) : writeAny;
}

/** JSON of a text. Most need no escape, and then JSON.stringify is the slower way. */
export function toJsonText(text: string): string {
  return text.length > longText || needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const longText = 200;
// Quote, backslash, control characters, and halves of surrogate pairs, which JSON.stringify escapes when alone.
// oxlint-disable-next-line no-control-regex
const needsEscape = /["\\\u0000-\u001F\uD800-\uDFFF]/;

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
