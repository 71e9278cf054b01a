import type { Profiler } from "node:inspector";

/** Whose code a sample was in, in the order they are told. */
const owners = [
  "gateway",
  "subgraphs",
  "@apollo",
  "graphql",
  "undici and pg",
  "jose",
  "other packages",
  "node",
  "garbage collection",
] as const;

/** One of the owners of a process's busy time. */
export type Owner = (typeof owners)[number];

/** Shares of the busy time by owner, 0-1, largest first; idle time is left out. */
export function sharesOf(profile: Profiler.Profile): readonly { readonly owner: Owner; readonly share: number }[] {
  const owner = new Map(profile.nodes.map((node) => [node.id, ownerOf(node.callFrame)]));
  const samples = profile.samples ?? [];
  const deltas = profile.timeDeltas ?? [];
  const sums = new Map<Owner, number>();
  let busy = 0;
  for (const [at, id] of samples.entries()) {
    const own = owner.get(id);
    if (own === undefined) continue;
    const time = deltas[at] ?? 0;
    busy += time;
    sums.set(own, (sums.get(own) ?? 0) + time);
  }
  return [...sums]
    .map(([own, time]) => ({ owner: own, share: time / busy }))
    .sort((left, right) => right.share - left.share);
}

/**
 * Shares of the busy time by step of the gateway, largest first: each sample counts for the nearest folder of
 * `gateway/` (or the subgraphs') that called what was running, so that a step pays for the packages it uses.
 */
export function stepsOf(profile: Profiler.Profile): readonly { readonly step: string; readonly share: number }[] {
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const stepOf = (id: number): string | undefined => {
    if (nodes.get(id)?.callFrame.functionName === "(idle)") return undefined;
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const url = nodes.get(at)?.callFrame.url ?? "";
      // A package may have a folder of that name too: @apollo/gateway does.
      const found = url.includes("/node_modules/") ? undefined : /\/(gateway\/[a-z]+|subgraphs)\//.exec(url)?.[1];
      if (found !== undefined) return found.replace("gateway/", "");
    }
    return "the rest (sockets, event loop, garbage collection)";
  };
  const steps = new Map(profile.nodes.map(({ id }) => [id, stepOf(id)]));
  const sums = new Map<string, number>();
  let busy = 0;
  for (const [at, id] of (profile.samples ?? []).entries()) {
    const step = steps.get(id);
    if (step === undefined) continue;
    const time = profile.timeDeltas?.[at] ?? 0;
    busy += time;
    sums.set(step, (sums.get(step) ?? 0) + time);
  }
  return [...sums]
    .map(([step, time]) => ({ step, share: time / busy }))
    .sort((left, right) => right.share - left.share);
}

function ownerOf({ functionName, url }: { readonly functionName: string; readonly url: string }): Owner | undefined {
  if (functionName === "(idle)") return undefined;
  if (functionName === "(garbage collector)") return "garbage collection";
  if (url.includes("/node_modules/")) return packageOwner(url);
  if (url.includes("/subgraphs/")) return "subgraphs";
  if (url.includes("/gateway/")) return "gateway";
  return "node";
}

function packageOwner(url: string): Owner {
  if (url.includes("/node_modules/@apollo/")) return "@apollo";
  if (url.includes("/node_modules/graphql/")) return "graphql";
  if (/\/node_modules\/(undici|pg|pg-[a-z]+)\//.test(url)) return "undici and pg";
  if (url.includes("/node_modules/jose/")) return "jose";
  return "other packages";
}
