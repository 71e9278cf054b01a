import { Kind, parse } from "graphql";
import type { ObjectTypeDefinitionNode } from "graphql";
import { fields, registerSchemas, rootFields, toThing } from "./registers.ts";
import type { Given, Thing } from "./registers.ts";

/** A register as a subgraph in the gateway's process: each field has a resolver, none gives a promise. */
export interface Register {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, (parent: never, args: never) => unknown>>>>;
}

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

/** The registers, by the same values as the ones that answer over HTTP. */
export function toRegisters(): readonly Register[] {
  return Object.entries(registerSchemas).map(([name, schema]) => {
    const types = parse(schema).definitions.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION);
    const resolvers = Object.fromEntries(types.map((type) => [type.name.value, toResolvers(type)]));
    return { name, typeDefs: link + schema, resolvers };
  });
}

function toResolvers({ name: { value: type }, fields: own = [], directives = [] }: ObjectTypeDefinitionNode) {
  const resolvers: Record<string, (parent: never, args: never) => unknown> = Object.fromEntries(
    own.map(({ name: { value: name } }) => [name, type === "Query" ? toRoot(name) : toMember(type, name)]),
  );
  if (directives.length > 0) resolvers["__resolveReference"] = ({ id }: Thing) => toThing(id);
  return resolvers;
}

function toRoot(name: string): (parent: unknown, args: Given) => unknown {
  const root = rootFields[name];
  if (root === undefined) throw new Error(`no root field ${name}`);
  return (_parent, args) => (root.isList ? root.of(args) : root.of(args)[0]);
}

function toMember(type: string, name: string): (parent: Thing) => unknown {
  const field = fields[type]?.[name];
  if (field === undefined) throw new Error(`no field ${type}.${name}`);
  return (parent) => field.of(parent);
}
