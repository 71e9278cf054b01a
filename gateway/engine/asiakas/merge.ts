import { isJsonObject } from "./json.ts";
import type { JsonObject } from "./json.ts";
import type { IsOfType } from "./type-conditions.ts";

/**
 * Adds to `target` what `source` holds, in place; lists of one length are merged item by item. What is already known
 * is kept where the source holds null: one register not knowing does not undo another's answer. Takes over
 * the source's own objects: give it a copy when it is merged more than once. A subgraph to which an interface is an
 * object tells its name as the type: with `isOfType`, that does not undo what is known better.
 */
export function merge(target: JsonObject, source: JsonObject, isOfType: IsOfType = isEqual): void {
  for (const key of Object.keys(source)) {
    if (key === "__proto__") continue;
    const value = source[key];
    const known = target[key];
    // What every object has, such as toString, is no value of JSON.
    if (known === undefined || typeof known === "function") target[key] = value;
    else if (key !== "__typename" || !isKnownBetter(known, value, isOfType)) {
      target[key] = mergeValues(known, value, isOfType);
    }
  }
}

function isEqual(typename: string, type: string): boolean {
  return typename === type;
}

function isKnownBetter(known: unknown, value: unknown, isOfType: IsOfType): boolean {
  return typeof known === "string" && typeof value === "string" && isOfType(known, value);
}

function mergeValues(known: unknown, value: unknown, isOfType: IsOfType): unknown {
  if (value === null || value === undefined) return known;
  if (isJsonObject(known) && isJsonObject(value)) {
    merge(known, value, isOfType);
    return known;
  }
  if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) {
    for (const [at, item] of value.entries()) known[at] = mergeValues(known[at], item, isOfType);
    return known;
  }
  return value;
}

/** A copy that shares nothing with the original. */
export function copyOf(object: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(object)) if (key !== "__proto__") copy[key] = copyOfValue(object[key]);
  return copy;
}

/** The same of any value of JSON. */
function copyOfValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOfValue);
  return isJsonObject(value) ? copyOf(value) : value;
}
