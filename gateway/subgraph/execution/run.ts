import type { GraphQLError, GraphQLResolveInfo } from "graphql";

/** Where a value stands in an answer: the last step first. */
export type Path = GraphQLResolveInfo["path"];

/** Coerced variables by name. */
export type Variables = GraphQLResolveInfo["variableValues"];

/** One run of an operation. */
export interface Run {
  /** What resolvers are given as their context. */
  readonly context: unknown;
  readonly variables: Variables;
  readonly errors: FieldErrors;
}

/** Gives the value of one field of an object, completed, or a promise of it. Throws what makes the whole object null. */
export type RunField = (run: Run, source: unknown, parent: Path | undefined) => unknown;

/** Completes what a resolver gave; a promise only where something below waits. Throws what is wrong with it. */
export type Complete = (run: Run, value: unknown, path: Path) => unknown;

/**
 * The errors of a run. What happens below a place that an error has made null already is told no more: nobody sees it.
 * Places are known by identity: a field has one `Path`, which those below it lead to.
 */
export class FieldErrors {
  readonly all: GraphQLError[] = [];
  // Made for the first error: most runs have none.
  #places: Set<Path | undefined> | undefined;

  /** Adds an error that made null what stands at `path`; undefined is the whole answer. */
  add(error: GraphQLError, path: Path | undefined): void {
    this.#places ??= new Set();
    if (isLost(path, this.#places)) return;
    this.#places.add(path);
    this.all.push(error);
  }
}

function isLost(path: Path | undefined, places: ReadonlySet<Path | undefined>): boolean {
  for (let at = path; at !== undefined; at = at.prev) if (places.has(at)) return true;
  return places.has(undefined);
}

/** True of what `await` would wait for. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
  return typeof (value as { readonly then?: unknown }).then === "function";
}
