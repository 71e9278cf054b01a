import type { Requirement } from "../plan.ts";

/** What either of two lists requires, each once. */
export function joinRequirements(one: readonly Requirement[], other: readonly Requirement[]): readonly Requirement[] {
  return other.reduce(addRequirement, one);
}

function addRequirement(list: readonly Requirement[], added: Requirement): readonly Requirement[] {
  const at = list.findIndex((each) => isSame(each, added));
  const known = list[at];
  if (known === undefined) return [...list, added];
  return list.with(at, { ...known, below: joinRequirements(known.below, added.below) });
}

/** A field is known by its key in the representation: where it is found, only the planner may say. */
function isSame(one: Requirement, other: Requirement): boolean {
  if (one.kind === "field") return other.kind === "field" && one.as === other.as;
  return other.kind === "fragment" && one.type === other.type && !isConditional(one) && !isConditional(other);
}

function isConditional({ skipIf, includeIf }: Extract<Requirement, { kind: "fragment" }>): boolean {
  return skipIf !== undefined || includeIf !== undefined;
}
