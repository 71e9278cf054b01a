import { isAbstractType, isCompositeType, Kind, typeFromAST } from "graphql";
import type {
  FieldNode,
  GraphQLCompositeType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLSchema,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { isExecuted } from "../../is-executed.ts";
import type { Variables } from "./represent.ts";

/** A type that has fields. Of an interface those are collected that every object of it has. */
export type FieldsType = GraphQLObjectType | GraphQLInterfaceType;

/** The fields of an object, by response key in the client's order; each with every place where it was asked. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** What a collection depends on. */
export interface CollectKit {
  readonly schema: GraphQLSchema;
  /** Decide `@skip` and `@include`: an operation is compiled for each combination of them that comes. */
  readonly conditions: Variables;
}

/**
 * Collects the fields that an object of `type` has of some selections, as the GraphQL specification's CollectFields
 * does. Takes operations whose named fragments are written in place.
 */
export function collectFields(sets: readonly SelectionSetNode[], type: FieldsType, kit: CollectKit): CollectedFields {
  const fields = new Map<string, FieldNode[]>();
  for (const { selections } of sets) collectInto(fields, selections, { type, kit });
  return fields;
}

interface Place {
  readonly type: FieldsType;
  readonly kit: CollectKit;
}

function collectInto(fields: Map<string, FieldNode[]>, selections: readonly SelectionNode[], place: Place): void {
  for (const selection of selections) {
    if (!isExecuted(selection, place.kit.conditions)) continue;
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error("an operation to compile holds a named fragment");
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      const known = fields.get(key);
      if (known === undefined) fields.set(key, [selection]);
      else known.push(selection);
    } else if (fits(selection, place)) collectInto(fields, selection.selectionSet.selections, place);
  }
}

/** Do some selections ask the same of every object of an interface. */
export function asksOfAll(sets: readonly SelectionSetNode[], type: GraphQLInterfaceType, kit: CollectKit): boolean {
  return sets.every(({ selections }) =>
    selections.every((selection) => {
      if (selection.kind !== Kind.INLINE_FRAGMENT || !isExecuted(selection, kit.conditions)) return true;
      if (!fits(selection, { type, kit })) return asksNothing(selection, { possible: possibleTypesOf(type, kit), kit });
      return asksOfAll([selection.selectionSet], type, kit);
    }),
  );
}

/** Does a fragment ask nothing of an object, by its conditions or because none is of all its types. */
function asksNothing({ typeCondition, selectionSet }: InlineFragmentNode, { possible, kit }: Within): boolean {
  const condition = typeCondition === undefined ? undefined : typeFromAST(kit.schema, typeCondition);
  const met = isCompositeType(condition) ? possibleTypesOf(condition, kit) : possible;
  const both = possible.filter((type) => met.includes(type));
  if (both.length === 0) return true;
  return selectionSet.selections.every((selection) => {
    if (!isExecuted(selection, kit.conditions)) return true;
    return selection.kind === Kind.INLINE_FRAGMENT && asksNothing(selection, { possible: both, kit });
  });
}

interface Within {
  /** The types of which an object may be that meets all conditions above. */
  readonly possible: readonly GraphQLObjectType[];
  readonly kit: CollectKit;
}

function possibleTypesOf(type: GraphQLCompositeType, { schema }: CollectKit): readonly GraphQLObjectType[] {
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
}

function fits(fragment: InlineFragmentNode, { type, kit }: Place): boolean {
  if (fragment.typeCondition === undefined) return true;
  const condition = typeFromAST(kit.schema, fragment.typeCondition);
  if (condition === type) return true;
  return isAbstractType(condition) && kit.schema.isSubType(condition, type);
}
