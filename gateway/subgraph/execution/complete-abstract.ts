import { defaultTypeResolver, GraphQLError, isObjectType } from "graphql";
import type { GraphQLAbstractType, GraphQLObjectType } from "graphql";
import { compileObject } from "./complete-object.ts";
import { infoOf, nameOf } from "./field-site.ts";
import type { FieldSite } from "./field-site.ts";
import { isThenable } from "./run.ts";
import type { Complete, Path, Run } from "./run.ts";

/** Makes what completes objects of an interface or a union, each as the type that it is told to be of. */
export function compileAbstract(site: FieldSite, type: GraphQLAbstractType): Complete {
  const completeAs = compileMembers(site, type);
  const tellType = toTellType(site, type);
  return (run, value, path) => {
    const told = tellType(run, value, path);
    if (!isThenable(told)) return completeAs(told)(run, value, path);
    return Promise.resolve(told).then((name) => completeAs(name)(run, value, path));
  };
}

function toTellType(site: FieldSite, type: GraphQLAbstractType): (run: Run, value: unknown, path: Path) => unknown {
  const own = type.resolveType;
  if (own !== undefined && own !== null) {
    return (run, value, path) => own(value, run.context, infoOf(site, run, path), type);
  }
  return (run, value, path) => {
    const told = typeNameOf(value);
    if (typeof told === "string") return told;
    return defaultTypeResolver(value, run.context, infoOf(site, run, path), type);
  };
}

/** What an object says of its own type. */
export function typeNameOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)["__typename"];
}

/** Gives what completes an object of the member that is told. @throws GraphQLError when it is none. */
export function compileMembers(site: FieldSite, type: GraphQLAbstractType): (told: unknown) => Complete {
  const members = new Map<unknown, Complete>();
  return (told) => {
    const known = members.get(told);
    if (known !== undefined) return known;
    const made = compileObject(site, toMember(site, type, told));
    members.set(told, made);
    return made;
  };
}

/** What a resolver gave is not in the message: it may be personal. */
function toMember(site: FieldSite, type: GraphQLAbstractType, told: unknown): GraphQLObjectType {
  const { kit, nodes } = site;
  const refuse = (why: string): never => {
    throw new GraphQLError(why, { nodes });
  };
  if (typeof told !== "string") {
    return refuse(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${nameOf(site)}". Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
    );
  }
  const member = kit.schema.getType(told);
  if (member === undefined) {
    return refuse(
      `Abstract type "${type.name}" was resolved to a type "${told}" that does not exist inside the schema.`,
    );
  }
  if (!isObjectType(member)) {
    return refuse(`Abstract type "${type.name}" was resolved to a non-object type "${told}".`);
  }
  if (!kit.schema.isSubType(type, member)) {
    return refuse(`Runtime Object type "${member.name}" is not a possible type for "${type.name}".`);
  }
  return member;
}
