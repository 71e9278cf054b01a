import { isUnplanned } from "./planner.ts";
import type { Planner, PlanResult } from "./planner.ts";

/** Stands for a plan that is not to be run where a better one can be had. */
export class Unfit<Plan> {
  /** A plan that forgets something, which is told as an error; undefined where there is none, or one that would be wrong. */
  readonly incomplete: Plan | undefined;

  constructor(incomplete?: Plan) {
    this.incomplete = incomplete;
  }
}

/**
 * Plans by one planner, and by a second what the first has no fit plan for; an incomplete one of the first is taken where the
 * second has none. The second is started when it is first needed, which for most supergraphs is never.
 */
export function createTwoPlanners<Plan extends object, Other extends object>(
  first: Planner<Plan | Unfit<Plan>>,
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
    planned: Promise<PlanResult<Plan | Unfit<Plan>>>,
    plan: (planner: Planner<Other>) => Promise<PlanResult<Other>>,
  ): Promise<PlanResult<Plan | Other>> => {
    const result = await planned;
    if (!result.ok) return result;
    if (!(result.plan instanceof Unfit)) return { ok: true, plan: result.plan };
    try {
      return await plan(await openSecond());
    } catch (error) {
      const { incomplete } = result.plan;
      if (incomplete === undefined || !isUnplanned(error)) throw error;
      return { ok: true, plan: incomplete };
    }
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
