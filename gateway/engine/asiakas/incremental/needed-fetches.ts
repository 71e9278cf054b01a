import { Kind } from "graphql";
import type { SelectionNode, SelectionSetNode } from "graphql";
import { toFetchCall } from "../fetch-call.ts";
import { fetchesIn } from "../plan.ts";
import type { EntityPart, FetchNode, PathStep, PlanNode, Requirement, Rewrite } from "../plan.ts";
import type { Places } from "./asked-places.ts";

/** What is needed of a plan. */
export interface Needs {
  readonly places: Places;
  /** All that is asked at the root too, wherever it is told: the fields of a mutation are done in their order. */
  readonly withRoot: boolean;
}

/**
 * The fetches of a plan that some places need: those that give them, and those that these wait for. What a fetch must
 * know of an object to ask for it, it does not give, though it may ask it again.
 */
export function neededFetches(plan: PlanNode, { places, withRoot }: Needs): ReadonlySet<FetchNode> {
  const fetches = fetchesIn(plan).map(({ node }) => ({ node, gives: givesOf(node), requires: requiresOf(node) }));
  const needed = new Set<FetchNode>();
  const wanted = new Set(places);
  // Backwards: a fetch requires only what those before it give.
  for (const { node, gives, requires } of fetches.toReversed()) {
    const isOfRoot = withRoot && node.entities.length === 0 && node.at.length === 0;
    if (!isOfRoot && ![...gives].some((place) => wanted.has(place))) continue;
    needed.add(node);
    for (const place of requires) wanted.add(place);
  }
  return needed;
}

/** A plan of no other fetches; undefined when none is left. */
export function onlyFetches(plan: PlanNode, kept: ReadonlySet<FetchNode>): PlanNode | undefined {
  switch (plan.kind) {
    case "fetch":
      return kept.has(plan) ? plan : undefined;
    case "sequence":
    case "parallel": {
      const nodes = plan.nodes.flatMap((node) => onlyFetches(node, kept) ?? []);
      return nodes.length === 0 ? undefined : { ...plan, nodes };
    }
    case "condition":
  }
  const [ifTrue, ifFalse] = [plan.ifTrue, plan.ifFalse].map((node) => node && onlyFetches(node, kept));
  return ifTrue === undefined && ifFalse === undefined ? undefined : { ...plan, ifTrue, ifFalse };
}

/** The places that a fetch fills, objects among them. */
function givesOf(node: FetchNode): Places {
  const { document } = toFetchCall(node).operation;
  const places = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (node.entities.length === 0) addGiven(places, definition.selectionSet, toGiving(node.at, node.outputRewrites));
    for (const part of node.entities) addEntities(places, definition.selectionSet, part);
  }
  return places;
}

function addEntities(places: Set<string>, set: SelectionSetNode, part: EntityPart): void {
  for (const field of set.selections) {
    if (field.kind !== Kind.FIELD || (field.alias ?? field.name).value !== part.alias) continue;
    for (const path of part.paths) {
      for (const selection of field.selectionSet?.selections ?? []) addOfEntity(places, selection, { part, path });
    }
  }
}

/** What must be known of a type to ask for it is no news of that type; of another type it may be. */
function addOfEntity(
  places: Set<string>,
  selection: SelectionNode,
  { part, path }: { readonly part: EntityPart; readonly path: readonly PathStep[] },
): void {
  const type = selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : undefined;
  const known = new Set<string>();
  for (const each of part.requires) {
    if (each.kind === "fragment" && each.type === type) addRequired(known, each.below, toPlace("", path));
  }
  const given = new Set<string>();
  addGiven(given, { kind: Kind.SELECTION_SET, selections: [selection] }, toGiving(path, part.outputRewrites));
  for (const place of given) if (!known.has(place) || isOfType(place)) places.add(place);
}

/** The type of an object is known before, and may be known better after: an interface may be an object to a subgraph. */
function isOfType(place: string): boolean {
  return place.endsWith(".__typename");
}

interface Giving {
  /** The place of the objects. */
  readonly above: string;
  /** The keys below that are given another name: the way to each, and its name. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The way from the fetch's own objects, with the keys as they came. */
  readonly way: string;
}

function toGiving(path: readonly PathStep[], rewrites: readonly Rewrite[]): Giving {
  const renamed = rewrites.flatMap(({ path: way, rename }) =>
    rename === undefined ? [] : [[toPlace("", way), rename] as const],
  );
  return { above: toPlace("", path), renamed: new Map(renamed), way: "" };
}

function addGiven(places: Set<string>, set: SelectionSetNode, { above, renamed, way }: Giving): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      addGiven(places, selection.selectionSet, { above, renamed, way });
      continue;
    }
    const key = (selection.alias ?? selection.name).value;
    const below = `${way}.${key}`;
    // Of objects of another type the key may stay what it was.
    for (const name of new Set([key, renamed.get(below) ?? key])) {
      const place = `${above}.${name}`;
      places.add(place);
      if (selection.selectionSet !== undefined) {
        addGiven(places, selection.selectionSet, { above: place, renamed, way: below });
      }
    }
  }
}

/** The places that a fetch reads to know its objects. */
function requiresOf({ entities, at }: FetchNode): Places {
  // Fields of the root below another field are asked where that one has an object.
  const places = new Set(at.length === 0 ? [] : [toPlace("", at)]);
  for (const { requires, paths } of entities)
    for (const path of paths) addRequired(places, requires, toPlace("", path));
  return places;
}

function addRequired(places: Set<string>, requirements: readonly Requirement[], above: string): void {
  for (const each of requirements) {
    if (each.kind === "fragment") addRequired(places, each.below, above);
    else {
      const place = `${above}.${each.key}`;
      if (each.below.length === 0) places.add(place);
      else addRequired(places, each.below, place);
    }
  }
}

function toPlace(above: string, path: readonly PathStep[]): string {
  return path.reduce((place, step) => ("key" in step ? `${place}.${step.key}` : place), above);
}
