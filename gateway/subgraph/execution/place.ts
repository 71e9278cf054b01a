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

/** What fails at a place of a type, a field or an item, is told there and null; where null may not be, it is thrown on. */
export function inPlace(site: FieldSite, type: GraphQLOutputType, complete: Complete): Complete {
  const isRequired = isNonNullType(type);
  const fail = (run: Run, thrown: unknown, path: Path): null => {
    const error = toLocated(thrown, site, path);
    if (isRequired) throw error;
    run.errors.add(error, path);
    return null;
  };
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
