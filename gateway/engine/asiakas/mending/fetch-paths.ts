import { Kind } from "graphql";
import type { DocumentNode, FieldNode, SelectionNode, SelectionSetNode } from "graphql";
import type { FieldRequirement, PathStep } from "../plan.ts";

/** The response keys of a path. */
export function keysOfPath(path: readonly PathStep[]): readonly string[] {
  return path.flatMap((step) => ("key" in step ? step.key : []));
}

/** Does an operation without named fragments ask a field at a path of response keys, under whatever condition. */
export function selectsPath({ definitions }: DocumentNode, path: readonly string[]): boolean {
  return definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION && hasPath(each.selectionSet, path));
}

function hasPath({ selections }: SelectionSetNode, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  return selections.some((each) => {
    if (each.kind === Kind.INLINE_FRAGMENT) return hasPath(each.selectionSet, path);
    if (each.kind !== Kind.FIELD || (each.alias ?? each.name).value !== key) return false;
    return rest.length === 0 || (each.selectionSet !== undefined && hasPath(each.selectionSet, rest));
  });
}

/** Fields that are asked of the objects of a type. */
export interface AddedFields {
  readonly type: string;
  readonly fields: readonly FieldNode[];
}

/** The same operation, which asks more of the objects at a path of response keys. */
export function withSelectionAt(document: DocumentNode, path: readonly string[], added: AddedFields): DocumentNode {
  const definitions = document.definitions.map((each) =>
    each.kind === Kind.OPERATION_DEFINITION
      ? { ...each, selectionSet: withSelection(each.selectionSet, path, toFragment(added)) }
      : each,
  );
  return { ...document, definitions };
}

/** A planner may leave a field of objects without any selection, which is then to be the first one's. */
const empty: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

function withSelection(set: SelectionSetNode, path: readonly string[], added: SelectionNode): SelectionSetNode {
  const [key, ...rest] = path;
  if (key === undefined) return { ...set, selections: [...set.selections, added] };
  const selections = set.selections.map((each): SelectionNode => {
    if (each.kind === Kind.INLINE_FRAGMENT) {
      return { ...each, selectionSet: withSelection(each.selectionSet, path, added) };
    }
    if (each.kind !== Kind.FIELD || (each.alias ?? each.name).value !== key) return each;
    return { ...each, selectionSet: withSelection(each.selectionSet ?? empty, rest, added) };
  });
  return { ...set, selections };
}

function toFragment({ type, fields }: AddedFields): SelectionNode {
  const selections = [toField({ key: "__typename", below: [] }), ...fields];
  const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } } as const;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

/** A field without arguments, as it is asked. */
export function toField({ key, below }: Pick<FieldRequirement, "key" | "below">): FieldNode {
  const selections = below.flatMap((each) => (each.kind === "field" ? toField(each) : []));
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: key },
    ...(selections.length === 0 ? {} : { selectionSet }),
  };
}

/** The fields that an operation asks of objects at a path of response keys that may be of a type, whatever conditions. */
export function fieldsAt(
  { definitions }: DocumentNode,
  path: readonly string[],
  mayBe: (type: string) => boolean,
): readonly FieldNode[] {
  return definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? fieldsBelow(each.selectionSet, path, mayBe) : [],
  );
}

function fieldsBelow(
  { selections }: SelectionSetNode,
  path: readonly string[],
  mayBe: (type: string) => boolean,
): readonly FieldNode[] {
  const [key, ...rest] = path;
  return selections.flatMap((each) => {
    if (each.kind === Kind.INLINE_FRAGMENT) {
      const type = each.typeCondition?.name.value;
      if (key === undefined && type !== undefined && !mayBe(type)) return [];
      return fieldsBelow(each.selectionSet, path, mayBe);
    }
    if (each.kind !== Kind.FIELD) return [];
    if (key === undefined) return [each];
    const isOnWay = (each.alias ?? each.name).value === key && each.selectionSet !== undefined;
    return isOnWay ? fieldsBelow(each.selectionSet, rest, mayBe) : [];
  });
}

/** Names of the fields that a list of entities asks of a type. */
export function fieldNamesOf({ definitions }: DocumentNode, alias: string, type: string): readonly string[] {
  return definitions.flatMap((each) => {
    if (each.kind !== Kind.OPERATION_DEFINITION) return [];
    return each.selectionSet.selections.flatMap((field) =>
      field.kind === Kind.FIELD && (field.alias ?? field.name).value === alias && field.selectionSet !== undefined
        ? namesIn(field.selectionSet, { type, isThere: false })
        : [],
    );
  });
}

function namesIn(
  { selections }: SelectionSetNode,
  { type, isThere }: { readonly type: string; readonly isThere: boolean },
): readonly string[] {
  return selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return isThere ? each.name.value : [];
    if (each.kind === Kind.FRAGMENT_SPREAD) return [];
    const isNext = each.typeCondition === undefined ? isThere : each.typeCondition.name.value === type;
    return namesIn(each.selectionSet, { type, isThere: isNext });
  });
}
