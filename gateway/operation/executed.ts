import { Kind, valueFromASTUntyped } from "graphql";
import type { FieldNode, SelectionNode, SelectionSetNode } from "graphql";
import { isExecuted } from "../is-executed.ts";

/** Variables with the operation's defaults filled in. */
export type FilledVariables = { readonly [name: string]: unknown };

/** The selections of a set that run with these variables: `@skip` and `@include` are heeded. */
export function executedOf({ selections }: SelectionSetNode, variables: FilledVariables): readonly SelectionNode[] {
  return selections.filter((selection) => isExecuted(selection, variables));
}

/** The fields that run of a set in plain form, those of its inline fragments among them. */
export function executedFieldsOf(set: SelectionSetNode, variables: FilledVariables): readonly FieldNode[] {
  return executedOf(set, variables).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? executedFieldsOf(selection.selectionSet, variables) : [];
  });
}

/** The value of an argument; undefined when the operation does not give it. */
export function argumentOf(field: FieldNode, name: string, variables: FilledVariables): unknown {
  const argument = field.arguments?.find((each) => each.name.value === name);
  return argument === undefined ? undefined : valueFromASTUntyped(argument.value, { ...variables });
}
