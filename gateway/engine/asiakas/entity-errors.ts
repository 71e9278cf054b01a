import type { GraphError } from "../../errors.ts";
import type { FetchCall } from "./fetch-call.ts";
import { findPaths } from "./find-objects.ts";
import type { Gathered, ReadyPart } from "./gather.ts";
import type { JsonObject } from "./json.ts";
import { addLost } from "./only-lost.ts";
import { entityKeysOf } from "./root-keys.ts";
import type { Run } from "./run.ts";

/**
 * What was not asked because something before it failed, failed with it: each field is told with the error that is known
 * there. Without one, a subgraph just did not know the object, or the plan is at fault: the writer tells which.
 */
export function tellMissed(
  { alias }: ReadyPart,
  missed: readonly JsonObject[],
  { run, call }: { readonly run: Run; readonly call: FetchCall },
): void {
  if (missed.length === 0 || run.errors.length === 0) return;
  const keys = entityKeysOf(call.operation.document, alias);
  const told = [...run.errors];
  for (const above of findPaths(run.data, new Set(missed)).values()) {
    const error = told.find(({ path = [] }) => above.every((step, at) => at >= path.length || step === path[at]));
    if (error === undefined) continue;
    const lost = keys.map((key) => ({ ...error, path: [...above, key] }));
    addLost(lost, run);
  }
}

/** An error whose path begins at no list of this fetch concerns all of it. */
export function isOfPart({ path }: GraphError, { alias }: ReadyPart, parts: readonly ReadyPart[]): boolean {
  const root = path?.[0];
  return root === alias || !parts.some((part) => part.alias === root);
}

interface Placing {
  readonly data: JsonObject;
  readonly alias: string;
  /** Response keys that the fetch asks of each entity. */
  readonly keys: readonly string[];
}

/** An error of an entity is told wherever that entity stands; one of the whole fetch, by each field of each. */
export function placeErrors(
  errors: readonly GraphError[],
  { targets, positions }: Gathered,
  { data, alias, keys }: Placing,
): readonly GraphError[] {
  const paths = findPaths(data, new Set(targets));
  return errors.flatMap((error) => {
    const [root, position, ...rest] = error.path ?? [];
    const isOfOne = root === alias && typeof position === "number";
    return targets.flatMap((target, at) => {
      if (isOfOne && positions[at] !== position) return [];
      const above = paths.get(target) ?? [];
      if (isOfOne && rest.length > 0) return [{ ...error, path: [...above, ...rest] }];
      return keys.map((key) => ({ ...error, path: [...above, key] }));
    });
  });
}
