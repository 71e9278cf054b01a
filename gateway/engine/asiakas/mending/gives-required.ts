import type { DocumentNode } from "graphql";
import { toFetchCall } from "../fetch-call.ts";
import { fetchesOf } from "../plan.ts";
import type { FetchNode, PlanNode, SubscriptionPlan } from "../plan.ts";
import { keysOfPath } from "./fetch-paths.ts";
import { leavesOfPart } from "./complete-keys.ts";
import { eachPart, placeIn } from "./plan-sources.ts";
import type { PartPlace, Source } from "./plan-sources.ts";

/**
 * Does a plan ask all that its representations are made of, before they are made. What it forgets can't be asked of a
 * subgraph, and its fields would be null with an error. A plan that gives keys other names is not looked into.
 */
export function givesRequired(plan: PlanNode | SubscriptionPlan | undefined): boolean {
  if (plan === undefined || fetchesOf(plan).some(rewrites)) return true;
  const documents = new Map<FetchNode, DocumentNode>();
  const documentOf = (node: FetchNode): DocumentNode => {
    const document = documents.get(node) ?? toFetchCall(node).operation.document;
    documents.set(node, document);
    return document;
  };
  let isGiven = true;
  eachPart(inOrder(plan), (place) => {
    isGiven &&= isPartGiven(place, documentOf);
  });
  return isGiven;
}

/** An event is given before all else. */
function inOrder(plan: PlanNode | SubscriptionPlan): PlanNode {
  if (plan.kind !== "subscription") return plan;
  return { kind: "sequence", nodes: plan.rest === undefined ? [plan.fetch] : [plan.fetch, plan.rest] };
}

function rewrites({ outputRewrites, entities }: FetchNode): boolean {
  return outputRewrites.length > 0 || entities.some((part) => part.outputRewrites.length > 0);
}

function isPartGiven({ part, conditions, before }: PartPlace, documentOf: (node: FetchNode) => DocumentNode): boolean {
  const leaves = leavesOfPart(part);
  return part.paths.map(keysOfPath).every((path) => {
    const gives = (source: Source, way: readonly string[], sure: readonly string[]): boolean =>
      placeIn(source, way, { sure, documentOf }) !== undefined;
    // There are objects only where a fetch that gives them was made: what it is made under is met.
    const conditionsOfGivers = before
      .filter((source) => gives(source, path, source.conditions))
      .map((source) => source.conditions);
    return (conditionsOfGivers.length === 0 ? [[]] : conditionsOfGivers).every((met) =>
      leaves.every((leaf) => before.some((source) => gives(source, [...path, ...leaf], [...conditions, ...met]))),
    );
  });
}
