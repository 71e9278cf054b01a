import { Kind, OperationTypeNode, parseType, visit } from "graphql";
import type {
  DocumentNode,
  FieldNode,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionSetNode,
  VariableDefinitionNode,
} from "graphql";
import { personType } from "./narrow.ts";

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;

const representations: VariableDefinitionNode = {
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: name("representations") },
  type: parseType("[_Any!]!"),
};

/** The one operation of a document that the engine made. @throws Error when there is none. */
export function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error("a subgraph document holds no operation");
  return operation;
}

/** The `_entities` field, when the operation asks for entities; else undefined: it asks at the root. */
export function entitiesFieldOf(operation: OperationDefinitionNode): FieldNode | undefined {
  const [field] = operation.selectionSet.selections;
  return field?.kind === Kind.FIELD && field.name.value === "_entities" ? field : undefined;
}

/**
 * `_entities` of persons, or of what belongs to persons, with one selection, declaring what the selection uses of
 * `declared`. A selection of fields alone is a person's; one of another type says so itself.
 */
export function toPersonsDocument(
  selectionSet: SelectionSetNode,
  declared: readonly VariableDefinitionNode[],
): DocumentNode {
  const entities: FieldNode = {
    kind: Kind.FIELD,
    name: name("_entities"),
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: name("representations"),
        value: { kind: Kind.VARIABLE, name: name("representations") },
      },
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: isTyped(selectionSet) ? selectionSet.selections : [onPerson(selectionSet)],
    },
  };
  const others = declared.filter((one) => one.variable.name.value !== "representations");
  return toOperationDocument({
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [representations, ...others],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [entities] },
  });
}

function isTyped({ selections }: SelectionSetNode): boolean {
  return selections.every(({ kind }) => kind === Kind.INLINE_FRAGMENT);
}

function onPerson(selectionSet: SelectionSetNode): InlineFragmentNode {
  const typeCondition = { kind: Kind.NAMED_TYPE, name: name(personType) } as const;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet };
}

/** A document of one operation, declaring only what its selection uses: a strict server refuses the rest. */
export function toOperationDocument(operation: OperationDefinitionNode): DocumentNode {
  const used = new Set<string>();
  visit(operation.selectionSet, {
    Variable(node) {
      used.add(node.name.value);
    },
  });
  const declared = operation.variableDefinitions ?? [];
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: operation.operation,
        variableDefinitions: declared.filter((definition) => used.has(definition.variable.name.value)),
        selectionSet: operation.selectionSet,
      },
    ],
  };
}
