import { doTypesOverlap, isAbstractType, isCompositeType, Kind, print } from "graphql";
import type {
  DirectiveNode,
  GraphQLCompositeType,
  GraphQLSchema,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { withoutDefer } from "../../operation/index.ts";
import { typeOfField } from "./type-of-field.ts";
import { typename } from "./typename.ts";

/**
 * The selections that a planner has to plan: without those that a literal `@skip` or `@include` leaves out, without
 * `@defer`, which changes nothing of what is fetched, without type conditions that every object there meets, or none, and
 * without values in a fragment that are asked beside it. Planners stumble on all of these, and none asks for anything.
 */
export function simplify(set: SelectionSetNode, type: GraphQLCompositeType, schema: GraphQLSchema): SelectionSetNode {
  const selections = set.selections.flatMap((selection) => simplifyOne(selection, type, schema));
  return { ...set, selections: askedOnce(selections) };
}

/** What is asked of every object is not asked again in a fragment: only values, below which nothing more can be asked. */
function askedOnce(selections: readonly SelectionNode[]): readonly SelectionNode[] {
  if (selections.every(({ kind }) => kind === Kind.FIELD)) return selections;
  const asked = new Set(selections.flatMap((each) => (isPlainValue(each) ? print(each) : [])));
  return asked.size === 0 ? selections : selections.flatMap((each) => withoutAsked(each, asked));
}

function isPlainValue(selection: SelectionNode): boolean {
  return (
    selection.kind === Kind.FIELD && selection.selectionSet === undefined && (selection.directives ?? []).length === 0
  );
}

function withoutAsked(selection: SelectionNode, asked: ReadonlySet<string>): readonly SelectionNode[] {
  if (selection.kind !== Kind.INLINE_FRAGMENT) return [selection];
  const selections = selection.selectionSet.selections.flatMap((each) =>
    isPlainValue(each) && asked.has(print(each)) ? [] : withoutAsked(each, asked),
  );
  if (selections.length > 0) return [{ ...selection, selectionSet: { ...selection.selectionSet, selections } }];
  // By a fragment of a type the planner sees that the type is to be known.
  return selection.typeCondition === undefined ? [] : [selection];
}

function simplifyOne(
  selection: SelectionNode,
  parent: GraphQLCompositeType,
  schema: GraphQLSchema,
): readonly SelectionNode[] {
  const directives = openDirectives(selection.directives ?? []);
  if (directives === undefined) return [];
  if (selection.kind === Kind.FRAGMENT_SPREAD) return [{ ...selection, directives }];
  if (selection.kind === Kind.INLINE_FRAGMENT) return simplifyFragment({ ...selection, directives }, parent, schema);
  if (selection.selectionSet === undefined) return [{ ...selection, directives }];
  const type = typeOfField(parent, selection.name.value);
  if (type === undefined) return [{ ...selection, directives }];
  const below = simplify(selection.selectionSet, type, schema);
  // An object of which nothing is asked is asked for all the same.
  const selections = below.selections.length === 0 ? [typename] : below.selections;
  return [{ ...selection, directives, selectionSet: { ...below, selections } }];
}

function simplifyFragment(
  fragment: InlineFragmentNode,
  parent: GraphQLCompositeType,
  schema: GraphQLSchema,
): readonly SelectionNode[] {
  const condition = fragment.typeCondition === undefined ? parent : schema.getType(fragment.typeCondition.name.value);
  if (!isCompositeType(condition)) return [fragment];
  if (!doTypesOverlap(schema, parent, condition)) return [];
  const isMet = condition === parent || (isAbstractType(condition) && !isAbstractType(parent));
  const below = simplify(fragment.selectionSet, isMet ? parent : condition, schema);
  if (below.selections.length === 0) return [];
  if (!isMet) return [{ ...fragment, selectionSet: below }];
  if ((fragment.directives ?? []).length === 0) return below.selections;
  const { typeCondition: _, ...open } = fragment;
  return [{ ...open, selectionSet: below }];
}

/** Directives but those that let everything pass; undefined where one lets nothing pass. */
function openDirectives(directives: readonly DirectiveNode[]): readonly DirectiveNode[] | undefined {
  const verdicts = withoutDefer(directives).map((directive) => ({ directive, passes: passesAlways(directive) }));
  if (verdicts.some(({ passes }) => passes === false)) return undefined;
  return verdicts.flatMap(({ directive, passes }) => (passes === true ? [] : [directive]));
}

/** What a literal condition says; undefined where a variable says it. */
function passesAlways({ name, arguments: given = [] }: DirectiveNode): boolean | undefined {
  const condition = given.find((each) => each.name.value === "if")?.value;
  if (condition?.kind !== Kind.BOOLEAN) return undefined;
  if (name.value === "skip") return !condition.value;
  return name.value === "include" ? condition.value : undefined;
}
