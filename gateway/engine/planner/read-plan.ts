import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from "@apollo/query-planner";
import { parse } from "graphql";
import type { DocumentNode } from "graphql";

/**
 * Reads a plan that the planner's process wrote, and gives each fetch its document: texts that are equal
 * are parsed once and share one, so whoever keeps something by document keeps it once.
 * @throws Error when the text is no plan: only our own process writes them.
 */
export function readPlan(json: string): QueryPlan {
  const plan: unknown = JSON.parse(json);
  if (!isPlan(plan)) throw new Error("the planner's process wrote no query plan");
  const documents = new Map<string, DocumentNode>();
  const documentOf = (text: string): DocumentNode => {
    const document = documents.get(text) ?? parse(text, { noLocation: true });
    documents.set(text, document);
    return document;
  };
  // An operation that only asks the schema has no node: it needs no fetch.
  for (const fetch of plan.node === undefined ? [] : fetchesOf(plan.node)) {
    fetch.operationDocumentNode = documentOf(fetch.operation);
  }
  return plan;
}

function isPlan(value: unknown): value is QueryPlan {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "QueryPlan";
}

function fetchesOf(node: PlanNode | SubscriptionNode): readonly FetchNode[] {
  switch (node.kind) {
    case "Fetch":
      return [node];
    case "Flatten":
      return fetchesOf(node.node);
    case "Sequence":
    case "Parallel":
      return node.nodes.flatMap(fetchesOf);
    case "Condition":
      return [node.ifClause, node.elseClause].flatMap((clause) => (clause === undefined ? [] : fetchesOf(clause)));
    case "Subscription":
    case "Defer":
  }
  throw new Error(`a plan holds ${node.kind}, which no operation here may`);
}
