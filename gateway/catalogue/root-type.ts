import { OperationTypeNode } from "graphql";
import type { OperationDefinitionNode } from "graphql";

/** Name of the type that an operation begins at; the graph has no subscriptions. */
export function rootTypeOf({ operation }: Pick<OperationDefinitionNode, "operation">): "Query" | "Mutation" {
  return operation === OperationTypeNode.MUTATION ? "Mutation" : "Query";
}
