import { isCompositeType, Kind, print, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { FieldNode, GraphQLCompositeType, GraphQLSchema, SelectionSetNode } from "graphql";
import { toFetchCall } from "../fetch-call.ts";
import { fetchesOf } from "../plan.ts";
import type { PlanNode, SubscriptionPlan } from "../plan.ts";
import type { IsOfType } from "../type-conditions.ts";
import { typeOfField } from "../type-of-field.ts";

/** One way in which a plan asks a field: its type, its response key, and its arguments as text. */
export interface AskedCall {
  readonly type: string;
  readonly key: string;
  readonly given: string;
}

/** All that a plan asks of objects whose types its operations tell. */
export function callsIn(plan: PlanNode | SubscriptionPlan | undefined, whole: GraphQLSchema): readonly AskedCall[] {
  return fetchesOf(plan).flatMap((node) => {
    const types = new TypeInfo(whole);
    const calls: AskedCall[] = [];
    visit(
      toFetchCall(node).operation.document,
      visitWithTypeInfo(types, {
        Field(field) {
          const type = types.getParentType()?.name;
          if (type !== undefined) calls.push({ type, key: keyOf(field), given: argumentsOf(field) });
        },
      }),
    );
    return calls;
  });
}

/** Where calls are compared. */
export interface Calls {
  readonly asked: readonly AskedCall[];
  readonly whole: GraphQLSchema;
  readonly isOfType: IsOfType;
}

/** Is what stands under the name of each required field asked with the arguments of the requirement, and never otherwise. */
export function matchCalls({ selections }: SelectionSetNode, type: GraphQLCompositeType, calls: Calls): boolean {
  const { asked, whole, isOfType } = calls;
  return selections.every((each) => {
    if (each.kind === Kind.FRAGMENT_SPREAD) return false;
    if (each.kind === Kind.INLINE_FRAGMENT) {
      const condition = whole.getType(each.typeCondition?.name.value ?? type.name);
      return isCompositeType(condition) && matchCalls(each.selectionSet, condition, calls);
    }
    const isOther = (call: AskedCall): boolean =>
      call.key === each.name.value &&
      call.given !== argumentsOf(each) &&
      (isOfType(call.type, type.name) || isOfType(type.name, call.type));
    if (asked.some(isOther)) return false;
    const below = typeOfField(type, each.name.value);
    return each.selectionSet === undefined || (below !== undefined && matchCalls(each.selectionSet, below, calls));
  });
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** The arguments of a field as text, whatever their order. */
export function argumentsOf({ arguments: given = [] }: FieldNode): string {
  return given
    .map((each) => print(each))
    .toSorted()
    .join(", ");
}
