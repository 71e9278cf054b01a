import { isCompositeType, Kind } from "graphql";
import type { FieldNode, GraphQLCompositeType, GraphQLSchema, SelectionNode, SelectionSetNode } from "graphql";
import { toFetchCall } from "../fetch-call.ts";
import { fieldKey } from "../join-facts.ts";
import type { JoinFacts } from "../join-facts.ts";
import { fetchesOf } from "../plan.ts";
import type { FetchNode, PlanNode, SubscriptionPlan } from "../plan.ts";
import { typeOfField } from "../type-of-field.ts";

/** Does a plan ask of each subgraph only what it may tell: what it declares `@external` only where it provides it. */
export type AsksProvided = (plan: PlanNode | SubscriptionPlan | undefined) => boolean;

/** Tells it by what the supergraph says of its subgraphs. A key that is `@external` counts as what may not be told. */
export function createAsksProvided(facts: JoinFacts, whole: GraphQLSchema): AsksProvided {
  const isAllowed = (node: FetchNode): boolean =>
    toFetchCall(node).operation.document.definitions.every((each) => {
      if (each.kind !== Kind.OPERATION_DEFINITION) return false;
      const type = whole.getRootType(each.operation) ?? undefined;
      return isTold(each.selectionSet, { subgraph: node.subgraph, type, provided: [], facts, whole });
    });
  return (plan) => fetchesOf(plan).every((node) => isAllowed(node));
}

interface Place {
  readonly subgraph: string;
  /** Undefined of entities, of which fragments tell it. */
  readonly type: GraphQLCompositeType | undefined;
  /** What the way here provides. */
  readonly provided: readonly SelectionNode[];
  readonly facts: JoinFacts;
  readonly whole: GraphQLSchema;
}

function isTold({ selections }: SelectionSetNode, place: Place): boolean {
  return selections.every((selection) => {
    if (selection.kind === Kind.FIELD) return isFieldTold(selection, place);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return false;
    const condition = place.whole.getType(selection.typeCondition?.name.value ?? "");
    return isTold(selection.selectionSet, { ...place, type: isCompositeType(condition) ? condition : place.type });
  });
}

function isFieldTold({ name, selectionSet }: FieldNode, place: Place): boolean {
  const { subgraph, type, facts } = place;
  const key = fieldKey(subgraph, type?.name ?? "", name.value);
  const provided = providedOf(place.provided, name.value);
  if (facts.externals.has(key) && provided === undefined) return false;
  if (selectionSet === undefined) return true;
  const below = type === undefined ? undefined : typeOfField(type, name.value);
  const own = facts.provisions.get(key)?.selections ?? [];
  return isTold(selectionSet, { ...place, type: below, provided: [...(provided ?? []), ...own] });
}

/** What is provided below a field; undefined where the field itself is not. Of whatever type: its name says enough. */
function providedOf(provided: readonly SelectionNode[], name: string): readonly SelectionNode[] | undefined {
  const found = provided.flatMap((each): readonly (readonly SelectionNode[])[] => {
    if (each.kind === Kind.FRAGMENT_SPREAD) return [];
    if (each.kind === Kind.FIELD) return each.name.value === name ? [each.selectionSet?.selections ?? []] : [];
    const below = providedOf(each.selectionSet.selections, name);
    return below === undefined ? [] : [below];
  });
  return found.length === 0 ? undefined : found.flat();
}
