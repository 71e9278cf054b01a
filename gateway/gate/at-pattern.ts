import { isObject } from "../is-object.ts";
import type { KeyPattern } from "./narrow.ts";

/** An object of an answer that holds a field, and the path to that field. */
export interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly path: readonly (string | number)[];
}

/**
 * Every place of an answer that a pattern points at: the objects that hold its last key, with lists
 * on the way walked through. Where a parent is null there is no place.
 */
export function placesOf(root: unknown, pattern: KeyPattern, path: readonly (string | number)[] = []): Place[] {
  if (Array.isArray(root)) return root.flatMap((item, at) => placesOf(item, pattern, [...path, at]));
  if (!isObject(root)) return [];
  const [key, ...rest] = pattern;
  if (key === undefined) return [];
  const here = [...path, key];
  return rest.length === 0 ? [{ holder: root, key, path: here }] : placesOf(root[key], rest, here);
}
