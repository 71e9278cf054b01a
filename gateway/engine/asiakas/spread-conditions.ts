import { Kind, print } from "graphql";
import type { DirectiveNode, SelectionNode } from "graphql";

/**
 * Writes the conditions of fragments at the root of a mutation on each of their fields: a planner puts the fields of one
 * fragment that several subgraphs answer in an order of its own, and mutations have the client's. Takes simplified
 * selections, whose fragments at the root have no type condition.
 */
export function spreadConditions(
  selections: readonly SelectionNode[],
  above: readonly DirectiveNode[] = [],
): readonly SelectionNode[] {
  return selections.flatMap((selection) => {
    const directives = joined(above, selection.directives ?? []);
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [withConditions(selection, directives)];
    return selection.typeCondition === undefined
      ? spreadConditions(selection.selectionSet.selections, directives)
      : [withConditions(selection, directives)];
  });
}

/** Each condition once. */
function joined(above: readonly DirectiveNode[], own: readonly DirectiveNode[]): readonly DirectiveNode[] {
  const known = new Set(above.map((each) => print(each)));
  return [...above, ...own.filter((each) => !known.has(print(each)))];
}

/** No directive may stand twice at one place: what is more stands around it. */
function withConditions(selection: SelectionNode, directives: readonly DirectiveNode[]): SelectionNode {
  const names = directives.map(({ name }) => name.value);
  const own = directives.filter((_, at) => names.lastIndexOf(names[at] ?? "") === at);
  const more = directives.filter((each) => !own.includes(each));
  const inner: SelectionNode = { ...selection, directives: own };
  if (more.length === 0) return inner;
  const fragment: SelectionNode = {
    kind: Kind.INLINE_FRAGMENT,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] },
  };
  return withConditions(fragment, more);
}
