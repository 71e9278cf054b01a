import { toFetchCall } from "./fetch-call.ts";
import type { EntityPart, FetchNode, PathStep } from "./plan.ts";
import { entityKeysOf } from "./root-keys.ts";

/**
 * The lists of entities of a fetch in the order in which they must be asked; undefined when all may be asked at once. The
 * native planner may join two lists of which one stands below a field that only the other one fetches.
 */
export function orderParts(node: FetchNode): readonly EntityPart[] | undefined {
  const { entities } = node;
  if (entities.length <= 1) return undefined;
  const isBelow = createIsBelow(node);
  if (!entities.some((part) => entities.some((other) => isBelow(part, other)))) return undefined;
  // What stands below another has the longer path.
  return entities.toSorted((one, other) => longestOf(one) - longestOf(other));
}

function createIsBelow(node: FetchNode): (part: EntityPart, other: EntityPart) => boolean {
  const keysOf = new Map<EntityPart, ReadonlySet<string>>();
  const keysFetched = (part: EntityPart): ReadonlySet<string> => {
    const keys = keysOf.get(part) ?? new Set(entityKeysOf(toFetchCall(node).operation.document, part.alias));
    keysOf.set(part, keys);
    return keys;
  };
  return (part, other) =>
    part.paths.some((path) =>
      other.paths.some((above) => {
        const key = keyBelow(path, above);
        return key !== undefined && keysFetched(other).has(key);
      }),
    );
}

/** The first key of a path below another path; undefined where it is not below. */
function keyBelow(path: readonly PathStep[], above: readonly PathStep[]): string | undefined {
  const [own, others] = [keysIn(path), keysIn(above)];
  return others.every((key, at) => key === own[at]) ? own[others.length] : undefined;
}

function keysIn(path: readonly PathStep[]): readonly string[] {
  return path.flatMap((step) => ("key" in step ? step.key : []));
}

function longestOf({ paths }: EntityPart): number {
  return Math.max(...paths.map((path) => keysIn(path).length));
}
