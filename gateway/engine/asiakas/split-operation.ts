import { Kind, valueFromAST, typeFromAST, isInputType, visit } from "graphql";
import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode, SelectionNode } from "graphql";
import type { Operation } from "../../operation/index.ts";
import type { PlanKeys } from "./plan-keys.ts";
import { simplify } from "./simplify.ts";
import type { AskTypenames } from "./ask-typenames.ts";
import type { Variables } from "./represent.ts";

/** The parts of an operation by who answers them. */
export interface SplitOperation {
  /** What subgraphs answer; undefined when nothing of them is asked. */
  readonly planned: Operation | undefined;
  /** What the public schema answers; undefined when it is not asked. */
  readonly introspection: DocumentNode | undefined;
  /** Names of the variables that `@skip` and `@include` turn on. */
  readonly conditions: readonly string[];
  /** Values of the variables that have one where none is given. */
  readonly defaults: Variables;
}

/** What splitting an operation depends on. */
export interface SplitKit {
  /** The public schema. */
  readonly schema: GraphQLSchema;
  /** Adds what the answer's writer needs to know of types. */
  readonly askTypenames: AskTypenames;
  readonly planKeys: PlanKeys;
}

/** Splits an operation in its plain form. */
export function splitOperation(operation: Operation, { schema, askTypenames, planKeys }: SplitKit): SplitOperation {
  const { definition } = operation;
  const root = schema.getRootType(definition.operation);
  const ofSchema = definition.selectionSet.selections.filter(isOfSchema);
  const ofSubgraphs = toPlan(definition, schema).filter((each) => !isOfSchema(each) && !isTypename(each));
  return {
    planned:
      ofSubgraphs.length === 0
        ? undefined
        : withSelections(
            operation,
            root === undefined || root === null
              ? ofSubgraphs
              : planKeys.rename(askTypenames({ kind: Kind.SELECTION_SET, selections: ofSubgraphs }, root)).selections,
          ),
    introspection: ofSchema.length === 0 ? undefined : withSelections(operation, ofSchema).document,
    conditions: conditionsOf(definition),
    defaults: defaultsOf(definition, schema),
  };
}

/** What is asked of introspection stays as it is: graphql-js takes it so. */
function toPlan(definition: OperationDefinitionNode, schema: GraphQLSchema): readonly SelectionNode[] {
  const root = schema.getRootType(definition.operation);
  if (root === undefined || root === null) return definition.selectionSet.selections;
  return simplify(definition.selectionSet, root, schema).selections;
}

const schemaFields: ReadonlySet<string> = new Set(["__schema", "__type"]);

function isOfSchema(selection: SelectionNode): selection is FieldNode {
  return selection.kind === Kind.FIELD && schemaFields.has(selection.name.value);
}

function isTypename(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD && selection.name.value === "__typename";
}

function withSelections(operation: Operation, selections: readonly SelectionNode[]): Operation {
  const { definition } = operation;
  const all = definition.selectionSet.selections;
  if (selections.length === all.length && selections.every((each, at) => each === all[at])) return operation;
  const own: OperationDefinitionNode = { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  const used = new Set<string>();
  visit(own, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void used.add(name.value),
  });
  const variableDefinitions = (own.variableDefinitions ?? []).filter((each) => used.has(each.variable.name.value));
  const part = { ...own, variableDefinitions };
  return { ...operation, definition: part, document: { kind: Kind.DOCUMENT, definitions: [part] } };
}

function conditionsOf(definition: OperationDefinitionNode): readonly string[] {
  const names = new Set<string>();
  visit(definition, {
    Directive({ name, arguments: given }) {
      if (name.value !== "skip" && name.value !== "include") return;
      const value = given?.find((each) => each.name.value === "if")?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode, schema: GraphQLSchema): Variables {
  const defaults: Record<string, unknown> = {};
  for (const { variable, type, defaultValue } of variableDefinitions) {
    const inputType = typeFromAST(schema, type);
    if (defaultValue !== undefined && isInputType(inputType)) {
      defaults[variable.name.value] = valueFromAST(defaultValue, inputType);
    }
  }
  return defaults;
}
