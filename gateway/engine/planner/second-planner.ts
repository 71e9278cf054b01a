import type { Planner, PlanResult } from "./planner.ts";

/** What stands for the plan of an operation for which a planner has none that may be run. */
export const unfit = "unfit";

/**
 * Plans by one planner, and by a second what the first has no fit plan for. The second is started when it is first needed,
 * which for most supergraphs is never.
 */
export function createTwoPlanners<Plan>(
  first: Planner<Plan | typeof unfit>,
  startSecond: () => Promise<Planner<Plan>>,
): Planner<Plan> {
  let second: Promise<Planner<Plan>> | undefined;
  const openSecond = (): Promise<Planner<Plan>> => {
    second ??= startSecond().catch((error: unknown) => {
      // The next operation tries again.
      second = undefined;
      throw error;
    });
    return second;
  };
  const orSecond = async (
    planned: Promise<PlanResult<Plan | typeof unfit>>,
    plan: (planner: Planner<Plan>) => Promise<PlanResult<Plan>>,
  ): Promise<PlanResult<Plan>> => {
    const result = await planned;
    if (!result.ok) return result;
    return result.plan === unfit ? plan(await openSecond()) : { ok: true, plan: result.plan };
  };
  return {
    plan: (text) => orSecond(first.plan(text), (planner) => planner.plan(text)),
    planAhead: (text) => orSecond(first.planAhead(text), (planner) => planner.planAhead(text)),
    async close() {
      await first.close();
      const started = await second?.catch(() => undefined);
      await started?.close();
    },
  };
}
