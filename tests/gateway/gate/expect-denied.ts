import { expect } from "vitest";
import type { Vastaus } from "./world.ts";

/**
 * A denied field: null in the data, told with code and rule, and no register was asked for it. `why` is
 * `CODE rule item source`, as far as told.
 */
export function expectDenied(answer: Vastaus, path: string, why: string): void {
  const [code, ...rest] = why.split(" ");
  expect(valueAt(answer.data, path)).toBeNull();
  expect(answer.errors).toContain([code, path, ...rest].join(" "));
  const field = path.split(".").at(-1) ?? "";
  expect(answer.calls.filter((call) => fieldsOf(call).includes(field))).toEqual([]);
}

/** A field that is given with that value, or denied: as `expectDenied`. */
export function expectField(
  answer: Vastaus,
  path: string,
  outcome: { readonly value: unknown } | { readonly why: string },
): void {
  if ("why" in outcome) expectDenied(answer, path, outcome.why);
  else expect(valueAt(answer.data, path)).toEqual(outcome.value);
}

/** The value at a path of names and positions; undefined where there is none. */
export function valueAt(data: unknown, path: string): unknown {
  let value = data;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === step)?.[1];
  }
  return value;
}

function fieldsOf(call: string): readonly string[] {
  const [, fields = ""] = call.split(": ");
  return (fields.split(" of ")[0] ?? "").split(" ");
}
