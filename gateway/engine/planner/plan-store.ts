/** Plans by the key of their operation. */
export interface PlanStore<Plan> {
  get(key: string): Plan | undefined;
  /** Keeps a plan while it is among the latest used; `size` in characters. */
  add(key: string, plan: Plan, size: number): void;
  /** Keeps a plan for good. */
  pin(key: string, plan: Plan): void;
}

interface Kept<Plan> {
  readonly plan: Plan;
  readonly size: number;
}

/** Keeps the latest used `maxEntries` plans, and at most `maxCharacters` of them; pinned ones besides. */
export function createPlanStore<Plan>({
  maxEntries,
  maxCharacters,
}: {
  readonly maxEntries: number;
  readonly maxCharacters: number;
}): PlanStore<Plan> {
  const pinned = new Map<string, Plan>();
  const latest = new Map<string, Kept<Plan>>();
  let characters = 0;
  const drop = (key: string): void => {
    characters -= latest.get(key)?.size ?? 0;
    latest.delete(key);
  };
  return {
    get(key) {
      const kept = latest.get(key);
      if (kept === undefined) return pinned.get(key);
      latest.delete(key);
      latest.set(key, kept);
      return kept.plan;
    },
    add(key, plan, size) {
      drop(key);
      latest.set(key, { plan, size });
      characters += size;
      for (const oldest of latest.keys()) {
        if (latest.size <= maxEntries && characters <= maxCharacters) return;
        drop(oldest);
      }
    },
    pin(key, plan) {
      drop(key);
      pinned.set(key, plan);
    },
  };
}
