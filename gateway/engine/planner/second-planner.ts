import type { Planner, PlanResult } from "./planner.ts";

/** What stands for a plan that may not be run. */
export const unfit = "unfit";

/** Plans by one planner, and by a second what the first has no fit plan for. */
export function createTwoPlanners<Plan>(first: Planner<Plan | typeof unfit>, second: Planner<Plan>): Planner<Plan> {
  const orSecond = async (
    planned: Promise<PlanResult<Plan | typeof unfit>>,
    plan: () => Promise<PlanResult<Plan>>,
  ): Promise<PlanResult<Plan>> => {
    const result = await planned;
    if (!result.ok) return result;
    return result.plan === unfit ? plan() : { ok: true, plan: result.plan };
  };
  return {
    plan: (text) => orSecond(first.plan(text), () => second.plan(text)),
    planAhead: (text) => orSecond(first.planAhead(text), () => second.planAhead(text)),
    async close() {
      await Promise.all([first.close(), second.close()]);
    },
  };
}
