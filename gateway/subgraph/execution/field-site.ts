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

/**
 * What a resolver, or a function that tells a type, is told of its field. A resolver is called for each field of each
 * object and seldom looks: what it asks is read then.
 */
export class FieldInfo implements GraphQLResolveInfo {
  readonly #site: FieldSite;
  readonly #run: Run;
  readonly #parent: Path | undefined;
  #path: Path | undefined;

  /** `parent`: where the object stands that the field is of. */
  constructor(site: FieldSite, run: Run, parent: Path | undefined) {
    this.#site = site;
    this.#run = run;
    this.#parent = parent;
  }

  /** One and the same each time: errors below are known by it. */
  get path(): Path {
    this.#path ??= { prev: this.#parent, key: this.#site.key, typename: this.#site.parentType.name };
    return this.#path;
  }

  get fieldName(): string {
    return this.#site.definition.name;
  }

  get fieldNodes(): GraphQLResolveInfo["fieldNodes"] {
    return this.#site.nodes;
  }

  get returnType(): GraphQLResolveInfo["returnType"] {
    return this.#site.definition.type;
  }

  get parentType(): GraphQLObjectType {
    return this.#site.parentType;
  }

  get schema(): GraphQLSchema {
    return this.#site.kit.schema;
  }

  get fragments(): GraphQLResolveInfo["fragments"] {
    return this.#site.kit.fragments;
  }

  get rootValue(): undefined {
    return undefined;
  }

  get operation(): OperationDefinitionNode {
    return this.#site.kit.operation;
  }

  get variableValues(): Variables {
    return this.#run.variables;
  }
}

/** The same, for what completes a value; `path` is the field's own or an item's below it. */
export function infoOf(site: FieldSite, run: Run, path: Path): GraphQLResolveInfo {
  let own = path;
  while (typeof own.key === "number" && own.prev !== undefined) own = own.prev;
  return new FieldInfo(site, run, own.prev);
}

/** An error of a field at a place in the answer; one that has a place already keeps it. */
export function toLocated(thrown: unknown, { nodes }: FieldSite, path: Path): GraphQLError {
  return locatedError(thrown, nodes, responsePathAsArray(path));
}

/** Name of a field and its type, as messages for developers have it. */
export function nameOf({ parentType, definition }: FieldSite): string {
  return `${parentType.name}.${definition.name}`;
}
