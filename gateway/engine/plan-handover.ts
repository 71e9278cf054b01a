import type { QueryPlan, QueryPlanCache } from "@apollo/query-planner";

/** Gives @apollo/gateway the plan of each operation, so that it makes none. */
export interface PlanHandover {
  /** Takes the place of the gateway's own store of plans. */
  readonly cache: QueryPlanCache;
  /** Lays a plan ready and gives the `queryHash` under which one operation finds it. */
  hand(plan: QueryPlan): string;
  /** Takes it away again. */
  take(key: string): void;
}

/**
 * The gateway looks into its store before it plans, and plans on its own thread, without end, what is
 * not there. So the store is only a counter: over it goes, for each run of an operation, the plan that
 * our planner gave or keeps. What the counter does not have is refused, not planned.
 */
export function createPlanHandover(): PlanHandover {
  const laid = new Map<string, QueryPlan>();
  let count = 0;
  return {
    cache: {
      get(key) {
        const plan = laid.get(key);
        if (plan === undefined) return Promise.reject(new Error("an operation came to the gateway without its plan"));
        return Promise.resolve(plan);
      },
      set: () => Promise.reject(new Error("the gateway made a plan of its own")),
      delete: () => Promise.resolve(false),
      clear: () => laid.clear(),
    },
    hand(plan) {
      count += 1;
      const key = String(count);
      laid.set(key, plan);
      return key;
    },
    take(key) {
      laid.delete(key);
    },
  };
}
