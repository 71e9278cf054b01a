import type { GraphError } from "../../errors.ts";
import { orderErrors } from "../order-errors.ts";
import type { Write } from "./compile-writer.ts";
import { findPaths } from "./find-objects.ts";
import { JsonBytes } from "./json-bytes.ts";
import type { ReversedPath } from "./json-bytes.ts";
import { toClientPath } from "./plan-keys.ts";
import type { Run } from "./run.ts";

/** What of a run is told: the answer's text, and each error once, in the order of its fields. */
export interface Told {
  readonly text: string;
  readonly errors: readonly GraphError[];
}

/** What of a run is written. */
export type Gathered = Pick<Run, "data" | "errors" | "unknown">;

/** Writes what a run gathered. */
export function tell({ data, errors, unknown }: Gathered, writer: Write): Told {
  const out = new JsonBytes();
  const { faults } = out;
  const text = writer(data, out) ? out.take() : "null";
  if (errors.length === 0 && faults.length === 0) return { text, errors };
  const answer: unknown = JSON.parse(text);
  const told = toTold(errors.map(toClientError), answer);
  const whyMissing = createWhyMissing({ data, unknown });
  const untold = faults.flatMap((fault) => {
    const path = toPath(fault);
    if (isTold(path, told)) return [];
    const error = fault.isMissing === true ? whyMissing(path) : invalid;
    return error === undefined ? [] : { ...error, path };
  });
  return { text, errors: orderErrors([...told, ...untold], answer) };
}

/**
 * Why something is not there. What an object that a subgraph does not know lacks is its answer: null, and no error. What no
 * fetch has asked is the plan's fault.
 */
function createWhyMissing({
  data,
  unknown,
}: Pick<Run, "data" | "unknown">): (path: readonly (string | number)[]) => GraphError | undefined {
  if (unknown.size === 0) return () => invalid;
  const findNulls = (): readonly Null[] =>
    [...findPaths(data, new Set(unknown.keys()))].map(([object, path]) => ({
      place: toClientPath(path),
      error: unknown.get(object),
    }));
  let nulls: readonly Null[] | undefined;
  return (path) => {
    nulls ??= findNulls();
    const above = nulls.filter(({ place }) => place.every((step, at) => step === path[at]));
    return above.length === 0 ? invalid : above.find(({ error }) => error !== undefined)?.error;
  };
}

/** Where a subgraph gave null of an object, and the error that it told. */
interface Null {
  readonly place: readonly (string | number)[];
  readonly error: GraphError | undefined;
}

const invalid: GraphError = { code: "SOURCE_INVALID_RESPONSE", parameters: {} };

/**
 * Errors at places that the answer has: one of a field that only the plan asked, such as a key, is told of the object
 * that needed it. Each once.
 */
function toTold(errors: readonly GraphError[], answer: unknown): readonly GraphError[] {
  const told = new Map<string, GraphError>();
  for (const error of errors) {
    const { path } = error;
    const own = path === undefined ? error : { ...error, path: cutToAnswer(path, answer) };
    const key = `${own.code} ${JSON.stringify([own.path, own.parameters])}`;
    if (!told.has(key)) told.set(key, own);
  }
  return [...told.values()];
}

function cutToAnswer(path: readonly (string | number)[], answer: unknown): readonly (string | number)[] {
  let value = answer;
  for (const [at, step] of path.entries()) {
    if (typeof value !== "object" || value === null) return path;
    if (!Object.hasOwn(value, step)) return path.slice(0, at);
    value = Reflect.get(value, step);
  }
  return path;
}

/** With the client's own keys in its path. */
function toClientError(error: GraphError): GraphError {
  return error.path === undefined ? error : { ...error, path: toClientPath(error.path) };
}

function toPath(fault: ReversedPath): readonly (string | number)[] {
  return fault.toReversed();
}

/** Has an error at, above or below a path been told already. */
function isTold(path: readonly (string | number)[], errors: readonly GraphError[]): boolean {
  return errors.some((error) => {
    const told = error.path ?? [];
    const shorter = Math.min(told.length, path.length);
    return path.slice(0, shorter).every((step, at) => step === told[at]);
  });
}
