import { getVariableValues, Kind } from "graphql";
import type { GraphQLSchema, TypeNode } from "graphql";
import type { GraphError } from "../errors.ts";
import type { Operation } from "./parse-operation.ts";

/** Variables that fit the operation, or why they don't. */
export type VariablesResult =
  | { readonly ok: true; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: readonly GraphError[] };

/** Says why a value of a scalar can't be used, as a constant text; undefined when it can. */
export type ScalarChecks = Readonly<Record<string, (value: unknown) => string | undefined>>;

/**
 * Checks the variables against the operation's declarations. graphql-js quotes the offending value,
 * which may be an identity code: only the variable's name and the reason are told.
 */
export function readVariables(
  operation: Operation,
  given: Readonly<Record<string, unknown>>,
  { schema, checks }: { readonly schema: GraphQLSchema; readonly checks: ScalarChecks },
): VariablesResult {
  const declared = operation.definition.variableDefinitions ?? [];
  const names = new Set(declared.map((definition) => definition.variable.name.value));
  if (Object.keys(given).some((name) => !names.has(name))) {
    return refuse("muuttujissa on sellainen, jota kysely ei esittele");
  }
  for (const definition of declared) {
    const name = definition.variable.name.value;
    const { errors } = getVariableValues(schema, [definition], given, { maxErrors: 1 });
    if (errors !== undefined) return refuse(`muuttuja $${name} puuttuu tai on väärää tyyppiä`);
    const value = given[name];
    const reason = value === undefined || value === null ? undefined : checks[namedType(definition.type)]?.(value);
    if (reason !== undefined) return refuse(`muuttuja $${name}: ${reason}`);
  }
  return { ok: true, variables: given };
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function refuse(syy: string): Extract<VariablesResult, { ok: false }> {
  return { ok: false, errors: [{ code: "BAD_USER_INPUT", parameters: { syy } }] };
}
