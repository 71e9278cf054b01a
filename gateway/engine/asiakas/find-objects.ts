import { isObject } from "../../is-object.ts";
import type { JsonObject } from "./json.ts";
import type { PathStep } from "./plan.ts";
import type { IsOfType } from "./type-conditions.ts";

/** Puts the objects below a value into a list, in their order. */
export type FindObjects = (value: unknown, into: JsonObject[]) => void;

/** A finder for one path. What is null or missing on the way holds no object. */
export function createFindObjects(path: readonly PathStep[], isOfType: IsOfType): FindObjects {
  return path.reduceRight<FindObjects>((next, step) => toStep(step, next, isOfType), takeObject);
}

function takeObject(value: unknown, into: JsonObject[]): void {
  if (isObject(value)) into.push(value);
}

function toStep(step: PathStep, next: FindObjects, isOfType: IsOfType): FindObjects {
  if ("key" in step) {
    const { key } = step;
    return (value, into) => {
      if (isObject(value)) next(value[key], into);
    };
  }
  if ("isList" in step) return throughLists(next);
  const fits = createFits(step.types, isOfType);
  return (value, into) => {
    if (isObject(value) && fits(value["__typename"])) next(value, into);
  };
}

/** Of lists within lists one planner writes a step for each, the other one for all: so each takes what is there. */
function throughLists(next: FindObjects): FindObjects {
  const walk: FindObjects = (value, into) => {
    if (Array.isArray(value)) for (const item of value) walk(item, into);
    else next(value, into);
  };
  return walk;
}

function createFits(types: readonly string[], isOfType: IsOfType): (typename: unknown) => boolean {
  // Where the type was not asked, the planner knows that it can be no other.
  return (typename) => typeof typename !== "string" || types.some((type) => isOfType(typename, type));
}

/** Where each of some objects stands in an answer. Slow: for errors only. */
export function findPaths(
  data: unknown,
  objects: ReadonlySet<JsonObject>,
): ReadonlyMap<JsonObject, readonly (string | number)[]> {
  const found = new Map<JsonObject, readonly (string | number)[]>();
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) walk(item, [...path, at]);
      return;
    }
    if (!isObject(value)) return;
    if (objects.has(value)) found.set(value, path);
    for (const key of Object.keys(value)) walk(value[key], [...path, key]);
  };
  walk(data, []);
  return found;
}
