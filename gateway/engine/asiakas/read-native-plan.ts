import type {
  BatchFetchNode,
  FetchNode as NativeFetch,
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode as NativeNode,
  QueryPlan,
  RequiresSelection,
} from "@graphql-hive/router-query-planner";
import { fillFragments } from "./mending/fill-selections.ts";
import type { EntityPart, FetchNode, PathStep, PlanNode, Requirement, Rewrite, SubscriptionPlan } from "./plan.ts";

/**
 * Reads a plan of `@graphql-hive/router-query-planner`. Gives undefined where nothing is to be fetched.
 * @throws Error when the text is no plan of its, or holds a node that no operation here leads to.
 */
export function readNativePlan(json: string): PlanNode | SubscriptionPlan | undefined {
  const plan: unknown = JSON.parse(json);
  if (!isPlan(plan)) throw new Error("the planner wrote no query plan");
  const { node } = plan;
  if (node === undefined) return undefined;
  const [first, ...rest] = node.kind === "Sequence" ? node.nodes : [node];
  if (first?.kind !== "Subscription") return toNode(node, []);
  return {
    kind: "subscription",
    fetch: toFetch(first.primary, []),
    rest: rest.length === 0 ? undefined : toNode({ kind: "Sequence", nodes: rest }, []),
  };
}

function isPlan(value: unknown): value is QueryPlan {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "QueryPlan";
}

/** `at`: the path of the flatten nodes above. */
function toNode(node: NativeNode, at: readonly PathStep[]): PlanNode {
  switch (node.kind) {
    case "Fetch":
      return toFetch(node, at);
    case "BatchFetch":
      return toBatch(node, at);
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
        ifTrue: toClause(node.ifClause, at),
        ifFalse: toClause(node.elseClause, at),
      };
    case "Subscription":
    case "Defer":
  }
  throw new Error(`a plan holds ${node.kind}, which no operation here may`);
}

/** The planner writes what is not there as null, or not at all. */
function toClause(node: NativeNode | null | undefined, at: readonly PathStep[]): PlanNode | undefined {
  return node === null || node === undefined ? undefined : toNode(node, at);
}

function toFetch(node: NativeFetch, at: readonly PathStep[]): FetchNode {
  const { requires, inputRewrites = [], outputRewrites = [] } = node;
  const own = outputRewrites.map(toRewrite);
  if (requires === undefined) return { ...toCall(node), entities: [], at, outputRewrites: own };
  const part: EntityPart = {
    alias: "_entities",
    variable: "representations",
    paths: [at],
    requires: requires.map(toRequirement),
    inputRewrites: inputRewrites.map(toRewrite),
    outputRewrites: own,
  };
  return { ...toCall(node), entities: [part], at: [], outputRewrites: [] };
}

function toBatch(node: BatchFetchNode, at: readonly PathStep[]): FetchNode {
  const entities = node.entityBatch.aliases.map((each): EntityPart => ({
    alias: each.alias,
    variable: each.representationsVariableName,
    paths: each.paths.map((path) => [...at, ...path.map(toPathStep)]),
    requires: each.requires.map(toRequirement),
    inputRewrites: (each.inputRewrites ?? []).map(toRewrite),
    outputRewrites: (each.outputRewrites ?? []).map(toRewrite),
  }));
  return { ...toCall(node), entities, at: [], outputRewrites: [] };
}

function toCall(node: NativeFetch | BatchFetchNode): Pick<FetchNode, "kind" | "subgraph" | "operation" | "variables"> {
  const { serviceName, operation, variableUsages = [] } = node;
  return { kind: "fetch", subgraph: serviceName, operation: fillFragments(operation), variables: variableUsages };
}

function toPathStep(segment: FlattenNodePathSegment): PathStep {
  if (segment === "@") return { isList: true };
  return "Field" in segment ? { key: segment.Field } : { types: segment.TypeCondition };
}

function toRequirement(selection: RequiresSelection): Requirement {
  if (selection.kind === "FragmentSpread") throw new Error("a plan requires a named fragment");
  if (selection.kind === "Field") {
    return {
      kind: "field",
      key: selection.name,
      // Where two fetches ask one field with differing arguments, it has another key in the answer.
      as: selection.alias ?? selection.name,
      below: (selection.selections ?? []).map(toRequirement),
    };
  }
  const { typeCondition, selections, skipIf, includeIf } = selection;
  return { kind: "fragment", type: typeCondition, below: selections.map(toRequirement), skipIf, includeIf };
}

function toRewrite(rewrite: FetchRewrite): Rewrite {
  if ("KeyRenamer" in rewrite) {
    return { path: rewrite.KeyRenamer.path.map(toRewriteStep), rename: rewrite.KeyRenamer.renameKeyTo };
  }
  const { path, setValueTo } = "ValueSetter" in rewrite ? rewrite.ValueSetter : rewrite;
  return { path: path.map(toRewriteStep), set: setValueTo };
}

/** A rewrite's path walks through lists by itself. */
function toRewriteStep(segment: FetchNodePathSegment): PathStep {
  return "Key" in segment ? { key: segment.Key } : { types: segment.TypenameEquals };
}
