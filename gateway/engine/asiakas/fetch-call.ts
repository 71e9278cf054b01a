import { Kind, parse, visit } from "graphql";
import type { DocumentNode, FragmentDefinitionNode, SelectionNode, SelectionSetNode } from "graphql";
import type { EntityPart, FetchNode } from "./plan.ts";
import { withSelections } from "./with-selections.ts";

/** One operation for one subgraph, as every run of a plan sends it. */
export interface FetchCall {
  readonly subgraph: string;
  readonly operation: FetchOperation;
}

/** An operation as text or without named fragments: each is made when it is first read. */
export interface FetchOperation {
  readonly document: DocumentNode;
  readonly text?: string;
}

/** The call of a fetch, as the planner wrote it. */
export function toFetchCall({ subgraph, operation }: Pick<FetchNode, "subgraph" | "operation">): FetchCall {
  let document: DocumentNode | undefined;
  return {
    subgraph,
    operation: {
      text: operation,
      get document() {
        document ??= withoutFragments(parse(operation, { noLocation: true }));
        return document;
      },
    },
  };
}

/**
 * The calls of one fetch that asks several lists of entities, each by itself: `_entities` under its own name, with its
 * representations as `representations`, as a gate knows them.
 */
export function toSingleCalls({ subgraph, operation, entities }: FetchNode): readonly FetchCall[] {
  const whole = withoutFragments(parse(operation, { noLocation: true }));
  return entities.map((part) => ({ subgraph, operation: { document: toSingle(whole, part) } }));
}

function toSingle(document: DocumentNode, { alias, variable }: EntityPart): DocumentNode {
  const own = visit(document, {
    OperationDefinition: (node) => withSelections(node, onlyField(node.selectionSet, alias)),
  });
  return visit(own, {
    Variable: (node) =>
      node.name.value === variable ? { ...node, name: { ...node.name, value: "representations" } } : undefined,
  });
}

/** One field of a set, under its own name. */
function onlyField(set: SelectionSetNode, alias: string): SelectionSetNode {
  const own = set.selections.flatMap((each) => {
    if (each.kind !== Kind.FIELD || (each.alias ?? each.name).value !== alias) return [];
    const { alias: _, ...field } = each;
    return [field];
  });
  return { ...set, selections: own };
}

function withoutFragments(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  if (fragments.size === 0) return document;
  const inline = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.map(toPlain) });
  const toPlain = (selection: SelectionNode): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return toInline(selection.name.value, selection.directives ?? []);
    const { selectionSet } = selection;
    return selectionSet === undefined ? selection : { ...selection, selectionSet: inline(selectionSet) };
  };
  const toInline = (name: string, directives: SelectionNode["directives"]): SelectionNode => {
    const fragment = fragments.get(name);
    if (fragment === undefined) throw new Error("a plan's operation spreads a fragment that it does not hold");
    const { typeCondition, selectionSet } = fragment;
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition,
      directives: directives ?? [],
      selectionSet: inline(selectionSet),
    };
  };
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return {
    ...document,
    definitions: operations.map((each) => ({ ...each, selectionSet: inline(each.selectionSet) })),
  };
}
