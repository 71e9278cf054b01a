import { Kind, parse, print, visit } from "graphql";
import type { DocumentNode, FragmentDefinitionNode, SelectionNode, SelectionSetNode } from "graphql";
import type { FetchNode } from "./plan.ts";

/** One operation for one subgraph, as every run of a plan sends it. */
export interface FetchCall {
  readonly subgraph: string;
  /** As the planner wrote it. */
  readonly text: string;
  /** The same without named fragments. Made when it is first read. */
  readonly document: DocumentNode;
  readonly isMutation: boolean;
}

/** The call of a fetch. Its operation has no name: a subgraph's log would tell the client's. */
export function toFetchCall({ subgraph, operation, isMutation }: Pick<FetchNode, "subgraph" | "operation" | "isMutation">): FetchCall {
  let document: DocumentNode | undefined;
  return {
    subgraph,
    text: operation,
    isMutation,
    get document() {
      document ??= withoutFragments(parse(operation, { noLocation: true }));
      return document;
    },
  };
}

/**
 * The calls of one fetch that asks several lists of entities, each by itself: `_entities` under its own name, with its
 * representations as `representations`, as a gate or a subgraph that takes one list knows them.
 */
export function toSingleCalls(node: FetchNode): readonly FetchCall[] {
  const whole = withoutFragments(parse(node.operation, { noLocation: true }));
  return node.entities.map(({ alias, variable }) => {
    const own = visit(whole, {
      [Kind.OPERATION_DEFINITION]: (operation) => ({
        ...operation,
        variableDefinitions: (operation.variableDefinitions ?? []).filter(
          (each) =>
            each.variable.name.value === variable ||
            !node.entities.some((other) => other.variable === each.variable.name.value),
        ),
        selectionSet: {
          ...operation.selectionSet,
          selections: operation.selectionSet.selections
            .filter((each) => each.kind === Kind.FIELD && (each.alias ?? each.name).value === alias)
            .map((each) => ({ ...each, alias: undefined })),
        },
      }),
    });
    const renamed = visit(own, {
      [Kind.VARIABLE]: (each) =>
        each.name.value === variable ? { ...each, name: { ...each.name, value: "representations" } } : undefined,
    });
    const used = withUsedVariables(renamed);
    return { subgraph: node.subgraph, text: print(used), document: used, isMutation: false };
  });
}

function withUsedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void used.add(name.value),
  });
  return visit(document, {
    [Kind.VARIABLE_DEFINITION]: (each) => (used.has(each.variable.name.value) ? undefined : null),
  });
}

function withoutFragments(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  if (fragments.size === 0) return document;
  const inline = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.map(toPlain) });
  const toPlain = (selection: SelectionNode): SelectionNode => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) {
      return selection.selectionSet === undefined
        ? selection
        : { ...selection, selectionSet: inline(selection.selectionSet) };
    }
    const fragment = fragments.get(selection.name.value);
    if (fragment === undefined) throw new Error("a plan's operation spreads a fragment that it does not hold");
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      directives: selection.directives ?? [],
      selectionSet: inline(fragment.selectionSet),
    };
  };
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return {
    ...document,
    definitions: operations.map((each) => ({ ...each, selectionSet: inline(each.selectionSet) })),
  };
}
