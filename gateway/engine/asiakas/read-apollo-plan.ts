import type {
  FetchNode as ApolloFetch,
  PlanNode as ApolloNode,
  QueryPlan,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from "@apollo/query-planner";
import type { FetchNode, PathStep, PlanNode, Requirement, Rewrite, SubscriptionPlan } from "./plan.ts";

/**
 * Reads a plan of `@apollo/query-planner`. Gives undefined where nothing is to be fetched.
 * @throws Error when the text is no plan of its, or holds a node that no operation here leads to.
 */
export function readApolloPlan(json: string): PlanNode | SubscriptionPlan | undefined {
  const plan: unknown = JSON.parse(json);
  if (!isPlan(plan)) throw new Error("the planner wrote no query plan");
  const { node } = plan;
  if (node === undefined) return undefined;
  if (node.kind !== "Subscription") return toNode(node, []);
  const rest = node.rest === undefined ? undefined : toNode(node.rest, []);
  return { kind: "subscription", fetch: toFetch(node.primary, []), rest };
}

function isPlan(value: unknown): value is QueryPlan {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "QueryPlan";
}

function toNode(node: ApolloNode | SubscriptionNode, at: readonly PathStep[]): PlanNode {
  switch (node.kind) {
    case "Fetch":
      return toFetch(node, at);
    case "Sequence":
      return { kind: "sequence", nodes: node.nodes.map((each) => toNode(each, at)) };
    case "Parallel":
      return { kind: "parallel", nodes: node.nodes.map((each) => toNode(each, at)) };
    case "Flatten":
      return toNode(node.node, [...at, ...node.path.map(toPathStep)]);
    case "Condition":
      return {
        kind: "condition",
        variable: node.condition,
        ifTrue: node.ifClause === undefined ? undefined : toNode(node.ifClause, at),
        ifFalse: node.elseClause === undefined ? undefined : toNode(node.elseClause, at),
      };
    case "Subscription":
    case "Defer":
  }
  throw new Error(`a plan holds ${node.kind}, which no operation here may`);
}

function toFetch(node: ApolloFetch, at: readonly PathStep[]): FetchNode {
  const { serviceName, operation, variableUsages = [], requires } = node;
  const call = {
    kind: "fetch",
    subgraph: serviceName,
    operation,
    variables: variableUsages,
  } as const;
  const outputRewrites = (node.outputRewrites ?? []).map(toRewrite);
  if (requires === undefined) return { ...call, entities: [], at, outputRewrites };
  const part = {
    alias: "_entities",
    variable: "representations",
    paths: [at],
    requires: requires.map(toRequirement),
    inputRewrites: (node.inputRewrites ?? []).map(toRewrite),
    outputRewrites,
  };
  return { ...call, entities: [part], at: [], outputRewrites: [] };
}

function toPathStep(step: string | number): PathStep {
  return step === "@" ? { isList: true } : { key: String(step) };
}

function toRequirement(selection: QueryPlanSelectionNode): Requirement {
  const below = (selection.selections ?? []).map(toRequirement);
  if (selection.kind === "Field") {
    const key = selection.alias ?? selection.name;
    return { kind: "field", key, as: key, below };
  }
  if (selection.typeCondition === undefined) throw new Error("a plan requires a fragment of no type");
  return { kind: "fragment", type: selection.typeCondition, below };
}

function toRewrite(rewrite: NonNullable<ApolloFetch["inputRewrites"]>[number]): Rewrite {
  const path = rewrite.path.map(toRewriteStep);
  return rewrite.kind === "KeyRenamer" ? { path, rename: rewrite.renameKeyTo } : { path, set: rewrite.setValueTo };
}

const fragmentStep = "... on ";

function toRewriteStep(step: string): PathStep {
  return step.startsWith(fragmentStep) ? { types: [step.slice(fragmentStep.length)] } : { key: step };
}
