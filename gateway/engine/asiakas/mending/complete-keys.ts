import type { DocumentNode } from "graphql";
import { print } from "graphql";
import { toFetchCall } from "../fetch-call.ts";
import { keysOfPath, withSelectionAt } from "./fetch-paths.ts";
import { isKeyOf } from "../join-facts.ts";
import type { JoinFacts } from "../join-facts.ts";
import { mapFetches } from "../plan.ts";
import type { EntityPart, FetchNode, FieldRequirement, PlanNode } from "../plan.ts";
import { eachPart, placeIn } from "./plan-sources.ts";
import type { IsOfType } from "../type-conditions.ts";

/**
 * Adds keys that a fetch needs and that nothing before it asks, to a fetch that gives the objects. The native planner
 * forgets them where a field with `@requires` leads to objects that are to be asked again.
 */
export function completeKeys(plan: PlanNode, facts: JoinFacts, isOfType: IsOfType): PlanNode {
  const operations = new Map<FetchNode, DocumentNode>();
  const documentOf = (node: FetchNode): DocumentNode => operations.get(node) ?? toFetchCall(node).operation.document;
  eachPart(plan, ({ part, conditions, before }) => {
    for (const lack of lacksOf(part)) {
      const { path } = lack;
      const asking = { sure: conditions, documentOf };
      const isGiven = (leaf: readonly string[]): boolean =>
        before.some((source) => placeIn(source, [...path, ...leaf], asking) !== undefined);
      if (leavesOf(lack.field).every(isGiven)) continue;
      for (const source of before.toReversed()) {
        const type = typeIn(source.node.subgraph, lack, { facts, isOfType });
        const place = placeIn(source, path, asking);
        if (type === undefined || place === undefined) continue;
        operations.set(source.node, withSelectionAt(documentOf(source.node), place, { type, field: lack.field }));
        break;
      }
    }
  });
  if (operations.size === 0) return plan;
  return mapFetches(plan, (node) => {
    const document = operations.get(node);
    return document === undefined ? node : { ...node, operation: print(document) };
  });
}

/** A field that must be known of the objects at a path, and of which of their types. */
interface Lack {
  readonly path: readonly string[];
  readonly type: string;
  readonly field: FieldRequirement;
}

function lacksOf({ paths, requires }: EntityPart): readonly Lack[] {
  return paths.flatMap((path) =>
    requires.flatMap((fragment) => {
      if (fragment.kind === "field") return [];
      const { type, below } = fragment;
      return below.flatMap((field) => (field.kind === "field" ? { path: keysOfPath(path), type, field } : []));
    }),
  );
}

/** Paths to the values of a field: response keys, from the object that has it. */
export function leavesOf({ key, below }: FieldRequirement): readonly (readonly string[])[] {
  const leaves = below.flatMap((each) => (each.kind === "field" ? leavesOf(each) : []));
  return leaves.length === 0 ? [[key]] : leaves.map((leaf) => [key, ...leaf]);
}

/** What a subgraph calls a type of which it knows a field as a key. */
function typeIn(
  subgraph: string,
  { type, field }: Lack,
  { facts, isOfType }: { readonly facts: JoinFacts; readonly isOfType: IsOfType },
): string | undefined {
  const objects = [...(facts.interfaceObjects.get(subgraph) ?? [])].filter((each) => isOfType(type, each));
  return [type, ...objects].find((each) => isKeyOf(facts, { subgraph, type: each }, field.key));
}
