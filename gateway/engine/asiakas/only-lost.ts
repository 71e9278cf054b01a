import type { GraphError } from "../../errors.ts";
import { isObject } from "../../is-object.ts";
import type { JsonObject } from "./json.ts";
import { isCallKey, toClientKey } from "./plan-keys.ts";
import type { Run } from "./run.ts";
import type { Gathered } from "./tell.ts";

/**
 * What a run gathered, without errors of fields that another fetch gave: a planner may ask several subgraphs for one
 * field, and where one of them fails, the field is there all the same. Of a field that has another key while a plan runs
 * and whose own name the client has for another, the object is told.
 */
export function onlyLost({ data, errors, unknown, lost }: Omit<Run, "variables" | "scope">): Gathered {
  if (lost.size === 0) return { data, errors, unknown };
  const told = errors.flatMap((error) => {
    if (!lost.has(error)) return error;
    return isLeafAt(data, error.path ?? []) ? [] : withOwnName(error, data);
  });
  return { data, errors: told, unknown };
}

/** Cuts a path before a key under whose name, as the client sees it, another field stands. */
function withOwnName(error: GraphError, data: JsonObject): GraphError {
  const { path = [] } = error;
  let value: unknown = data;
  for (const [at, step] of path.entries()) {
    if (!Array.isArray(value) && !isObject(value)) return error;
    if (typeof step === "string" && isNamedTwice(step, value)) return { ...error, path: path.slice(0, at) };
    value = valueOf(value, step);
  }
  return error;
}

/** A key of the planner's own has a name that the client may give to another field: what is named twice is two calls. */
function isNamedTwice(key: string, object: object): boolean {
  const name = toClientKey(key);
  return Object.keys(object).some(
    (other) => other !== key && toClientKey(other) === name && (isCallKey(key) || isCallKey(other)),
  );
}

/** Places errors of a fetch in the answer. */
export type PlaceErrors = (errors: readonly GraphError[]) => readonly GraphError[];

interface Adding {
  /** What came with the errors. */
  readonly data: unknown;
  readonly run: Pick<Run, "errors" | "lost">;
}

/** Adds errors of a fetch. One that its subgraph tells beside a value says of no loss, and is always told. */
export function addErrors(errors: readonly GraphError[], place: PlaceErrors, { data, run }: Adding): void {
  const beside = errors.filter(({ path }) => path !== undefined && isLeafAt(data, path));
  addLost(place(errors.filter((error) => !beside.includes(error))), run);
  if (beside.length > 0) run.errors.push(...place(beside));
}

/** Adds placed errors that say why something is not there. */
export function addLost(placed: readonly GraphError[], { errors, lost }: Pick<Run, "errors" | "lost">): void {
  errors.push(...placed);
  for (const error of placed) lost.add(error);
}

/** Is there a value that is whole; of an object or a list, a part may be lost. */
function isLeafAt(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const step of path) {
    if (!Array.isArray(value) && !isObject(value)) return false;
    value = valueOf(value, step);
  }
  return value !== undefined && value !== null && typeof value !== "object";
}

function valueOf(value: object, step: string | number): unknown {
  return Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
}
