import { Kind } from "graphql";
import type { FieldNode, SelectionSetNode } from "graphql";

/** Fields of a selection, those of inline fragments among them; named ones are gone from a normalised operation. */
export function fieldsOf(set: SelectionSetNode | undefined): readonly FieldNode[] {
  return (set?.selections ?? []).flatMap((selection): readonly FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}

/** Key of a field in an answer. */
export function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
