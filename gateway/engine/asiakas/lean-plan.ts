import { isCompositeType, isObjectType, Kind, parse } from "graphql";
import type { FieldNode, GraphQLCompositeType, GraphQLSchema, SelectionNode, SelectionSetNode } from "graphql";
import { fetchesIn, mapFetches } from "./plan.ts";
import type { FetchNode, PlanNode } from "./plan.ts";
import { typeOfField } from "./type-of-field.ts";

/** Takes out of a plan what its fetches ask for nothing. */
export type LeanPlan = (plan: PlanNode) => PlanNode;

/**
 * A planner asks `__typename` of every object of which another subgraph is asked more. Where only one type may stand it tells
 * nothing, and of small objects it is a third of what is sent. Kept in plans that rewrite anything: a rewrite may turn on it.
 */
export function createLeanPlan(whole: GraphQLSchema): LeanPlan {
  return (plan) => (rewrites(plan) ? plan : mapFetches(plan, (node) => ({ ...node, operation: toLean(node, whole) })));
}

function rewrites(plan: PlanNode): boolean {
  return fetchesIn(plan).some(
    ({ node }) =>
      node.outputRewrites.length > 0 ||
      node.entities.some((part) => part.outputRewrites.length > 0 || part.inputRewrites.length > 0),
  );
}

/** Cuts the fields out of the text: printed anew, it would be longer. */
function toLean({ operation }: FetchNode, whole: GraphQLSchema): string {
  const idle: FieldNode[] = [];
  for (const definition of parse(operation).definitions) {
    // By a named fragment it can't be told where it stands.
    if (definition.kind !== Kind.OPERATION_DEFINITION) return operation;
    const type = whole.getRootType(definition.operation) ?? undefined;
    collectIdle(definition.selectionSet, { type, isKnown: false, idle, whole });
  }
  let text = "";
  let from = 0;
  for (const { loc } of idle) {
    text += operation.slice(from, loc?.start).trimEnd();
    from = loc?.end ?? from;
  }
  return text + operation.slice(from);
}

interface Place {
  /** Where the fields are looked up; undefined of entities, of which fragments tell it. */
  readonly type: GraphQLCompositeType | undefined;
  /** Is every object there of one type, and that known. */
  readonly isKnown: boolean;
  /** In the order of the text. */
  readonly idle: FieldNode[];
  readonly whole: GraphQLSchema;
}

function collectIdle({ selections }: SelectionSetNode, place: Place): void {
  const { type, isKnown, idle, whole } = place;
  // An object of which nothing else is asked is asked for all the same.
  if (isKnown && !selections.every(isTypename)) idle.push(...selections.filter(isTypename));
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD && selection.selectionSet !== undefined) {
      const isEntities = selection.name.value === "_entities";
      const below = type === undefined || isEntities ? undefined : typeOfField(type, selection.name.value);
      collectIdle(selection.selectionSet, { ...place, type: below, isKnown: isObjectType(below) });
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = whole.getType(selection.typeCondition?.name.value ?? "");
      const below = isCompositeType(condition) ? condition : type;
      // Of an entity the question says the type.
      const isOfOne = isKnown || (type === undefined && isObjectType(below));
      collectIdle(selection.selectionSet, { ...place, type: below, isKnown: isOfOne });
    }
  }
  idle.sort((one, other) => (one.loc?.start ?? 0) - (other.loc?.start ?? 0));
}

function isTypename(selection: SelectionNode): selection is FieldNode {
  return selection.kind === Kind.FIELD && selection.alias === undefined && selection.name.value === "__typename";
}
