/** A step of a path into the answer: a response key, each item of a list, or only objects of these types. */
export type PathStep =
  | { readonly key: string }
  | { readonly isList: true }
  /** Names of object types, or of interfaces and unions that hold them. */
  | { readonly types: readonly string[] };

/** A field of an object that makes a part of its representation. */
export interface FieldRequirement {
  readonly kind: "field";
  /** Key in the answer, and key in the representation. */
  readonly key: string;
  readonly as: string;
  readonly below: readonly Requirement[];
}

/** What of an object makes its representation, or a part of it. */
export type Requirement =
  | FieldRequirement
  | {
      readonly kind: "fragment";
      readonly type: string;
      readonly below: readonly Requirement[];
      /** Names of Boolean variables. */
      readonly skipIf?: string | undefined;
      readonly includeIf?: string | undefined;
    };

/** Sets a value, or gives a key another name, at a path in what is sent or what came. */
export interface Rewrite {
  readonly path: readonly PathStep[];
  readonly set?: unknown;
  readonly rename?: string;
}

/** One list of entities that a fetch asks for. */
export interface EntityPart {
  /** Response key of `_entities`. */
  readonly alias: string;
  /** Name of the variable that holds the representations. */
  readonly variable: string;
  /** Where the objects are that the answer is merged into. */
  readonly paths: readonly (readonly PathStep[])[];
  readonly requires: readonly Requirement[];
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
}

/** One operation for one subgraph. */
export interface FetchNode {
  readonly kind: "fetch";
  readonly subgraph: string;
  readonly operation: string;
  /** Names of the client's variables that the operation uses. */
  readonly variables: readonly string[];
  /** Empty of a fetch that asks fields of a root type. */
  readonly entities: readonly EntityPart[];
  /** Each list of entities is asked after the one before it, by itself: it may stand below what that one gives. */
  readonly inOrder?: true;
  /** Of a fetch of root fields: where its answer is merged, and what is rewritten in it. */
  readonly at: readonly PathStep[];
  readonly outputRewrites: readonly Rewrite[];
}

/** A plan of fetches, whichever planner made it. */
export type PlanNode =
  | FetchNode
  | { readonly kind: "sequence"; readonly nodes: readonly PlanNode[] }
  | { readonly kind: "parallel"; readonly nodes: readonly PlanNode[] }
  | {
      readonly kind: "condition";
      /** Name of a Boolean variable. */
      readonly variable: string;
      readonly ifTrue: PlanNode | undefined;
      readonly ifFalse: PlanNode | undefined;
    };

/** What one subgraph tells again and again, and what is asked of others each time. */
export interface SubscriptionPlan {
  readonly kind: "subscription";
  readonly fetch: FetchNode;
  readonly rest: PlanNode | undefined;
}

/** A fetch, and the values of Boolean variables with which a plan has it. */
export interface PlacedFetch {
  readonly node: FetchNode;
  readonly conditions: readonly string[];
}

/** Every fetch of a plan, in its order. */
export function fetchesIn(node: PlanNode, conditions: readonly string[] = []): readonly PlacedFetch[] {
  switch (node.kind) {
    case "fetch":
      return [{ node, conditions }];
    case "sequence":
    case "parallel":
      return node.nodes.flatMap((each) => fetchesIn(each, conditions));
    case "condition":
  }
  const inClause = (clause: PlanNode | undefined, value: boolean): readonly PlacedFetch[] =>
    clause === undefined ? [] : fetchesIn(clause, [...conditions, `${node.variable}=${value}`]);
  return [...inClause(node.ifTrue, true), ...inClause(node.ifFalse, false)];
}

/** Every fetch of any plan, in its order. */
export function fetchesOf(plan: PlanNode | SubscriptionPlan | undefined): readonly FetchNode[] {
  if (plan === undefined) return [];
  if (plan.kind === "subscription") return [plan.fetch, ...fetchesOf(plan.rest)];
  return fetchesIn(plan).map(({ node }) => node);
}

/** The same plan with other fetches. */
export function mapFetches(node: PlanNode, map: (fetch: FetchNode) => FetchNode): PlanNode {
  switch (node.kind) {
    case "fetch":
      return map(node);
    case "sequence":
    case "parallel":
      return { ...node, nodes: node.nodes.map((each) => mapFetches(each, map)) };
    case "condition":
  }
  const { ifTrue, ifFalse } = node;
  return { ...node, ifTrue: ifTrue && mapFetches(ifTrue, map), ifFalse: ifFalse && mapFetches(ifFalse, map) };
}
