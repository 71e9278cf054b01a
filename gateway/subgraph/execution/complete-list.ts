import { GraphQLError } from "graphql";
import { nameOf } from "./field-site.ts";
import type { FieldSite } from "./field-site.ts";
import type { Complete } from "./run.ts";
import { fillIn, letGo } from "./wait.ts";

/** Makes what completes lists, and whatever else can be walked through. `completeItem` places the errors of one item. */
export function compileList(site: FieldSite, completeItem: Complete): Complete {
  return (run, value, path) => {
    if (!isIterable(value)) {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(site)}".`);
    }
    const items: unknown[] = [];
    let waiting: number[] | undefined;
    try {
      for (const each of value) {
        const at = items.length;
        const item = completeItem(run, each, { prev: path, key: at, typename: undefined });
        items.push(item);
        if (item instanceof Promise) (waiting ??= []).push(at);
      }
    } catch (error) {
      if (waiting !== undefined) letGo(items, waiting);
      throw error;
    }
    return waiting === undefined ? items : fillIn(items, waiting);
  };
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, Symbol.iterator) === "function";
}
