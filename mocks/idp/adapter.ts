import type { Adapter, AdapterPayload } from "oidc-provider";

const maxKept = 2000;

interface Kept {
  readonly payload: AdapterPayload;
  readonly untilMs: number;
}

/**
 * What the provider keeps, in memory only and for as long as it says; the oldest go first when there is too
 * much. Gives the maker of one store per model, all over the same memory.
 */
export function createMemoryAdapter(nowMs: () => number): (model: string) => Adapter {
  const kept = new Map<string, Kept>();
  const find = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    return found === undefined || found.untilMs <= nowMs() ? undefined : found.payload;
  };
  const findWhere = (model: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...kept.keys()]
      .filter((key) => key.startsWith(`${model}:`))
      .map(find)
      .find((payload) => payload !== undefined && fits(payload));
  return (model) => ({
    async upsert(id, payload, expiresIn) {
      const [oldest] = kept.keys();
      if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest);
      const untilMs = expiresIn === undefined ? Number.POSITIVE_INFINITY : nowMs() + expiresIn * 1000;
      kept.set(`${model}:${id}`, { payload, untilMs });
    },
    find: async (id) => find(`${model}:${id}`),
    findByUid: async (uid) => findWhere(model, (payload) => payload.uid === uid),
    findByUserCode: async (code) => findWhere(model, (payload) => payload.userCode === code),
    async consume(id) {
      const found = kept.get(`${model}:${id}`);
      if (found === undefined) return;
      kept.set(`${model}:${id}`, { ...found, payload: { ...found.payload, consumed: Math.floor(nowMs() / 1000) } });
    },
    async destroy(id) {
      kept.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
}
