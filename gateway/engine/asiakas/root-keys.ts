import { Kind, parse } from "graphql";
import type { SelectionSetNode } from "graphql";

/** Response keys of the fields at the root of an operation's text; for errors only: it is parsed each time. */
export function rootKeysOf(text: string): readonly string[] {
  return parse(text, { noLocation: true }).definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? keysOf(each.selectionSet) : [],
  );
}

/** Response keys of the fields that a list of entities asks of each entity. */
export function entityKeysOf(text: string, alias: string): readonly string[] {
  return parse(text, { noLocation: true }).definitions.flatMap((each) => {
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
