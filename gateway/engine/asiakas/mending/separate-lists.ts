import { isDeepStrictEqual } from "node:util";
import { Kind, parse, parseType, print, visit } from "graphql";
import type { ArgumentNode, DocumentNode, NameNode, VariableDefinitionNode, VariableNode } from "graphql";
import { mapFetches } from "../plan.ts";
import type { EntityPart, FetchNode, PlanNode } from "../plan.ts";

/**
 * Gives each list of entities that has representations of its own a variable of its own. The native planner lets two lists of
 * equal representations share one; where a requirement has been mended, they may not be equal any more.
 */
export function separateLists(plan: PlanNode): PlanNode {
  return mapFetches(plan, separate);
}

function separate(node: FetchNode): FetchNode {
  const first = new Map<string, EntityPart>();
  const renamed = new Map<string, string>();
  const entities = node.entities.map((part) => {
    const sharer = first.get(part.variable);
    if (sharer === undefined) first.set(part.variable, part);
    if (sharer === undefined || isRepresentedAlike(sharer, part)) return part;
    const variable = `${part.variable}${part.alias}`;
    renamed.set(part.alias, variable);
    return { ...part, variable };
  });
  if (renamed.size === 0) return node;
  const document = withVariables(parse(node.operation, { noLocation: true }), renamed);
  return { ...node, entities, operation: print(document) };
}

function isRepresentedAlike(one: EntityPart, other: EntityPart): boolean {
  return isDeepStrictEqual(representedBy(one), representedBy(other));
}

function representedBy({ paths, requires, inputRewrites }: EntityPart): readonly unknown[] {
  return [paths, requires, inputRewrites];
}

/** `renamed`: names of variables by the response keys of the lists that are given them. */
function withVariables(document: DocumentNode, renamed: ReadonlyMap<string, string>): DocumentNode {
  return visit(document, {
    OperationDefinition(operation) {
      const selections = operation.selectionSet.selections.map((list) => {
        const name = list.kind === Kind.FIELD ? renamed.get((list.alias ?? list.name).value) : undefined;
        return name === undefined ? list : { ...list, arguments: [toListArgument(name)] };
      });
      return {
        ...operation,
        variableDefinitions: [...(operation.variableDefinitions ?? []), ...[...renamed.values()].map(toListDefinition)],
        selectionSet: { ...operation.selectionSet, selections },
      };
    },
  });
}

/** The argument of a list of entities. */
export function toListArgument(variable: string): ArgumentNode {
  return { kind: Kind.ARGUMENT, name: toName("representations"), value: toVariable(variable) };
}

/** How an operation declares the variable of a list of entities. */
export function toListDefinition(variable: string): VariableDefinitionNode {
  return { kind: Kind.VARIABLE_DEFINITION, variable: toVariable(variable), type: parseType("[_Any!]!") };
}

function toVariable(name: string): VariableNode {
  return { kind: Kind.VARIABLE, name: toName(name) };
}

function toName(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
