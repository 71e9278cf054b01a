import { isObject } from "../../is-object.ts";
import type { JsonObject } from "./json.ts";
import type { PathStep, Rewrite } from "./plan.ts";
import type { IsOfType } from "./type-conditions.ts";

/** Rewrites, in place, what is sent or what came. Lists on the way are walked through. */
export function applyRewrites(rewrites: readonly Rewrite[], value: unknown, isOfType: IsOfType): void {
  for (const rewrite of rewrites) {
    const last = rewrite.path.at(-1);
    if (last === undefined || !("key" in last)) throw new Error("a rewrite ends in no key");
    for (const object of objectsAt(value, rewrite.path.slice(0, -1), isOfType)) rewriteKey(object, last.key, rewrite);
  }
}

function rewriteKey(object: JsonObject, key: string, { set, rename }: Rewrite): void {
  if (rename === undefined) {
    object[key] = set;
    return;
  }
  if (!Object.hasOwn(object, key)) return;
  object[rename] = object[key];
  delete object[key];
}

function objectsAt(value: unknown, path: readonly PathStep[], isOfType: IsOfType): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => objectsAt(item, path, isOfType));
  if (!isObject(value)) return [];
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  if ("key" in step) return objectsAt(value[step.key], rest, isOfType);
  if ("isList" in step) return objectsAt(value, rest, isOfType);
  const typename = value["__typename"];
  // Where the type was not asked, the planner knows that it can be no other.
  const fits = typeof typename !== "string" || step.types.some((type) => isOfType(typename, type));
  return fits ? objectsAt(value, rest, isOfType) : [];
}
