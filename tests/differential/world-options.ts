import type { PlannerName } from "../../gateway/engine/index.ts";

/** What a world may hold, by what its planner can: README.md says why. */
export interface WorldOptions {
  /** Arguments in `@requires`. */
  readonly requiresArguments: boolean;
}

/** What worlds of a planner may hold. */
export function worldOptionsOf(planner: PlannerName): WorldOptions {
  return { requiresArguments: planner === "hive" };
}
