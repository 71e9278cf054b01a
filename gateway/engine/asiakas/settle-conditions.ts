import { Kind, OperationTypeNode, visit } from "graphql";
import type {
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

/** Gives the mutation that is to run; any other operation as it is. */
export type SettleConditions = (operation: Operation, conditions: readonly string[], variables: Variables) => Operation;

/** How many combinations of one mutation's conditions are kept. */
const maxSettled = 32;

/**
 * Decides `@skip` and `@include` of a mutation before it is planned: each of its fields is done once, in the client's order,
 * and a planner that sees conditions may do a field twice that stands under two of them, or in another order.
 */
export function createSettleConditions(schema: GraphQLSchema): SettleConditions {
  const settled = new WeakMap<DocumentNode, Map<string, Operation>>();
  return (operation, conditions, variables) => {
    if (operation.definition.operation !== OperationTypeNode.MUTATION) return operation;
    if (conditions.length === 0 && !hasFragment(operation.definition.selectionSet)) return operation;
    const own = settled.get(operation.document) ?? new Map<string, Operation>();
    settled.set(operation.document, own);
    const key = toConditionKey(conditions, variables);
    const made = own.get(key) ?? settle(operation, variables, schema);
    if (own.size >= maxSettled) own.clear();
    own.set(key, made);
    return made;
  };
}

/** Of a mutation's own: two of them may ask one field, which is done once all the same. */
function hasFragment({ selections }: SelectionSetNode): boolean {
  return selections.some(({ kind }) => kind !== Kind.FIELD);
}

function settle(operation: Operation, variables: Variables, schema: GraphQLSchema): Operation {
  const decided: OperationDefinitionNode = visit(operation.definition, {
    Directive: (node) =>
      visit(node, {
        Variable: ({ name }) => ({ kind: Kind.BOOLEAN, value: variables[name.value] === true }),
      }),
  });
  const root = schema.getMutationType();
  if (root === undefined || root === null) return operation;
  const { selections } = simplify(decided.selectionSet, root, schema);
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: onceEach(selections) };
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
