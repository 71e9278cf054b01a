import { isObject } from "../../is-object.ts";
import type { JsonObject } from "./json.ts";
import type { IsOfType } from "./type-conditions.ts";

/**
 * Adds to `target` what `source` holds, in place; lists of one length are merged item by item. What is already known
 * is kept where the source holds null: one register not knowing does not undo another's answer. Takes over
 * the source's own objects: give it a copy when it is merged more than once. A subgraph to which an interface is an
 * object tells its name as the type: with `isOfType`, that does not undo what is known better.
 */
export function merge(target: JsonObject, source: JsonObject, isOfType: IsOfType = isEqual): void {
  mergeInto(target, source, { isOfType, take: asItIs });
}

/** The same of what is merged more than once: nothing of the source is taken over. */
export function mergeCopy(target: JsonObject, source: JsonObject, isOfType: IsOfType): void {
  mergeInto(target, source, { isOfType, take: copyOfValue });
}

interface Merging {
  readonly isOfType: IsOfType;
  readonly take: (value: unknown) => unknown;
}

function asItIs(value: unknown): unknown {
  return value;
}

function mergeInto(target: JsonObject, source: JsonObject, kit: Merging): void {
  // Of JSON, or of an executor: what is in it, it has itself.
  for (const key in source) {
    if (key === "__proto__") continue;
    const value = source[key];
    const known = target[key];
    // What every object has, such as toString, is no value of JSON.
    if (known === undefined || typeof known === "function") target[key] = kit.take(value);
    else if (key !== "__typename" || !isKnownBetter(known, value, kit.isOfType)) {
      target[key] = mergeValues(known, value, kit);
    }
  }
}

function isEqual(typename: string, type: string): boolean {
  return typename === type;
}

function isKnownBetter(known: unknown, value: unknown, isOfType: IsOfType): boolean {
  return typeof known === "string" && typeof value === "string" && isOfType(known, value);
}

function mergeValues(known: unknown, value: unknown, kit: Merging): unknown {
  if (value === null || value === undefined) return known;
  if (isObject(known) && isObject(value)) {
    mergeInto(known, value, kit);
    return known;
  }
  if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) {
    for (const [at, item] of value.entries()) known[at] = mergeValues(known[at], item, kit);
    return known;
  }
  return kit.take(value);
}

/** A copy that shares nothing with the original. */
function copyOfValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOfValue);
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) if (key !== "__proto__") copy[key] = copyOfValue(value[key]);
  return copy;
}
