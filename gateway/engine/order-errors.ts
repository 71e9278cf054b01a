import type { GraphError } from "../errors.ts";

/**
 * Errors in the order of the answer's fields, so that it does not tell which register answered first. One of an object comes
 * before those within it; what a null took out of the answer goes by its name.
 */
export function orderErrors(errors: readonly GraphError[], answer: unknown): readonly GraphError[] {
  if (errors.length < 2) return errors;
  return errors.toSorted(
    (one, other) => comparePaths(one.path ?? [], other.path ?? [], answer) || compare(toText(one), toText(other)),
  );
}

type Path = readonly (string | number)[];

function comparePaths(one: Path, other: Path, answer: unknown): number {
  let value = answer;
  for (const [at, step] of one.entries()) {
    const others = other[at];
    if (others === undefined) return 1;
    if (step !== others) return compareSteps(step, others, value);
    value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
  }
  return one.length - other.length;
}

function compareSteps(one: string | number, other: string | number, value: unknown): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  return keys.indexOf(String(one)) - keys.indexOf(String(other)) || compare(String(one), String(other));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function toText({ code, parameters }: GraphError): string {
  return `${code} ${JSON.stringify(parameters)}`;
}
