import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective } from "graphql";
import type { SelectionNode } from "graphql";

/**
 * Does a selection run with these variables, into which the operation's defaults are filled: what `@skip` and `@include` say of
 * it. @throws GraphQLError for a condition that has no value.
 */
export function isExecuted(selection: SelectionNode, variables: { readonly [name: string]: unknown }): boolean {
  // Most have no directive, and looking for two costs more than looking at none.
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.["if"] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.["if"] !== false;
}
