import type { PlanningLimits } from "../../gateway/engine/index.ts";

/** Bounds of planning that a busy machine meets too. */
export const unhurried: PlanningLimits = {
  maxPlanningMs: 20_000,
  planningWaitMs: 20_000,
  maxPlannerMb: 256,
  maxPlanLength: 1024 * 1024,
};
