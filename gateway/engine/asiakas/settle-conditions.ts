import { Kind, OperationTypeNode, visit } from "graphql";
import type {
  DirectiveNode,
  DocumentNode,
  FieldNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import type { Operation } from "../../operation/index.ts";
import type { Variables } from "./represent.ts";
import { simplify } from "./simplify.ts";
import { toConditionKey } from "./split-operation.ts";
import { withSelections } from "./with-selections.ts";

/** Decides conditions before planning. */
export interface SettleConditions {
  /** Gives the operation that is to run, as it is where nothing has to be decided before it is planned. */
  settle(operation: Operation, conditions: readonly string[], variables: Variables): Operation;
  /** From now on its conditions are decided: with them, no planner has a plan of it. */
  insist(operation: Operation): void;
}

/** How many combinations of one operation's conditions are kept. */
const maxSettled = 32;

/**
 * Decides `@skip` and `@include` before an operation is planned, where a planner that sees them does wrong. Of a mutation:
 * each of its fields is done once, in the client's order; a planner may do a field twice that stands under two conditions,
 * or in another order. Where a field that is computed of others (`@requires`) stands under one: a planner asks what it
 * requires under that condition only, and demands it of each representation of a fetch that asks others beside it.
 * And of whatever else planners have no plan with its conditions. `isComputed` tells names of fields that are computed.
 */
export function createSettleConditions(
  schema: GraphQLSchema,
  isComputed: (field: string) => boolean,
): SettleConditions {
  const settled = new WeakMap<DocumentNode, Map<string, Operation>>();
  const hasToBeDecided = new WeakMap<DocumentNode, boolean>();
  const hasToBeSettled = ({ document, definition }: Operation, conditions: readonly string[]): boolean => {
    const { operation, selectionSet } = definition;
    if (operation === OperationTypeNode.MUTATION) return conditions.length > 0 || hasFragment(selectionSet);
    if (conditions.length === 0 || operation === OperationTypeNode.SUBSCRIPTION) return false;
    const known = hasToBeDecided.get(document) ?? hasComputed(selectionSet, { isConditioned: false, isComputed });
    hasToBeDecided.set(document, known);
    return known;
  };
  return {
    settle(operation, conditions, variables) {
      if (!hasToBeSettled(operation, conditions)) return operation;
      const own = settled.get(operation.document) ?? new Map<string, Operation>();
      settled.set(operation.document, own);
      const key = toConditionKey(conditions, variables);
      const made = own.get(key) ?? decide(operation, variables, schema);
      if (own.size >= maxSettled) own.clear();
      own.set(key, made);
      return made;
    },
    insist: ({ document }) => void hasToBeDecided.set(document, true),
  };
}

/** Of a mutation's own: two of them may ask one field, which is done once all the same. */
function hasFragment({ selections }: SelectionSetNode): boolean {
  return selections.some(({ kind }) => kind !== Kind.FIELD);
}

interface Within {
  /** Does a variable decide whether what stands here is asked. */
  readonly isConditioned: boolean;
  readonly isComputed: (field: string) => boolean;
}

/** Does a field that is computed of others stand under a condition of a variable. */
function hasComputed({ selections }: SelectionSetNode, { isConditioned, isComputed }: Within): boolean {
  return selections.some((selection) => {
    const own = isConditioned || (selection.directives ?? []).some(hasVariable);
    if (own && selection.kind === Kind.FIELD && isComputed(selection.name.value)) return true;
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined) return false;
    return hasComputed(selection.selectionSet, { isConditioned: own, isComputed });
  });
}

function hasVariable({ arguments: given = [] }: DirectiveNode): boolean {
  return given.some(({ value }) => value.kind === Kind.VARIABLE);
}

function decide(operation: Operation, variables: Variables, schema: GraphQLSchema): Operation {
  const decided: OperationDefinitionNode = visit(operation.definition, {
    Directive: (node) =>
      visit(node, {
        Variable: ({ name }) => ({ kind: Kind.BOOLEAN, value: variables[name.value] === true }),
      }),
  });
  const root = schema.getRootType(decided.operation);
  if (root === undefined || root === null) return operation;
  const { selections } = simplify(decided.selectionSet, root, schema);
  const isMutation = decided.operation === OperationTypeNode.MUTATION;
  const selectionSet: SelectionSetNode = {
    kind: Kind.SELECTION_SET,
    selections: isMutation ? onceEach(selections) : selections,
  };
  const definition = withSelections(decided, selectionSet);
  return { ...operation, definition, document: { kind: Kind.DOCUMENT, definitions: [definition] } };
}

/** Each response key once, where it stands first, with all that is asked of it. */
function onceEach(selections: readonly SelectionNode[]): readonly SelectionNode[] {
  const fields = new Map<string, FieldNode>();
  for (const selection of selections) {
    // The root's own fields only: simplified, a root's fragments are written in place.
    if (selection.kind !== Kind.FIELD) return selections;
    const key = (selection.alias ?? selection.name).value;
    const known = fields.get(key);
    fields.set(key, known === undefined ? selection : joined(known, selection));
  }
  return [...fields.values()];
}

function joined(one: FieldNode, { selectionSet }: FieldNode): FieldNode {
  if (one.selectionSet === undefined || selectionSet === undefined) return one;
  const selections = [...one.selectionSet.selections, ...selectionSet.selections];
  return { ...one, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}
