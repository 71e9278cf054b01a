import { Kind } from "graphql";
import type { DocumentNode, SelectionNode, SelectionSetNode } from "graphql";
import { toCondition } from "./plan.ts";
import type { FieldRequirement, PathStep, Requirement } from "./plan.ts";

/** The response keys of a path. */
export function keysOfPath(path: readonly PathStep[]): readonly string[] {
  return path.flatMap((step) => ("key" in step ? step.key : []));
}

/** Does an operation without named fragments ask a field at a path of response keys, where only these conditions are sure. */
export function selectsPath(
  { definitions }: DocumentNode,
  path: readonly string[],
  sure: readonly string[] = [],
): boolean {
  return definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION && hasPath(each.selectionSet, path, sure));
}

function hasPath({ selections }: SelectionSetNode, path: readonly string[], sure: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  return selections.some((each) => {
    if (each.kind === Kind.FRAGMENT_SPREAD || !conditionsOf(each).every((condition) => sure.includes(condition))) {
      return false;
    }
    if (each.kind === Kind.INLINE_FRAGMENT) return hasPath(each.selectionSet, path, sure);
    if ((each.alias ?? each.name).value !== key) return false;
    return rest.length === 0 || (each.selectionSet !== undefined && hasPath(each.selectionSet, rest, sure));
  });
}

/** Values of variables that `@skip` and `@include` ask for. */
function conditionsOf({ directives = [] }: SelectionNode): readonly string[] {
  return directives.flatMap(({ name, arguments: given = [] }) => {
    const value = given.find((each) => each.name.value === "if")?.value;
    return value?.kind === Kind.VARIABLE ? toCondition(value.name.value, name.value === "include") : [];
  });
}

/** A field that is asked of the objects of a type. */
export interface AddedField {
  readonly type: string;
  readonly field: FieldRequirement;
}

/** The same operation, which asks one more field of the objects at a path of response keys. */
export function withSelectionAt(document: DocumentNode, path: readonly string[], added: AddedField): DocumentNode {
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

function toFragment({ type, field }: AddedField): SelectionNode {
  const selections = [toField("__typename", []), toField(field.key, field.below)];
  const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } } as const;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function toField(name: string, below: readonly Requirement[]): SelectionNode {
  const selections = below.flatMap((each) => (each.kind === "field" ? toField(each.key, each.below) : []));
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(selections.length === 0 ? {} : { selectionSet }),
  };
}
