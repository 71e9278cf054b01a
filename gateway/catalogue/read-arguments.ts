import { valueFromASTUntyped } from "graphql";
import type { ConstDirectiveNode } from "graphql";

/** Arguments of a directive as plain values; enum values are strings. Their types are not checked. */
export function readArguments(directive: ConstDirectiveNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}
