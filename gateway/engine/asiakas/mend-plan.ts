import { Kind } from "graphql";
import type { DocumentNode, SelectionSetNode } from "graphql";
import { completeKeys } from "./complete-keys.ts";
import { toFetchCall } from "./fetch-call.ts";
import { joinRequirements } from "./join-requirements.ts";
import { requirementKey } from "./join-facts.ts";
import type { JoinFacts } from "./join-facts.ts";
import { orderPlan } from "./order-plan.ts";
import type { EntityPart, FetchNode, PlanNode, Requirement, Rewrite } from "./plan.ts";
import type { IsOfType } from "./type-conditions.ts";

/** Puts right what a planner has left out of a plan. */
export type MendPlan = (node: PlanNode | undefined) => PlanNode | undefined;

/**
 * Mends what the native planner does wrong with `@requires` and `@interfaceObject`; a supergraph with neither has its plans
 * as they come.
 */
export function createMendPlan(facts: JoinFacts, isOfType: IsOfType): MendPlan {
  if (facts.interfaceObjects.size === 0 && facts.requirements.size === 0) return (node) => node;
  const mend = (node: PlanNode): PlanNode => {
    switch (node.kind) {
      case "fetch":
        return mendFetch(node, facts, isOfType);
      case "sequence":
      case "parallel":
        return { ...node, nodes: node.nodes.map(mend) };
      case "condition":
    }
    return { ...node, ifTrue: node.ifTrue && mend(node.ifTrue), ifFalse: node.ifFalse && mend(node.ifFalse) };
  };
  return (node) => (node === undefined ? undefined : completeKeys(orderPlan(mend(node)), facts, isOfType));
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
      const fields = fieldsOf(document, part.alias, type);
      const needed = fields.flatMap((field) => requirements.get(requirementKey(subgraph, type, field))?.requirements ?? []);
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

/** Names of the fields that a list of entities asks of a type. */
function fieldsOf({ definitions }: DocumentNode, alias: string, type: string): readonly string[] {
  return definitions.flatMap((each) => {
    if (each.kind !== Kind.OPERATION_DEFINITION) return [];
    return each.selectionSet.selections.flatMap((field) =>
      field.kind === Kind.FIELD && (field.alias ?? field.name).value === alias && field.selectionSet !== undefined
        ? fieldsIn(field.selectionSet, { type, isThere: false })
        : [],
    );
  });
}

function fieldsIn(
  { selections }: SelectionSetNode,
  { type, isThere }: { readonly type: string; readonly isThere: boolean },
): readonly string[] {
  return selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return isThere ? each.name.value : [];
    if (each.kind === Kind.FRAGMENT_SPREAD) return [];
    const isNext = each.typeCondition === undefined ? isThere : each.typeCondition.name.value === type;
    return fieldsIn(each.selectionSet, { type, isThere: isNext });
  });
}
