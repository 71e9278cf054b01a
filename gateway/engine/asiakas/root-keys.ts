import { Kind } from "graphql";
import type { DocumentNode, SelectionSetNode } from "graphql";

/** Response keys of the fields at the root of an operation without named fragments. */
export function rootKeysOf({ definitions }: DocumentNode): readonly string[] {
  return definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? keysOf(each.selectionSet) : []));
}

/** Response keys of the fields that a list of entities asks of each entity. */
export function entityKeysOf({ definitions }: DocumentNode, alias: string): readonly string[] {
  return definitions.flatMap((each) => {
    if (each.kind !== Kind.OPERATION_DEFINITION) return [];
    return each.selectionSet.selections.flatMap((field) =>
      field.kind === Kind.FIELD && (field.alias ?? field.name).value === alias && field.selectionSet !== undefined
        ? keysOf(field.selectionSet)
        : [],
    );
  });
}

function keysOf({ selections }: SelectionSetNode): readonly string[] {
  const keys = selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return [(each.alias ?? each.name).value];
    return each.kind === Kind.INLINE_FRAGMENT ? keysOf(each.selectionSet) : [];
  });
  return [...new Set(keys)].filter((key) => key !== "__typename");
}
