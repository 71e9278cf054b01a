/** An argument of a field, as it is written in a schema. */
export interface Arg {
  readonly name: string;
  readonly type: string;
  /** As GraphQL text. */
  readonly defaultText?: string;
}

/** A field and who answers it. */
export interface Field {
  readonly name: string;
  /** As it is written: `[E0!]`. */
  readonly type: string;
  readonly args: readonly Arg[];
  /** Subgraphs that resolve it. More than one: it is `@shareable`. */
  readonly in: readonly string[];
  /** What its subgraph needs of other subgraphs' fields of the same object: a selection without braces. */
  readonly requires?: string;
  /** What its subgraph answers of the object to which it leads. */
  readonly provides?: string;
  /** Where it was before it moved: that subgraph must not be asked any more. */
  readonly overridden?: string;
  /** Hidden from clients. */
  readonly inaccessible?: boolean;
  /** Subgraphs that declare it `@external`. */
  readonly external: Set<string>;
  /** How an interface object's subgraph requires it, with its arguments. */
  readonly requiredAs: Map<string, string>;
  /** A subgraph provides it, so that its own must share it. */
  isProvided?: boolean;
}

/** A key of entities: each alone names one. */
export type KeyKind = "id" | "tunnus" | "luku" | "avain { osa }" | "avain { osa luku } numero";

/** A type of objects that are known by keys. */
export interface EntityType {
  readonly kind: "entity";
  readonly name: string;
  /** Keys by subgraph; the first subgraph has all. */
  readonly keys: ReadonlyMap<string, readonly KeyKind[]>;
  readonly fields: Field[];
  /** Subgraphs that only name it. */
  readonly stubs: Set<string>;
  /** The entity interface that it is of. */
  readonly family?: string;
}

/** A type of objects that are part of another. */
export interface ValueType {
  readonly kind: "value";
  readonly name: string;
  readonly fields: Field[];
  /** Of a type whose fields stand in different subgraphs: where it is. Else it stands where it is used. */
  readonly split?: readonly string[];
}

/** An interface of entities with a key, and objects that stand for it in other subgraphs. */
export interface FamilyType {
  readonly kind: "family";
  readonly name: string;
  readonly home: string;
  readonly members: readonly string[];
  /** Subgraphs in which it is an `@interfaceObject`. */
  readonly objects: readonly string[];
  readonly fields: Field[];
}

/** An interface without a key. */
export interface PlainInterface {
  readonly kind: "interface";
  readonly name: string;
  readonly homes: readonly string[];
  readonly members: readonly string[];
  readonly fields: readonly Field[];
}

/** A union, which need not have the same members in each subgraph. */
export interface UnionType {
  readonly kind: "union";
  readonly name: string;
  readonly members: ReadonlyMap<string, readonly string[]>;
}

/** Any type of a world that leads further. */
export type WorldType = EntityType | ValueType | FamilyType | PlainInterface | UnionType;

/** A graph in several subgraphs, and all that is needed to know what it answers. */
export interface World {
  readonly subgraphs: readonly string[];
  readonly types: ReadonlyMap<string, WorldType>;
  readonly queries: readonly Field[];
  readonly mutations: readonly Field[];
  /** From which all values are computed. */
  readonly seed: number;
}

/** The name in a type as it is written. */
export function namedTypeOf(type: string): string {
  return type.replaceAll(/[[\]!]/g, "");
}

/** Members of a union that a field may give: those known to all subgraphs that resolve it. */
export function membersOf({ members }: UnionType, subgraphs: readonly string[]): readonly string[] {
  const lists = subgraphs.map((each) => members.get(each) ?? []);
  return (lists[0] ?? []).filter((member) => lists.every((list) => list.includes(member)));
}

/** Fields by which an entity is known in a subgraph, with their types. */
export function keyFields(key: KeyKind): readonly (readonly [name: string, type: string])[] {
  switch (key) {
    case "id":
      return [["id", "ID!"]];
    case "tunnus":
      return [["tunnus", "String!"]];
    case "luku":
      return [["luku", "Int!"]];
    case "avain { osa }":
      return [["avain", "Avain!"]];
    case "avain { osa luku } numero":
  }
  return [
    ["avain", "Avain!"],
    ["numero", "Int!"],
  ];
}

/** Fields of the object that stands in composite keys. */
export const avainFields: readonly (readonly [name: string, type: string])[] = [
  ["osa", "ID!"],
  ["luku", "Int!"],
];

/** Every key of an entity or family, wherever it is. */
export function keysOf(type: EntityType | FamilyType): readonly KeyKind[] {
  return type.kind === "family" ? ["id"] : [...new Set([...type.keys.values()].flat())];
}
