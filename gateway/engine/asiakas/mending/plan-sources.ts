import type { DocumentNode } from "graphql";
import { keysOfPath, selectsPath } from "./fetch-paths.ts";
import { fetchesIn } from "../plan.ts";
import type { EntityPart, FetchNode, PlacedFetch, PlanNode } from "../plan.ts";

/** Objects that a fetch gives. */
export interface Source extends PlacedFetch {
  /** Response keys to where its answer is merged. */
  readonly above: readonly string[];
  /** Response keys in its own answer. */
  readonly root: readonly string[];
}

/** One list of entities, and what has been given before it is asked. */
export interface PartPlace extends PlacedFetch {
  readonly part: EntityPart;
  readonly before: readonly Source[];
}

/** Shows each list of entities of a plan, in its order. */
export function eachPart(plan: PlanNode, see: (place: PartPlace) => void): void {
  const before: Source[] = [];
  for (const { node, conditions } of fetchesIn(plan)) {
    const later: Source[] = [];
    for (const part of node.entities) {
      see({ node, conditions, part, before });
      const sources = part.paths.map((path) => ({ node, conditions, above: keysOfPath(path), root: [part.alias] }));
      (node.inOrder === true ? before : later).push(...sources);
    }
    before.push(...later);
    if (node.entities.length === 0) before.push({ node, conditions, above: keysOfPath(node.at), root: [] });
  }
}

/** How a source is asked. */
export interface Asking {
  /** Conditions that are met whenever it is asked. */
  readonly sure: readonly string[];
  readonly documentOf: (node: FetchNode) => DocumentNode;
}

/** Where in its own operation a fetch that is sure to be made asks for what is at a path; undefined where it does not. */
export function placeIn(
  { node, conditions, above, root }: Source,
  path: readonly string[],
  { sure, documentOf }: Asking,
): readonly string[] | undefined {
  if (!conditions.every((condition) => sure.includes(condition))) return undefined;
  if (!above.every((key, at) => key === path[at])) return undefined;
  const place = [...root, ...path.slice(above.length)];
  return selectsPath(documentOf(node), place) ? place : undefined;
}
