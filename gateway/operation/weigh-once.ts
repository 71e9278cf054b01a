import { Kind, visit } from "graphql";
import type { FieldNode, OperationDefinitionNode } from "graphql";
import type { Reason } from "../errors.ts";
import type { FilledVariables } from "./executed.ts";
import type { Weights } from "./read-weights.ts";

/** What an operation weighs, and by which fields of the root it enters. */
export interface Weight {
  /** What is wrong with its pages. */
  readonly syy: Reason | undefined;
  /** Name of the root's type. */
  readonly root: string;
  readonly cost: number;
  /** Fields of the root that run. */
  readonly entries: readonly FieldNode[];
}

/** Weighs an operation with its variables. */
type WeighOperation = (definition: OperationDefinitionNode, variables: FilledVariables) => Weight;

/** Weighs each operation once for all variables, where its weight turns on none: on no condition and no size of a page. */
export function createWeighOnce({ fields }: Weights, weigh: WeighOperation): WeighOperation {
  const known = new WeakMap<OperationDefinitionNode, Weight | "turns">();
  const sizes = new Set(["first", "last"]);
  for (const { slicingArguments } of fields.values()) for (const { name } of slicingArguments) sizes.add(name);
  return (definition, variables) => {
    const found = known.get(definition);
    if (found !== undefined && found !== "turns") return found;
    const weight = weigh(definition, variables);
    if (found === undefined) known.set(definition, turnsOnVariables(definition, sizes) ? "turns" : weight);
    return weight;
  };
}

function turnsOnVariables({ selectionSet }: OperationDefinitionNode, sizes: ReadonlySet<string>): boolean {
  let turns = false;
  visit(selectionSet, {
    Directive: ({ arguments: given = [] }) => {
      turns ||= given.some(({ value }) => value.kind === Kind.VARIABLE);
      return false;
    },
    Argument({ name, value }) {
      turns ||= sizes.has(name.value) && value.kind !== Kind.INT;
    },
  });
  return turns;
}
