import { isJsonObject } from "./json.ts";
import type { Run } from "./run.ts";
import type { Gathered } from "./tell.ts";

/**
 * What a run gathered, without errors of fields that another fetch gave: a planner may ask several subgraphs for one
 * field, and where one of them fails, the field is there all the same. An error that a subgraph told of a field by its
 * path stays.
 */
export function onlyLost({ data, errors, unknown, spread }: Omit<Run, "variables" | "scope">): Gathered {
  if (spread.size === 0) return { data, errors, unknown };
  return { data, errors: errors.filter((error) => !spread.has(error) || !isLeafAt(data, error.path ?? [])), unknown };
}

/** Is there a value that is whole; of an object or a list, a part may be lost. */
function isLeafAt(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const step of path) {
    if (!Array.isArray(value) && !isJsonObject(value)) return false;
    value = Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  }
  return value !== undefined && value !== null && typeof value !== "object";
}
