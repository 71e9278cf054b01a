import { valueFromASTUntyped } from "graphql";
import type { ConstDirectiveNode } from "graphql";

/** Number of the data item that a field carries by `@tieto(id:)`, where the schema's text keeps the mark. */
export function itemOf(field: {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}): number | undefined {
  const mark = field.astNode?.directives?.find(({ name }) => name.value === "tieto");
  const id = mark?.arguments?.find(({ name }) => name.value === "id");
  const value = id === undefined ? undefined : valueFromASTUntyped(id.value);
  return typeof value === "number" ? value : undefined;
}
