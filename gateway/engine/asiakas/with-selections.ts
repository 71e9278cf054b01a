import { visit } from "graphql";
import type { OperationDefinitionNode, SelectionSetNode } from "graphql";

/** The same operation with other selections: it declares only the variables that it still uses. */
export function withSelections(
  operation: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
): OperationDefinitionNode {
  const own: OperationDefinitionNode = { ...operation, selectionSet };
  const used = new Set<string>();
  visit(own, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  const { variableDefinitions = [] } = own;
  return { ...own, variableDefinitions: variableDefinitions.filter(({ variable }) => used.has(variable.name.value)) };
}
