import type { DocumentNode } from "graphql";
import { print } from "graphql";
import { toFetchCall } from "./fetch-call.ts";
import { keysOfPath, selectsPath, withSelectionAt } from "./fetch-paths.ts";
import { isKeyOf } from "./join-facts.ts";
import type { JoinFacts } from "./join-facts.ts";
import { fetchesIn } from "./plan.ts";
import type { EntityPart, FetchNode, FieldRequirement, PlacedFetch, PlanNode } from "./plan.ts";
import type { IsOfType } from "./type-conditions.ts";

/**
 * Adds keys that a fetch needs and that nothing before it asks, to a fetch that gives the objects. The native planner
 * forgets them where a field with `@requires` leads to objects that are to be asked again.
 */
export function completeKeys(plan: PlanNode, facts: JoinFacts, isOfType: IsOfType): PlanNode {
  const operations = new Map<FetchNode, DocumentNode>();
  const documentOf = (node: FetchNode): DocumentNode => operations.get(node) ?? toFetchCall(node).operation.document;
  const before: Source[] = [];
  const complete = (part: EntityPart, sure: readonly string[]): void => {
    for (const lack of lacksOf(part)) {
      const [path, key] = [lack.path, lack.field.key];
      if (before.some((source) => placeIn(source, [...path, key], { sure, documentOf }) !== undefined)) continue;
      for (const source of before.toReversed()) {
        const type = typeIn(source.node.subgraph, lack, { facts, isOfType });
        const place = placeIn(source, path, { sure, documentOf });
        if (type === undefined || place === undefined) continue;
        operations.set(source.node, withSelectionAt(documentOf(source.node), place, { type, field: lack.field }));
        break;
      }
    }
  };
  for (const { node, conditions } of fetchesIn(plan)) {
    const later: Source[] = [];
    for (const part of node.entities) {
      complete(part, conditions);
      const sources = part.paths.map((path) => ({ node, conditions, above: keysOfPath(path), root: [part.alias] }));
      (node.inOrder === true ? before : later).push(...sources);
    }
    before.push(...later);
    if (node.entities.length === 0) before.push({ node, conditions, above: keysOfPath(node.at), root: [] });
  }
  return operations.size === 0 ? plan : withOperations(plan, operations);
}

/** Objects that a fetch gives. */
interface Source extends PlacedFetch {
  /** Response keys to where its answer is merged. */
  readonly above: readonly string[];
  /** Response keys in its own answer. */
  readonly root: readonly string[];
}

type DocumentOf = (node: FetchNode) => DocumentNode;

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
      return below.flatMap((field) =>
        field.kind === "field" ? { path: keysOfPath(path), type, field } : [],
      );
    }),
  );
}

interface Asking {
  /** Conditions that are met whenever it is asked. */
  readonly sure: readonly string[];
  readonly documentOf: DocumentOf;
}

/** Where in its own operation a fetch is sure to ask for what is at a path; undefined where it is not. */
function placeIn(
  { node, conditions, above, root }: Source,
  path: readonly string[],
  { sure, documentOf }: Asking,
): readonly string[] | undefined {
  if (!conditions.every((condition) => sure.includes(condition))) return undefined;
  if (!above.every((key, at) => key === path[at])) return undefined;
  const place = [...root, ...path.slice(above.length)];
  return selectsPath(documentOf(node), place, sure) ? place : undefined;
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

function withOperations(node: PlanNode, operations: ReadonlyMap<FetchNode, DocumentNode>): PlanNode {
  const go = (each: PlanNode): PlanNode => {
    switch (each.kind) {
      case "fetch": {
        const document = operations.get(each);
        return document === undefined ? each : { ...each, operation: print(document) };
      }
      case "sequence":
      case "parallel":
        return { ...each, nodes: each.nodes.map(go) };
      case "condition":
    }
    return { ...each, ifTrue: each.ifTrue && go(each.ifTrue), ifFalse: each.ifFalse && go(each.ifFalse) };
  };
  return go(node);
}
