import { isAbstractType, isCompositeType, Kind } from "graphql";
import type {
  GraphQLAbstractType,
  GraphQLCompositeType,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { typeOfField } from "./type-of-field.ts";

/**
 * Adds `__typename` to what is asked of an interface or union of which the public schema hides a member: only by its type
 * can an object of that member be kept back. A planner asks it where the plan turns on it, and nowhere else.
 */
export type AskTypenames = (set: SelectionSetNode, root: GraphQLCompositeType) => SelectionSetNode;

/** By the public schema, and the whole one of which it is a part. */
export function createAskTypenames({
  api,
  whole,
}: {
  readonly api: GraphQLSchema;
  readonly whole: GraphQLSchema;
}): AskTypenames {
  const hides = new Set(
    Object.values(api.getTypeMap()).flatMap((type) =>
      isAbstractType(type) && hidesMember(type, whole, api) ? type.name : [],
    ),
  );
  if (hides.size === 0) return (set) => set;
  const ask: AskTypenames = (set, type) => {
    const selections = set.selections.map((selection) => askBelow(selection, type));
    return { ...set, selections: hides.has(type.name) ? [...selections, typename] : selections };
  };
  const askBelow = (selection: SelectionNode, parent: GraphQLCompositeType): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined) return selection;
    const type =
      selection.kind === Kind.FIELD ? typeOfField(parent, selection.name.value) : (typeOf(selection, api) ?? parent);
    return type === undefined ? selection : { ...selection, selectionSet: ask(selection.selectionSet, type) };
  };
  return ask;
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

function hidesMember({ name }: GraphQLAbstractType, whole: GraphQLSchema, api: GraphQLSchema): boolean {
  const type = whole.getType(name);
  return isAbstractType(type) && whole.getPossibleTypes(type).some((member) => api.getType(member.name) === undefined);
}

function typeOf(
  fragment: Extract<SelectionNode, { kind: Kind.INLINE_FRAGMENT }>,
  api: GraphQLSchema,
): GraphQLCompositeType | undefined {
  const type = fragment.typeCondition === undefined ? undefined : api.getType(fragment.typeCondition.name.value);
  return isCompositeType(type) ? type : undefined;
}
