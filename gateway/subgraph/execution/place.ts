import { isNonNullType } from "graphql";
import type { GraphQLOutputType } from "graphql";
import { toLocated } from "./field-site.ts";
import type { FieldSite } from "./field-site.ts";
import { isThenable } from "./run.ts";
import type { Complete, Path, Run } from "./run.ts";

/** Completes a value when it is there: at once, unless it is a promise. */
export function whenThere(complete: Complete): Complete {
  return (run, value, path) =>
    isThenable(value)
      ? Promise.resolve(value).then((known: unknown) => complete(run, known, path))
      : complete(run, value, path);
}

/** Tells what has failed at a place, which is then null. @throws the error, where null may not be. */
export type Fail = (run: Run, thrown: unknown, path: Path) => null;

/** How a place of a type fails: a field or an item of a list. */
export function toFail(site: FieldSite, type: GraphQLOutputType): Fail {
  const isRequired = isNonNullType(type);
  return (run, thrown, path) => {
    const error = toLocated(thrown, site, path);
    if (isRequired) throw error;
    run.errors.add(error, path);
    return null;
  };
}

/** Completes what stands at a place of a type; what is wrong with it fails there. */
export function inPlace(site: FieldSite, type: GraphQLOutputType, complete: Complete): Complete {
  const fail = toFail(site, type);
  return (run, value, path) => {
    try {
      const completed = complete(run, value, path);
      if (!(completed instanceof Promise)) return completed;
      return completed.then(undefined, (thrown: unknown) => fail(run, thrown, path));
    } catch (thrown) {
      return fail(run, thrown, path);
    }
  };
}
