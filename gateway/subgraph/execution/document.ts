import { Kind, OperationTypeNode } from "graphql";
import type {
  DirectiveNode,
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";

/** What of a document is the same in every run. */
export interface ReadDocument {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Names of the variables that `@skip` and `@include` turn on. */
  readonly conditions: readonly string[];
}

/**
 * Reads a document of one query or mutation; undefined for any other, and for one that asks the schema of itself: those
 * are rare, and left to graphql-js.
 */
export function readDocument({ definitions }: DocumentNode): ReadDocument | undefined {
  const operations: OperationDefinitionNode[] = [];
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const each of definitions) {
    if (each.kind === Kind.OPERATION_DEFINITION) operations.push(each);
    else if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  }
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) return undefined;
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
  const found: Found = { conditions: new Set(), asksSchema: false };
  look(operation.selectionSet, found);
  for (const name of Object.keys(fragments)) {
    const fragment = fragments[name];
    if (fragment !== undefined) look(fragment.selectionSet, found);
  }
  return found.asksSchema ? undefined : { operation, fragments, conditions: [...found.conditions] };
}

interface Found {
  readonly conditions: Set<string>;
  asksSchema: boolean;
}

function look({ selections }: SelectionSetNode, found: Found): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const { value } = selection.name;
      if (value === "__schema" || value === "__type") found.asksSchema = true;
    }
    for (const directive of selection.directives ?? []) lookAtCondition(directive, found);
    if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet !== undefined) {
      look(selection.selectionSet, found);
    }
  }
}

function lookAtCondition({ name, arguments: given = [] }: DirectiveNode, { conditions }: Found): void {
  if (name.value !== "skip" && name.value !== "include") return;
  for (const { value } of given) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
}
