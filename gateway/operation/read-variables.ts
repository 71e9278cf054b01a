import { getVariableValues, Kind } from "graphql";
import type { GraphQLSchema, TypeNode, VariableDefinitionNode } from "graphql";
import type { GraphError, Reason } from "../errors.ts";
import { findValueFault } from "./check-texts.ts";
import { defaultLimits } from "./limits.ts";
import type { OperationLimits } from "./limits.ts";
import type { Operation } from "./parse-operation.ts";

/** Variables that fit the operation, or why they don't. */
export type VariablesResult =
  | { readonly ok: true; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: readonly GraphError[] };

/** Says why a value of a scalar can't be used, as a constant text; undefined when it can. */
export type ScalarChecks = Readonly<Record<string, ScalarCheck>>;

type ScalarCheck = (value: unknown) => Reason | undefined;

/** What variables are checked by. */
export interface VariablesOptions {
  readonly schema: GraphQLSchema;
  readonly checks: ScalarChecks;
  readonly limits?: Pick<OperationLimits, "maxText" | "maxList">;
}

/**
 * Checks the variables against the operation's declarations. graphql-js quotes the offending value,
 * which may be an identity code: only the variable's name and the reason are told.
 */
export function readVariables(
  operation: Operation,
  given: Readonly<Record<string, unknown>>,
  { schema, checks, limits = defaultLimits }: VariablesOptions,
): VariablesResult {
  const declared = operation.definition.variableDefinitions ?? [];
  const isDeclared = (name: string): boolean => declared.some(({ variable }) => variable.name.value === name);
  if (!Object.keys(given).every(isDeclared)) return refuse(undeclared);
  for (const definition of declared) {
    const name = definition.variable.name.value;
    const fault = findValueFault(given[name], limits);
    if (fault !== undefined) return refuse(toRefused(name, fault));
    if (!fits(definition, given, schema)) return refuse(toMisfit(name));
    const check = checks[namedType(definition.type)];
    const reason = check === undefined ? undefined : findReason(given[name], check);
    if (reason !== undefined) return refuse(toRefused(name, reason));
  }
  return { ok: true, variables: given };
}

function fits(
  definition: VariableDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): boolean {
  const value = given[definition.variable.name.value];
  if (isPlainText(definition.type, value)) return true;
  return getVariableValues(schema, [definition], given, { maxErrors: 1 }).errors === undefined;
}

/** Is a value surely one of a type: of the commonest, told without graphql-js, which would say the same. */
export function isPlainText(type: TypeNode, value: unknown): boolean {
  const inner = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  if (typeof value !== "string" || inner.kind !== Kind.NAMED_TYPE) return false;
  return inner.name.value === "ID" || inner.name.value === "String";
}

/** Of a list, the first item's that can't be used. */
function findReason(value: unknown, check: ScalarCheck): Reason | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return check(value);
  for (const item of value) {
    const reason = findReason(item, check);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

const undeclared: Reason = {
  fi: "muuttujissa on sellainen, jota kysely ei esittele",
  sv: "bland variablerna finns en som frågan inte deklarerar",
  en: "the variables hold one that the query does not declare",
};

function toMisfit(name: string): Reason {
  return {
    fi: `muuttuja $${name} puuttuu tai on väärää tyyppiä`,
    sv: `variabeln $${name} saknas eller är av fel typ`,
    en: `the variable $${name} is missing or of a wrong type`,
  };
}

function toRefused(name: string, reason: Reason): Reason {
  const { fi, sv, en } = typeof reason === "string" ? { fi: reason, sv: reason, en: reason } : reason;
  return { fi: `muuttuja $${name}: ${fi}`, sv: `variabeln $${name}: ${sv}`, en: `the variable $${name}: ${en}` };
}

function refuse(syy: Reason): Extract<VariablesResult, { ok: false }> {
  return { ok: false, errors: [{ code: "BAD_USER_INPUT", parameters: { syy } }] };
}
