import type { Planner, PlanResult } from "./planner.ts";

/** Stands for a plan that is not to be run, because it is wrong or forgets something, or that could not be made. */
export const unfit: unique symbol = Symbol("unfit");

/**
 * Plans by one planner, and by a second what the first has no fit plan for. The second is started when it is first needed,
 * which for most supergraphs is never.
 */
export function createTwoPlanners<Plan, Other>(
  first: Planner<Plan | typeof unfit>,
  startSecond: () => Promise<Planner<Other>>,
): Planner<Plan | Other> {
  let second: Promise<Planner<Other>> | undefined;
  const openSecond = (): Promise<Planner<Other>> => {
    second ??= startSecond().catch((error: unknown) => {
      // The next operation tries again.
      second = undefined;
      throw error;
    });
    return second;
  };
  const orSecond = async (
    planned: Promise<PlanResult<Plan | typeof unfit>>,
    plan: (planner: Planner<Other>) => Promise<PlanResult<Other>>,
  ): Promise<PlanResult<Plan | Other>> => {
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
