import { Kind, valueFromASTUntyped } from "graphql";
import type { FieldNode, SelectionSetNode, VariableDefinitionNode } from "graphql";
import { isExecuted } from "../is-executed.ts";
import type { Asked } from "./person-calls.ts";

/**
 * The fields of a set that are asked for, in their order, fragments opened, each response key once with all that is asked
 * of it. An engine may leave `@skip` and `@include` to whoever answers: a field that they leave out is not among them.
 * @throws GraphQLError for a condition without a value.
 */
export function askedFields(
  set: SelectionSetNode,
  { declared, variables }: Pick<Asked, "declared" | "variables">,
): readonly FieldNode[] {
  const values = { ...Object.fromEntries(declared.flatMap(defaultOf)), ...variables };
  const open = ({ selections }: SelectionSetNode): readonly FieldNode[] =>
    selections.flatMap((selection): readonly FieldNode[] => {
      if (!isExecuted(selection, values)) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT) return open(selection.selectionSet);
      return selection.kind === Kind.FIELD ? [selection] : [];
    });
  const byKey = new Map<string, FieldNode>();
  for (const field of open(set)) {
    const key = field.alias?.value ?? field.name.value;
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? field : joined(known, field));
  }
  return [...byKey.values()];
}

const nothing: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

function joined(one: FieldNode, { selectionSet: { selections } = nothing }: FieldNode): FieldNode {
  if (one.selectionSet === undefined) return one;
  return { ...one, selectionSet: { ...one.selectionSet, selections: [...one.selectionSet.selections, ...selections] } };
}

function defaultOf({ variable, defaultValue }: VariableDefinitionNode): readonly (readonly [string, unknown])[] {
  return defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]];
}
