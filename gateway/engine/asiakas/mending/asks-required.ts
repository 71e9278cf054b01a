import { isCompositeType, Kind } from "graphql";
import type { FieldNode, GraphQLCompositeType, GraphQLSchema, SelectionSetNode } from "graphql";
import { toFetchCall } from "../fetch-call.ts";
import { fieldKey, toSelectionSet } from "../join-facts.ts";
import type { JoinFacts, RequiredText } from "../join-facts.ts";
import { callsIn, matchCalls } from "./match-calls.ts";
import type { Calls } from "./match-calls.ts";
import type { EntityPart, FetchNode, PlanNode, Requirement, SubscriptionPlan } from "../plan.ts";
import { fetchesOf } from "../plan.ts";
import type { IsOfType } from "../type-conditions.ts";
import { typeOfField } from "../type-of-field.ts";

/** Is each computed field (`@requires`) of a plan asked with what it is computed of. */
export type AsksRequired = (plan: PlanNode | SubscriptionPlan | undefined) => boolean;

/**
 * Tells it by what the supergraph says of its subgraphs. Representations do not say with which arguments their values were
 * asked: where a field that is required is also asked otherwise under the same key, it counts as not there.
 */
export function createAsksRequired(facts: JoinFacts, whole: GraphQLSchema, isOfType: IsOfType): AsksRequired {
  if (facts.requirements.size === 0) return () => true;
  return (plan) => {
    const asked = callsIn(plan, whole);
    return fetchesOf(plan).every((node) =>
      isSupplied(node, { subgraph: node.subgraph, facts, asked, whole, isOfType }),
    );
  };
}

interface Kit extends Calls {
  readonly subgraph: string;
  readonly facts: JoinFacts;
}

function isSupplied(node: FetchNode, kit: Kit): boolean {
  return toFetchCall(node).operation.document.definitions.every((each) => {
    if (each.kind !== Kind.OPERATION_DEFINITION) return true;
    const root = kit.whole.getRootType(each.operation) ?? undefined;
    return each.selectionSet.selections.every((field) => {
      if (field.kind !== Kind.FIELD) return true;
      const part = node.entities.find(({ alias }) => alias === (field.alias ?? field.name).value);
      if (part === undefined) return isFieldSupplied(field, { type: root, part }, kit);
      return field.selectionSet === undefined || areSupplied(field.selectionSet, { type: undefined, part }, kit);
    });
  });
}

interface Place {
  readonly type: GraphQLCompositeType | undefined;
  /** The list of entities whose objects these are: nothing is given of others. */
  readonly part: EntityPart | undefined;
}

function areSupplied({ selections }: SelectionSetNode, place: Place, kit: Kit): boolean {
  return selections.every((each) => {
    if (each.kind === Kind.FIELD) return isFieldSupplied(each, place, kit);
    if (each.kind === Kind.FRAGMENT_SPREAD) return false;
    const condition = kit.whole.getType(each.typeCondition?.name.value ?? "");
    const type = isCompositeType(condition) ? condition : place.type;
    return areSupplied(each.selectionSet, { ...place, type }, kit);
  });
}

function isFieldSupplied({ name, selectionSet }: FieldNode, { type, part }: Place, kit: Kit): boolean {
  const required = kit.facts.requirements.get(fieldKey(kit.subgraph, type?.name ?? "", name.value));
  if (required !== undefined && !(part !== undefined && isGiven(required, part, kit))) return false;
  if (selectionSet === undefined) return true;
  const below = type === undefined ? undefined : typeOfField(type, name.value);
  return areSupplied(selectionSet, { type: below, part: undefined }, kit);
}

function isGiven({ type, text, requirements }: RequiredText, { requires }: EntityPart, kit: Kit): boolean {
  const { whole, isOfType } = kit;
  const ofType = whole.getType(type);
  if (!isCompositeType(ofType) || !matchCalls(toSelectionSet(text), ofType, kit)) return false;
  const fragments = requires.flatMap((each) => (each.kind === "fragment" ? each : []));
  const ofAll = fragments.filter((each) => isOfType(type, each.type)).flatMap(({ below }) => below);
  if (holds(ofAll, requirements)) return true;
  // Of an interface, each of its types may be represented by itself.
  const ofSome = fragments.filter((each) => each.type !== type && isOfType(each.type, type));
  return ofSome.length > 0 && ofSome.every(({ below }) => holds([...ofAll, ...below], requirements));
}

/** Does one list of requirements hold all of another. */
function holds(given: readonly Requirement[], wanted: readonly Requirement[]): boolean {
  return wanted.every((each) =>
    given.some((other) => {
      const isSame =
        each.kind === "field"
          ? other.kind === "field" && other.as === each.as
          : other.kind === "fragment" && other.type === each.type;
      return isSame && holds(other.below, each.below);
    }),
  );
}
