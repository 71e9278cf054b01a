import { Kind, parse } from "graphql";
import type { VariableDefinitionNode } from "graphql";

/** Values that an example's variables can be given. */
export interface Known {
  readonly hetu: string | undefined;
  /** Id of the customer that is asked about. */
  readonly id: string | undefined;
  /** Values that the example itself gives. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** What goes beside an example in the editor. */
export interface ExampleVariables {
  /** JSON, each required variable in it. */
  readonly text: string;
  /** Names of those that the reader must fill in. */
  readonly missing: readonly string[];
}

/**
 * The required variables of an operation, filled where the value is known; optional ones are left out but for those
 * that the example gives.
 */
export function toExampleVariables(query: string, known: Known): ExampleVariables {
  const required = parse(query).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []).flatMap(toRequired) : [],
  );
  const values = required.map(
    ({ name, type }) => [name, known.given[name] ?? valueOf(name, type, known) ?? ""] as const,
  );
  return {
    text: JSON.stringify({ ...Object.fromEntries(values), ...known.given }, undefined, 2),
    missing: values.filter(([, value]) => value === "").map(([name]) => name),
  };
}

interface Required {
  readonly name: string;
  readonly type: string;
}

function toRequired({ variable, type }: VariableDefinitionNode): readonly Required[] {
  if (type.kind !== Kind.NON_NULL_TYPE || type.type.kind !== Kind.NAMED_TYPE) return [];
  return [{ name: variable.name.value, type: type.type.name.value }];
}

function valueOf(name: string, type: string, { hetu, id }: Known): string | undefined {
  if (type === "Hetu") return hetu;
  return type === "ID" && name === "id" ? id : undefined;
}
