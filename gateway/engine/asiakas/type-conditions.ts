import { isAbstractType, isInterfaceType, isObjectType } from "graphql";
import type { GraphQLSchema } from "graphql";

/** Is an object that says this `__typename` of a type, or one of an interface or union. */
export type IsOfType = (typename: string, type: string) => boolean;

/** What a run of a plan knows of types. */
export interface Types {
  readonly isOfType: IsOfType;
  /** Is it the name of an object type, of which no object is of another. */
  readonly isObjectName: (type: string) => boolean;
}

/** What a supergraph's schema says of its types. */
export function createTypes(schema: GraphQLSchema): Types {
  return { isOfType: createIsOfType(schema), isObjectName: (type) => isObjectType(schema.getType(type)) };
}

/** Compares names of types by a supergraph's schema, each pair once. */
function createIsOfType(schema: GraphQLSchema): IsOfType {
  const known = new Map<string, ReadonlySet<string>>();
  const membersOf = (name: string): ReadonlySet<string> => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const type = schema.getType(name);
    const members = new Set([name]);
    if (isAbstractType(type)) for (const each of schema.getPossibleTypes(type)) members.add(each.name);
    // An interface may be told as a `__typename` by a subgraph to which it is an object.
    if (isInterfaceType(type)) for (const each of schema.getImplementations(type).interfaces) members.add(each.name);
    if (type !== undefined && (isObjectType(type) || isAbstractType(type))) known.set(name, members);
    return members;
  };
  return (typename, type) => typename === type || membersOf(type).has(typename);
}
