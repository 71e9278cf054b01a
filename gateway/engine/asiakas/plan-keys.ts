import { isInterfaceType, isObjectType, Kind, visit } from "graphql";
import type { FieldNode, GraphQLSchema, SelectionSetNode } from "graphql";

/**
 * Response keys of the client's as a planner sees them. A client may call one field by another's name, `id: nimi`; where
 * the planner asks for that other field as a key, it does not see that the name is taken, and an entity would be known by
 * its name. So each such alias gets a name that no field has while the plan runs; and `__typename` keeps its own, by which
 * the writer knows of which type an object is.
 */
export interface PlanKeys {
  /** The key under which the value of a field stands in what is gathered. */
  readonly keyOf: (field: FieldNode) => string;
  /** The same selections with these keys. */
  rename(set: SelectionSetNode): SelectionSetNode;
}

/** Begins no field's name and, renamed, no other alias. */
const prefix = "_a_";
const typename = "__typename";
const introspection: ReadonlySet<string> = new Set(["__schema", "__type"]);

/** Keys for operations over a whole supergraph, which knows more names than its public part. */
export function createPlanKeys(whole: GraphQLSchema): PlanKeys {
  const names = new Set([typename]);
  for (const type of Object.values(whole.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const name of Object.keys(type.getFields())) names.add(name);
    }
  }
  const isTaken = (alias: string): boolean => names.has(alias) || alias.startsWith(prefix);
  const keyOf = ({ alias, name }: FieldNode): string => {
    if (alias === undefined || alias.value === name.value || name.value === typename) return name.value;
    return isTaken(alias.value) && !introspection.has(name.value) ? `${prefix}${alias.value}` : alias.value;
  };
  return {
    keyOf,
    rename: (set) =>
      visit(set, {
        Field(node) {
          const key = keyOf(node);
          if (key === node.alias?.value && key !== node.name.value) return undefined;
          // A field called by its own name is not called otherwise: a planner takes it for another one.
          const { alias: _, ...plain } = node;
          return key === node.name.value ? plain : { ...node, alias: { kind: Kind.NAME, value: key } };
        },
      }),
  };
}

/** A path of the answer as the client wrote it. */
export function toClientPath(path: readonly (string | number)[]): readonly (string | number)[] {
  return path.map((step) => (typeof step === "string" && step.startsWith(prefix) ? step.slice(prefix.length) : step));
}
