import { namedTypeOf } from "./world.ts";
import type { Field, World, WorldType } from "./world.ts";

/** Names of the types that a subgraph declares. */
export type Presence = ReadonlyMap<string, ReadonlySet<string>>;

/** Finds which types each subgraph declares: its own, and those to which its fields lead. */
export function findPresence(world: World): Presence {
  return new Map(world.subgraphs.map((subgraph) => [subgraph, typesOf(world, subgraph)]));
}

function typesOf(world: World, subgraph: string): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    const type = world.types.get(name);
    if (type === undefined || found.has(name)) return;
    found.add(name);
    for (const member of membersIn(type, subgraph)) add(member);
    if (!("fields" in type)) return;
    for (const field of type.fields) if (isDeclared(field, type, subgraph)) add(namedTypeOf(field.type));
  };
  for (const root of [...world.queries, ...world.mutations]) {
    if (root.in.includes(subgraph)) add(namedTypeOf(root.type));
  }
  for (const type of world.types.values()) if (isHome(type, subgraph)) add(type.name);
  return found;
}

/** Does a subgraph have fields of a type of its own. */
function isHome(type: WorldType, subgraph: string): boolean {
  switch (type.kind) {
    case "entity":
      return type.keys.has(subgraph);
    case "family":
      return type.home === subgraph || type.objects.includes(subgraph);
    case "interface":
      return type.homes.includes(subgraph);
    case "value":
      return type.split?.includes(subgraph) === true;
    case "union":
  }
  return false;
}

function membersIn(type: WorldType, subgraph: string): readonly string[] {
  if (type.kind === "union") return type.members.get(subgraph) ?? [];
  if (type.kind === "interface") return type.members;
  return type.kind === "family" && type.home === subgraph ? type.members : [];
}

/** Does a subgraph declare a field: its own, one that it has lost, or one of another's. */
export function isDeclared(field: Field, type: WorldType, subgraph: string): boolean {
  if (type.kind === "value" && type.split === undefined) return true;
  return field.in.includes(subgraph) || field.overridden === subgraph || field.external.has(subgraph);
}
