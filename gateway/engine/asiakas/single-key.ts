import type { JsonObject } from "./json.ts";
import type { Requirement } from "./plan.ts";
import type { Types } from "./type-conditions.ts";
import { toJsonText } from "./write-leaf.ts";

/** The one key by which a fetch knows its objects: most have no more, and then it tells equal objects too. */
export interface SingleKey {
  /** The key's value; undefined of an object that is not known by it. */
  keyOf(object: JsonObject): string | number | undefined;
  /** The representation of the object that has this value, as JSON. */
  write(value: string | number): string;
  /** The same, not written. */
  toObject(value: string | number): JsonObject;
}

/** Undefined where a fetch requires anything but the name of one object type and one field of it. */
export function toSingleKey(requires: readonly Requirement[], { isObjectName }: Types): SingleKey | undefined {
  const [fragment, other] = requires;
  if (fragment?.kind !== "fragment" || other !== undefined || !isObjectName(fragment.type)) return undefined;
  if (fragment.skipIf !== undefined || fragment.includeIf !== undefined) return undefined;
  const fields = fragment.below.filter((each) => each.kind === "fragment" || each.as !== "__typename");
  const [field, second] = fields;
  if (field?.kind !== "field" || second !== undefined || field.below.length > 0) return undefined;
  if (fields.length === fragment.below.length) return undefined;
  const { type } = fragment;
  const { key, as } = field;
  const start = `{"__typename":${JSON.stringify(type)},${JSON.stringify(as)}:`;
  return {
    keyOf(object) {
      const typename = object["__typename"];
      // Where no other type may stand, it need not be asked.
      if (typename !== type && typename !== undefined) return undefined;
      const value = object[key];
      return typeof value === "string" || typeof value === "number" ? value : undefined;
    },
    toObject: (value) => ({ __typename: type, [as]: value }),
    write: (value) => `${start}${typeof value === "string" ? toJsonText(value) : String(value)}}`,
  };
}
