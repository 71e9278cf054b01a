import { locatedError, responsePathAsArray } from "graphql";
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLError,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import type { Path, Run, Variables } from "./run.ts";

/** Gives of an object all that is asked of it, or a promise of it. Throws what makes the object null. */
export type RunFields = (run: Run, source: unknown, path: Path | undefined) => unknown;

/** What compiling the fields of an operation needs. */
export interface Kit {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Makes what gives the fields that selections ask of a type. @throws GraphQLError for a condition without a value. */
  compileFields(type: GraphQLObjectType, sets: readonly SelectionSetNode[], variables: Variables): RunFields;
}

/** A field where an operation asks it: all that is the same in every run. */
export interface FieldSite {
  readonly kit: Kit;
  readonly key: string;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Every place in the operation that asks it under this key; the first has its arguments. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

/** What a resolver, or a function that tells a type, is told of the field; `path` is its own or an item's below it. */
export function infoOf({ kit, parentType, definition, nodes }: FieldSite, run: Run, path: Path): GraphQLResolveInfo {
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType,
    path: fieldPathOf(path),
    schema: kit.schema,
    fragments: kit.fragments,
    rootValue: undefined,
    operation: kit.operation,
    variableValues: run.variables,
  };
}

function fieldPathOf(path: Path): Path {
  let own = path;
  while (typeof own.key === "number" && own.prev !== undefined) own = own.prev;
  return own;
}

/** An error of a field at a place in the answer; one that has a place already keeps it. */
export function toLocated(thrown: unknown, { nodes }: FieldSite, path: Path): GraphQLError {
  return locatedError(thrown, nodes, responsePathAsArray(path));
}

/** Name of a field and its type, as messages for developers have it. */
export function nameOf({ parentType, definition }: FieldSite): string {
  return `${parentType.name}.${definition.name}`;
}
