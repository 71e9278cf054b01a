import { getNamedType, isCompositeType, isInterfaceType, isObjectType } from "graphql";
import type { GraphQLCompositeType } from "graphql";

/** The type of the objects that a field gives; undefined of one that gives values, or that the type does not have. */
export function typeOfField(parent: GraphQLCompositeType, field: string): GraphQLCompositeType | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const definition = parent.getFields()[field];
  const type = definition === undefined ? undefined : getNamedType(definition.type);
  return isCompositeType(type) ? type : undefined;
}
