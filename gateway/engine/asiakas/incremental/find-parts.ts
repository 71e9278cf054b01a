import { Kind, OperationTypeNode } from "graphql";
import type {
  FieldNode,
  FragmentSpreadNode,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { isExecuted } from "../../../is-executed.ts";
import { isDefer, withoutDefer } from "../../../operation/index.ts";
import type { Variables } from "../represent.ts";
import { withSelections } from "../with-selections.ts";

/** An operation by what is told when. */
export interface Parts {
  /** What is told first: all that stands in no deferred fragment. */
  readonly first: OperationDefinitionNode;
  readonly later: readonly LaterPart[];
}

/** What one deferred fragment asks. */
export interface LaterPart {
  readonly label: string | undefined;
  /** The way from the root to the fragment, and what it asks there. */
  readonly definition: OperationDefinitionNode;
  /** The selections of the objects that the fragment stands in: a null that may be none goes no further up. */
  readonly boundary: SelectionSetNode;
  /** Response keys that those objects have for the way only. */
  readonly reserved: readonly string[];
  /** Response keys from the root to those objects. */
  readonly keys: readonly string[];
  /** Which of `later` the fragment stands in; undefined in what is told first. */
  readonly within: number | undefined;
}

/**
 * Takes the deferred fragments of an operation in plain form apart. `conditions` decide `@skip`, `@include` and `@defer(if:)`;
 * what is left out of an answer is left out here.
 */
export function findParts(definition: OperationDefinitionNode, conditions: Variables): Parts {
  const later: LaterPart[] = [];
  const around = (set: SelectionSetNode): OperationDefinitionNode => withSelections(definition, set);
  const first = takeApart(definition.selectionSet, { later, conditions, around, keys: [], within: undefined });
  return { first: around(first), later };
}

/** Is any fragment of an operation deferred, under whatever condition. */
export function asksToDefer(set: SelectionSetNode): boolean {
  return set.selections.some((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined) return false;
    return (selection.directives ?? []).some(isDefer) || asksToDefer(selection.selectionSet);
  });
}

interface Place {
  readonly later: LaterPart[];
  readonly conditions: Variables;
  /** The whole operation with nothing in it but this set. */
  readonly around: (set: SelectionSetNode) => OperationDefinitionNode;
  readonly keys: readonly string[];
  readonly within: number | undefined;
}

/** Gives what is left of a set without its deferred fragments, which go to `later`. */
function takeApart(set: SelectionSetNode, place: Place): SelectionSetNode {
  const reserved = set.selections.filter(isReserved);
  const inPlace = (selection: SelectionNode): SelectionSetNode => toSet([...reserved, selection]);
  const selections = set.selections.flatMap((selection): readonly SelectionNode[] => {
    if (!isExecuted(selection, place.conditions)) return [];
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined) return [selection];
    const around: Place["around"] = (below) => place.around(inPlace(withSet(selection, below)));
    if (selection.kind === Kind.FIELD) {
      const keys = [...place.keys, keyOf(selection)];
      return [withSet(selection, takeApart(selection.selectionSet, { ...place, around, keys }))];
    }
    const label = labelOf(selection, place.conditions);
    if (label === undefined) return [withSet(selection, takeApart(selection.selectionSet, { ...place, around }))];
    // Before those inside it, which are told after it.
    const at = place.later.push(unfinished) - 1;
    const own = takeApart(selection.selectionSet, { ...place, around, within: at });
    const boundary = inPlace(withSet(selection, own));
    const { keys, within } = place;
    const definition = place.around(boundary);
    place.later[at] = { ...label, definition, boundary, reserved: reserved.map(keyOf), keys, within };
    return [];
  });
  return toSet(selections);
}

const unfinished: LaterPart = {
  label: undefined,
  definition: { kind: Kind.OPERATION_DEFINITION, operation: OperationTypeNode.QUERY, selectionSet: toSet([]) },
  boundary: toSet([]),
  reserved: [],
  keys: [],
  within: undefined,
};

function toSet(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

function withSet(node: Exclude<SelectionNode, FragmentSpreadNode>, selectionSet: SelectionSetNode): SelectionNode {
  return { ...node, directives: withoutDefer(node.directives), selectionSet };
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** Who an object is, by fields of no client's: a part tells it once more. */
function isReserved(selection: SelectionNode): selection is FieldNode {
  return selection.kind === Kind.FIELD && selection.alias?.value.startsWith("__") === true;
}

/** The label of a deferred fragment, if it has one; undefined of a fragment that is not deferred. */
function labelOf({ directives = [] }: InlineFragmentNode, conditions: Variables): Pick<LaterPart, "label"> | undefined {
  const given = directives.find(isDefer)?.arguments;
  if (given === undefined) return undefined;
  const [label, condition] = ["label", "if"].map((name) => given.find((each) => each.name.value === name)?.value);
  if (condition?.kind === Kind.BOOLEAN && !condition.value) return undefined;
  if (condition?.kind === Kind.VARIABLE && conditions[condition.name.value] === false) return undefined;
  return { label: label?.kind === Kind.STRING ? label.value : undefined };
}
