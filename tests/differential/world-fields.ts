import { avainFields, keyFields, keysOf } from "./world.ts";
import type { Field, World } from "./world.ts";
import { canonical, callOf, identityOf, keyValueOf, pickRequired, selectionsOf, typeOf, valueOf } from "./values.ts";
import type { Thing } from "./values.ts";

const yhteinen: Field = {
  name: "yhteinen",
  type: "Int",
  args: [],
  in: [],
  external: new Set(),
  requiredAs: new Map(),
};

/** A field of an object of a type; a key's is undefined. */
export function fieldOf(world: World, typename: string, name: string): Field | undefined {
  if (typename === "Query") return world.queries.find((each) => each.name === name);
  if (typename === "Mutation") return world.mutations.find((each) => each.name === name);
  if (typename === "Avain") return undefined;
  const type = typeOf(world, typename);
  if (type.kind === "union" || type.kind === "interface") return undefined;
  const family = type.kind === "entity" && type.family !== undefined ? typeOf(world, type.family) : undefined;
  const inherited = family?.kind === "family" ? family.fields : [];
  const own = [...type.fields, ...inherited].find((each) => each.name === name);
  return own ?? (name === "yhteinen" ? yhteinen : undefined);
}

/** Is a field one of those by which an object is known. */
export function isKeyField(world: World, typename: string, name: string): boolean {
  if (typename === "Avain") return avainFields.some(([own]) => own === name);
  const type = world.types.get(typename);
  if (type?.kind !== "entity" && type?.kind !== "family") return false;
  return keysOf(type).some((key) => keyFields(key).some(([own]) => own === name));
}

/** One field to compute. */
export interface Asked {
  readonly thing: Thing;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What a field with `@requires` has of its requirements. */
  readonly required: unknown;
}

/** Computes a field of an object: the same whoever asks. */
export function compute(world: World, { thing, name, args, required }: Asked): unknown {
  const field = fieldOf(world, thing["__typename"], name);
  if (field === undefined) return keyValueOf(thing, name);
  const identity = identityOf(world, thing, callOf(name, args));
  return valueOf(world, field, field.requires === undefined ? identity : `${identity}|${canonical(required)}`);
}

/** What an object's representation holds of a field's requirements. */
export function requiredOfRepresentation(field: Field, thing: Thing): unknown {
  return field.requires === undefined ? undefined : pickRequired(selectionsOf(field.requires), thing.given ?? {});
}
