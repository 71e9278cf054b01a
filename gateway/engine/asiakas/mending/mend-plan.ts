import type { GraphQLSchema } from "graphql";
import { completeKeys } from "./complete-keys.ts";
import { toFetchCall } from "../fetch-call.ts";
import { fieldNamesOf } from "./fetch-paths.ts";
import { fillFields } from "./fill-selections.ts";
import { joinRequirements } from "./join-requirements.ts";
import { fieldKey } from "../join-facts.ts";
import type { JoinFacts } from "../join-facts.ts";
import { matchArguments } from "./match-arguments.ts";
import { orderPlan } from "./order-plan.ts";
import { mapFetches } from "../plan.ts";
import type { EntityPart, FetchNode, PlanNode, Requirement, Rewrite, SubscriptionPlan } from "../plan.ts";
import { separateLists } from "./separate-lists.ts";
import { separateRequirements } from "./separate-requirements.ts";
import type { IsOfType } from "../type-conditions.ts";

/** Puts right what a planner has left out of a plan. */
export type MendPlan = (plan: Plan | undefined) => Plan | undefined;

type Plan = PlanNode | SubscriptionPlan;

/**
 * Mends what the planners do wrong with `@requires` and `@interfaceObject`; a supergraph with neither has its plans as they
 * come.
 */
export function createMendPlan(facts: JoinFacts, whole: GraphQLSchema, isOfType: IsOfType): MendPlan {
  if (facts.interfaceObjects.size === 0 && facts.requirements.size === 0) return (plan) => plan;
  const mend = (plan: PlanNode): PlanNode => {
    const ordered = orderPlan(mapFetches(plan, (node) => mendFetch(node, facts, isOfType)));
    const complete = completeKeys(ordered, facts, isOfType);
    const asked = matchArguments(separateRequirements(complete, facts), facts, isOfType);
    return fillFields(separateLists(asked), whole);
  };
  return (plan) => {
    if (plan === undefined) return undefined;
    return plan.kind === "subscription" ? mendSubscription(plan, mend) : mend(plan);
  };
}

/** An event is given before all else. */
function mendSubscription(plan: SubscriptionPlan, mend: (plan: PlanNode) => PlanNode): SubscriptionPlan {
  if (plan.rest === undefined) return plan;
  const mended = mend({ kind: "sequence", nodes: [plan.fetch, plan.rest] });
  const [fetch, rest] = mended.kind === "sequence" ? mended.nodes : [];
  return fetch?.kind === "fetch" && rest !== undefined ? { ...plan, fetch, rest } : plan;
}

/**
 * Mends fetches of interface objects. The planner joins those of several member types into one, and keeps the type condition
 * and the requirements of one of them. So each is for every object of the interface, which to its subgraph are all of one
 * type; and its representations hold what the fields that it asks require.
 */
function mendFetch(node: FetchNode, { interfaceObjects, requirements }: JoinFacts, isOfType: IsOfType): FetchNode {
  const { subgraph } = node;
  const types = interfaceObjects.get(subgraph);
  if (types === undefined || node.entities.length === 0) return node;
  const { document } = toFetchCall(node).operation;
  const entities = node.entities.map((part) => {
    let mended = part;
    for (const type of types) {
      const fields = fieldNamesOf(document, part.alias, type);
      const needed = fields.flatMap((field) => requirements.get(fieldKey(subgraph, type, field))?.requirements ?? []);
      if (fields.length > 0) mended = mendPart(mended, { type, needed, isOfType });
    }
    return mended;
  });
  return { ...node, entities };
}

interface Mending {
  /** The interface object. */
  readonly type: string;
  readonly needed: readonly Requirement[];
  readonly isOfType: IsOfType;
}

function mendPart(part: EntityPart, { type, needed, isOfType }: Mending): EntityPart {
  const requires = part.requires.map((each): Requirement => {
    if (each.kind !== "fragment" || !isOfType(each.type, type)) return each;
    return { ...each, type, below: joinRequirements(each.below, needed) };
  });
  const isNamed = part.inputRewrites.some(({ path: [first] }) => first !== undefined && isOnly(first, type));
  const name: Rewrite = { path: [{ types: [type] }, { key: "__typename" }], set: type };
  return { ...part, requires, inputRewrites: isNamed ? part.inputRewrites : [...part.inputRewrites, name] };
}

function isOnly(step: Rewrite["path"][number], type: string): boolean {
  return "types" in step && step.types.length === 1 && step.types[0] === type;
}
