/** Says of each request for the schema whether its address may have it now. */
export type MayIntrospect = (address: string) => boolean;

const perMs = 1000;
const maxAddresses = 10_000;

/** One request a second for each address; the latest addresses are remembered. `nowMs` never goes back. */
export function createIntrospectionLimit(nowMs: () => number): MayIntrospect {
  const last = new Map<string, number>();
  return (address) => {
    const now = nowMs();
    const before = last.get(address);
    if (before !== undefined && now - before < perMs) return false;
    // Set anew, it is the latest: the first of the map is the one to forget.
    last.delete(address);
    last.set(address, now);
    for (const [oldest] of last) {
      if (last.size <= maxAddresses) break;
      last.delete(oldest);
    }
    return true;
  };
}
