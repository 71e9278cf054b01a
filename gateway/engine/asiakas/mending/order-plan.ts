import { toFetchCall } from "../fetch-call.ts";
import { leavesOfPart } from "./complete-keys.ts";
import { keysOfPath, selectsPath } from "./fetch-paths.ts";
import { fetchesIn } from "../plan.ts";
import type { EntityPart, FetchNode, PlacedFetch, PlanNode } from "../plan.ts";

/**
 * Puts into order what a planner has put side by side though it stands in line: a fetch for objects below a field, or of
 * which a field is required, and the one fetch that gives that field. Planners do so where a field with `@requires` is
 * asked within itself: the native one the first, Apollo's the second.
 */
export function orderPlan(node: PlanNode, before: readonly PlacedFetch[] = []): PlanNode {
  switch (node.kind) {
    case "fetch":
      return orderLists(node, before);
    case "sequence": {
      const done = [...before];
      const nodes = node.nodes.map((each) => {
        const ordered = orderPlan(each, done);
        done.push(...fetchesIn(ordered));
        return ordered;
      });
      return { ...node, nodes };
    }
    case "parallel":
      return toLayers(
        node.nodes.map((each) => orderPlan(each, before)),
        before,
      );
    case "condition":
  }
  const order = (clause: PlanNode | undefined): PlanNode | undefined =>
    clause === undefined ? undefined : orderPlan(clause, before);
  return { ...node, ifTrue: order(node.ifTrue), ifFalse: order(node.ifFalse) };
}

/** One list of entities of one fetch. */
interface List extends PlacedFetch {
  readonly part: EntityPart;
}

function listsIn(node: PlanNode): readonly List[] {
  return fetchesIn(node).flatMap(({ node: fetch, conditions }) =>
    fetch.entities.map((part) => ({ node: fetch, conditions, part })),
  );
}

function orderLists(node: FetchNode, before: readonly PlacedFetch[]): FetchNode {
  if (node.entities.length <= 1) return node;
  const lists = listsIn(node);
  if (!lists.some((one) => lists.some((other) => needs(one, other, before)))) return node;
  // What stands below another has the longer path.
  const entities = node.entities.toSorted((one, other) => longestOf(one) - longestOf(other));
  return { ...node, entities, inOrder: true };
}

function longestOf({ paths }: EntityPart): number {
  return Math.max(...paths.map((path) => keysOfPath(path).length));
}

function toLayers(nodes: readonly PlanNode[], before: readonly PlacedFetch[]): PlanNode {
  const waiting = new Map(nodes.map((node) => [node, listsIn(node)]));
  const layers: PlanNode[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([node, lists]) =>
      [...waiting].every(
        ([other, others]) =>
          other === node ||
          !lists.some((one) =>
            others.some((another) => needs(one, another, before) || isMadeOf(one, another, [lists, before])),
          ),
      ),
    );
    // Of those in a circle none can be first.
    const layer = ready.length === 0 ? [...waiting.keys()] : ready.map(([node]) => node);
    for (const node of layer) waiting.delete(node);
    layers.push({ kind: "parallel", nodes: layer });
  }
  const [first] = layers;
  return layers.length === 1 && first !== undefined ? first : { kind: "sequence", nodes: layers };
}

/** Are the objects of one list below a field that only the other list gives. */
function needs(one: List, other: List, before: readonly PlacedFetch[]): boolean {
  return one.part.paths.some((path) =>
    other.part.paths.some((above) => {
      const [own, others] = [keysOfPath(path), keysOfPath(above)];
      if (own.length <= others.length || !others.every((key, at) => key === own[at])) return false;
      const upToField = own.slice(0, others.length + 1);
      return gives(other, upToField) && !before.some((fetch) => hasGiven(fetch, upToField, one.conditions));
    }),
  );
}

/** Is a representation of one list made of a field that only the other list gives. */
function isMadeOf(
  { part, conditions, ...one }: List,
  other: List,
  [own, before]: readonly [own: readonly List[], before: readonly PlacedFetch[]],
): boolean {
  const leaves = leavesOfPart(part);
  return part.paths.some((path) =>
    leaves.some((leaf) => {
      const full = [...keysOfPath(path), ...leaf];
      if (!gives(other, full) || before.some((fetch) => hasGiven(fetch, full, conditions))) return false;
      return !own.some((each) => each.node !== one.node && gives(each, full));
    }),
  );
}

function gives({ node, part }: Pick<List, "node" | "part">, path: readonly string[]): boolean {
  const { document } = toFetchCall(node).operation;
  return part.paths.some((above) => {
    const keys = keysOfPath(above);
    if (!keys.every((key, at) => key === path[at])) return false;
    return selectsPath(document, [part.alias, ...path.slice(keys.length)]);
  });
}

/** Has a fetch asked what is at a path, whenever these conditions are met. */
function hasGiven({ node, conditions }: PlacedFetch, path: readonly string[], sure: readonly string[]): boolean {
  if (!conditions.every((condition) => sure.includes(condition))) return false;
  if (node.entities.length > 0) return node.entities.some((part) => gives({ node, part }, path));
  const keys = keysOfPath(node.at);
  if (!keys.every((key, at) => key === path[at])) return false;
  return selectsPath(toFetchCall(node).operation.document, path.slice(keys.length));
}
