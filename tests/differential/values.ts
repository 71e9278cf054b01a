import { Kind, parse, parseType } from "graphql";
import type { FieldNode, SelectionNode, TypeNode } from "graphql";
import { membersOf } from "./world.ts";
import type { Field, World, WorldType } from "./world.ts";

/** An object of a world, by its identity: all else is computed. */
export interface Thing {
  readonly __typename: string;
  readonly n: number;
  /** Fields that the way here provides. */
  readonly provided?: ReadonlySet<string>;
  /** The representation by which it was asked. */
  readonly given?: Readonly<Record<string, unknown>>;
}

/** Scalars with values, enums: what leads no further. */
const enumValues = ["A", "B", "C", "D"] as const;
const entitiesOfType = 5;
const listLengths = [2, 1, 0, 3, 2];

/** 32 bits of a text (FNV-1a, mixed). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(",")}]`;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

/** What identifies a field of an object with its arguments: members of a family share theirs. */
export function identityOf(world: World, { __typename, n }: Thing, call: string): string {
  const type = world.types.get(__typename);
  const owner = type?.kind === "entity" ? (type.family ?? __typename) : __typename;
  return `${owner}|${n}|${call}`;
}

/** A field with its arguments, as text. */
export function callOf(name: string, args: Readonly<Record<string, unknown>>): string {
  return `${name}${canonical(args)}`;
}

/** The value of a field, as a resolver gives it. `required` is what a field with `@requires` was computed from. */
export function valueOf(world: World, field: Field, identity: string): unknown {
  return toValue(typeNodeOf(field.type), `${world.seed}|${identity}`, { world, field });
}

const typeNodes = new Map<string, TypeNode>();

function typeNodeOf(text: string): TypeNode {
  const node = typeNodes.get(text) ?? parseType(text, { noLocation: true });
  typeNodes.set(text, node);
  return node;
}

interface Place {
  readonly world: World;
  readonly field: Field;
}

function toValue(type: TypeNode, key: string, place: Place): unknown {
  if (type.kind === Kind.NON_NULL_TYPE) return toPresent(type.type, key, place);
  return hashOf(`null ${key}`) % 6 === 0 ? null : toPresent(type, key, place);
}

function toPresent(type: TypeNode, key: string, place: Place): unknown {
  if (type.kind === Kind.NON_NULL_TYPE) throw new Error("a type is non-null twice");
  if (type.kind === Kind.LIST_TYPE) {
    const length = listLengths[hashOf(`length ${key}`) % listLengths.length] ?? 0;
    return Array.from({ length }, (_, at) => toValue(type.type, `${key}/${at}`, place));
  }
  const name = type.name.value;
  const leaf = leaves[name];
  const hash = hashOf(key);
  if (leaf !== undefined) return leaf(hash);
  return toThing(name, hash, place);
}

const texts = ["", "teksti", 'lainaus " ja \\', "rivi\nvaihto\u0007", "äö€😀", "\uD83D yksin", "__proto__"];

const leaves: Readonly<Record<string, (hash: number) => unknown>> = {
  Int: (hash) => (hash % 5 === 0 ? hash | 0 : hash % 100),
  Float: (hash) => [0.1, 1e21, -2.5, 3, 1e-7, hash / 7][hash % 6],
  String: (hash) => `${texts[hash % texts.length] ?? ""}${hash % 2 === 0 ? hash % 1000 : ""}`,
  Boolean: (hash) => hash % 2 === 0,
  ID: (hash) => (hash % 3 === 0 ? String(hash % 100) : `x${hash % 1000}`),
  Tila: (hash) => enumValues[hash % enumValues.length],
  Skalaari: (hash) =>
    [hash, "raaka", [1, [hash % 10, null]], { a: { __typename: "Ei" }, b: [] }, true, { n: hash % 9 }][hash % 6],
};

/** An object of a type; of an interface or union, of one of its members. */
function toThing(name: string, hash: number, { world, field }: Place): Thing {
  const type = typeOf(world, name);
  const provided = field.provides === undefined ? {} : { provided: new Set(field.provides.split(" ")) };
  switch (type.kind) {
    case "entity":
      return { __typename: name, n: entityNumber(world, name, hash), ...provided };
    case "value":
      return { __typename: name, n: hash };
    case "family":
      return { __typename: memberOfFamily(type.members, hash % entitiesOfType), n: hash % entitiesOfType };
    case "interface":
    case "union":
  }
  const members = type.kind === "union" ? membersOf(type, field.in) : type.members;
  const member = members[hash % members.length];
  if (member === undefined) throw new Error(`${name} has no members where ${field.name} is`);
  return toThing(member, hashOf(`${hash} member`), { world, field });
}

/** The type of a world by its name. */
export function typeOf(world: World, name: string): WorldType {
  const type = world.types.get(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}

function entityNumber(world: World, name: string, hash: number): number {
  const type = typeOf(world, name);
  const family = type.kind === "entity" && type.family !== undefined ? typeOf(world, type.family) : undefined;
  if (family?.kind !== "family") return hash % entitiesOfType;
  // Of a family's numbers, those that are this member's.
  return family.members.indexOf(name) + family.members.length * (hash % 3);
}

/** Which member of a family a number is. */
export function memberOfFamily(members: readonly string[], n: number): string {
  return members[n % members.length] ?? "";
}

/** Values of the fields of keys. */
export function keyValueOf({ __typename, n }: Thing, name: string): unknown {
  const values: Readonly<Record<string, unknown>> = {
    id: `id-${n}`,
    tunnus: `tunnus "${n}"`,
    numero: n,
    osa: `osa-${n}`,
    avain: { __typename: "Avain", n },
    luku: __typename === "Avain" ? n * 2 : n - 2,
  };
  return values[name];
}

/** The number of the entity that a representation names. */
export function numberOf(representation: Readonly<Record<string, unknown>>): number {
  const { id, tunnus, luku, avain } = representation;
  if (typeof id === "string" && /^id-\d+$/.test(id)) return Number(id.slice(3));
  if (typeof tunnus === "string" && /^tunnus "\d+"$/.test(tunnus)) return Number(tunnus.slice(8, -1));
  if (typeof avain === "object" && avain !== null && "osa" in avain && typeof avain.osa === "string") {
    return Number(avain.osa.slice(4));
  }
  if (typeof luku === "number") return luku + 2;
  throw new Error(`a representation without a key: ${JSON.stringify(representation)}`);
}

const selections = new Map<string, readonly SelectionNode[]>();

/** A selection of `@requires`. */
export function selectionsOf(text: string): readonly SelectionNode[] {
  const known = selections.get(text);
  if (known !== undefined) return known;
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  const nodes = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
  selections.set(text, nodes);
  return nodes;
}

/** What a representation holds of a selection. */
export function pickRequired(nodes: readonly SelectionNode[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => pickRequired(nodes, item));
  if (typeof value !== "object" || value === null) return value;
  const picked: Record<string, unknown> = {};
  // A representation may hold more: what other fields require of other types.
  for (const node of flatten(nodes, Reflect.get(value, "__typename"))) {
    const own: unknown = Reflect.get(value, node.name.value);
    if (own === undefined) continue;
    picked[node.name.value] = node.selectionSet === undefined ? own : pickRequired(node.selectionSet.selections, own);
  }
  return picked;
}

function flatten(nodes: readonly SelectionNode[], typename: unknown): readonly FieldNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind !== Kind.INLINE_FRAGMENT) return [];
    const isOther = typeof typename === "string" && node.typeCondition?.name.value !== typename;
    return isOther ? [] : flatten(node.selectionSet.selections, typename);
  });
}
