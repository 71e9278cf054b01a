import type { PlannerName } from "../../gateway/engine/index.ts";

/** What a world may hold, by what its planner can: README.md says why. */
export interface WorldOptions {
  /** Arguments in `@requires`. */
  readonly requiresArguments: boolean;
  /** Fields with `@requires` of entities that have several keys. */
  readonly requiresWithManyKeys: boolean;
  /** Fields with `@requires` of interface objects. */
  readonly requiresOnInterfaceObjects: boolean;
}

/** What worlds of a planner may hold. */
export function worldOptionsOf(planner: PlannerName): WorldOptions {
  return planner === "hive"
    ? { requiresArguments: true, requiresWithManyKeys: false, requiresOnInterfaceObjects: true }
    : { requiresArguments: false, requiresWithManyKeys: true, requiresOnInterfaceObjects: true };
}
