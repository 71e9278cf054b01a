import { Kind, print, valueFromAST, typeFromAST, isInputType, visit } from "graphql";
import type {
  DocumentNode,
  FieldNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { withoutDefer } from "../../operation/index.ts";
import type { Operation } from "../../operation/index.ts";
import type { PlanKeys } from "./plan-keys.ts";
import { simplify } from "./simplify.ts";
import type { AskMore } from "./ask-more.ts";
import type { Variables } from "./represent.ts";
import { withSelections } from "./with-selections.ts";

/** The parts of an operation by who answers them. */
export interface SplitOperation {
  /** What subgraphs answer, as the planner takes it; undefined when nothing of them is asked. */
  readonly planned: string | undefined;
  /** What the public schema answers; undefined when it is not asked. */
  readonly introspection: DocumentNode | undefined;
  /** Names of the variables that `@skip`, `@include` and `@defer` turn on. */
  readonly conditions: readonly string[];
  /** Values of the variables that have one where none is given. */
  readonly defaults: Variables;
}

/** What splitting an operation depends on. */
export interface SplitKit {
  /** The public schema. */
  readonly schema: GraphQLSchema;
  /** Adds what the answer's writer needs to know of types. */
  readonly askMore: AskMore;
  readonly planKeys: PlanKeys;
}

/** Splits an operation in its plain form. */
export function splitOperation(operation: Operation, { schema, askMore, planKeys }: SplitKit): SplitOperation {
  const { definition } = operation;
  const root = schema.getRootType(definition.operation);
  // Only an operation that was validated is split: it has a root.
  if (root === undefined || root === null) throw new Error("an operation to split has no root type");
  // What is asked of introspection stays as it is: graphql-js takes it so.
  const ofSchema = onlyRoot(definition.selectionSet, isOfSchema);
  const simple = simplify(definition.selectionSet, root, schema);
  const ofSubgraphs = onlyRoot(simple, (each) => !isOfSchema(each) && !isTypename(each));
  const toPlan = { kind: Kind.SELECTION_SET, selections: ofSubgraphs } as const;
  return {
    planned: ofSubgraphs.length === 0 ? undefined : print(toPart(operation, planKeys.rename(askMore(toPlan, root)))),
    introspection:
      ofSchema.length === 0 ? undefined : toPart(operation, { kind: Kind.SELECTION_SET, selections: ofSchema }),
    conditions: conditionsOf(definition),
    defaults: defaultsOf(definition, schema),
  };
}

/** Names one combination of the values of conditions. */
export function toConditionKey(conditions: SplitOperation["conditions"], variables: Variables): string {
  return conditions.map((name) => (variables[name] === true ? "1" : "0")).join("");
}

const schemaFields: ReadonlySet<string> = new Set(["__schema", "__type"]);

/** The selections of a root, those in its fragments among them, whose fields are of one kind. */
function onlyRoot({ selections }: SelectionSetNode, isKept: (field: FieldNode) => boolean): readonly SelectionNode[] {
  return selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return isKept(selection) ? [selection] : [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    const below = onlyRoot(selection.selectionSet, isKept);
    if (below.length === 0) return [];
    const directives = withoutDefer(selection.directives);
    return [{ ...selection, directives, selectionSet: { kind: Kind.SELECTION_SET, selections: below } }];
  });
}

function isOfSchema({ name }: FieldNode): boolean {
  return schemaFields.has(name.value);
}

function isTypename({ name }: FieldNode): boolean {
  return name.value === "__typename";
}

function toPart({ definition }: Operation, selectionSet: SelectionSetNode): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [withSelections(definition, selectionSet)] };
}

const conditionals: ReadonlySet<string> = new Set(["skip", "include", "defer"]);

function conditionsOf(definition: OperationDefinitionNode): readonly string[] {
  const names = new Set<string>();
  visit(definition, {
    Directive({ name, arguments: given }) {
      if (!conditionals.has(name.value)) return;
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
