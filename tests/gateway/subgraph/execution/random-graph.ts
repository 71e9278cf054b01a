import { buildSchema, GraphQLError, GraphQLScalarType, isInterfaceType, isObjectType, isUnionType } from "graphql";
import type { GraphQLNamedType, GraphQLOutputType, GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { getNamedType, isEnumType, isListType, isNonNullType, responsePathAsArray } from "graphql";

/** Turns every way in which an object can say its type, a field can be resolved, and a value can be there. */
const sdl = `
  directive @merkki on FIELD
  interface Elain { nimi: String pari: Elain luku: Int! itse: Joku }
  interface Tuntematon { nimi: String }
  type Koira implements Elain & Tuntematon {
    nimi: String pari: Elain luku: Int! itse: Joku
    haukku(kovaa: Boolean = false, kertaa: Int!, laji: Laji): String
    kaverit: [Elain!] kaikki: [Joku]! matriisi: [[Int!]]! oma: Koira! mika: Mika laji: Laji!
  }
  type Kissa implements Elain & Tuntematon {
    nimi: String pari: Elain luku: Int! itse: Joku
    kehraa(ehto: Ehto, sanat: [String!] = ["a"]): Float
    pennut: [Kissa!]! tosi: Boolean! id: ID! then: String
  }
  type Kala { nimi: String vanhin: Kala nuorin: Kala! evia: [Int] }
  union Joku = Koira | Kissa | Kala
  enum Laji { ISO PIENI }
  scalar Mika
  input Ehto { raja: Int! = 3 sanat: [String!] sisa: Ehto }
  type Query { elain: Elain elaimet: [Elain] koira: Koira! kissa(ehto: Ehto): Kissa joku: Joku kala: Kala tuntematon: Tuntematon }
  type Mutation { eka: Kala toka(luku: Int = 2): Koira kolmas: Int! }
`;

/** Fields without a resolver of their own: members of their objects. */
const members = new Set(["nimi", "luku", "pari", "matriisi", "mika", "laji", "tosi", "id", "then", "evia", "nuorin"]);

/** Given to every resolver: from its seed all values follow. */
export interface Faulty {
  readonly seed: number;
  /** So many values of a hundred are not as they should be. */
  readonly faults: number;
  /** So many are promises. */
  readonly promises: number;
}

/** A schema of all kinds of types, whose values follow from the context's seed and from where they are asked. */
export function createRandomGraph(): GraphQLSchema {
  const schema = buildSchema(sdl);
  const laji = schema.getType("Laji");
  if (isEnumType(laji)) for (const value of laji.getValues()) if (value.name === "ISO") value.value = "iso";
  const mika = schema.getType("Mika");
  if (mika instanceof GraphQLScalarType) mika.serialize = (value) => (value === "ei mikään" ? null : value);
  for (const type of Object.values(schema.getTypeMap())) addResolvers(schema, type);
  return schema;
}

function addResolvers(schema: GraphQLSchema, type: GraphQLNamedType): void {
  if (type.name.startsWith("__")) return;
  if (isUnionType(type)) {
    type.resolveType = (value, { seed, promises }: Faulty) => {
      const told = Reflect.get(Object(value), "laatu");
      return hash(seed, `${String(told)} laatu`) % 100 < promises ? Promise.resolve(told) : told;
    };
  }
  if (!isObjectType(type)) return;
  if (type.name === "Kala" || type.name === "Kissa") {
    type.isTypeOf = (value, { seed, promises }: Faulty) => {
      const isOfType = Reflect.get(Object(value), "laatu") === type.name;
      return hash(seed, `${type.name} is`) % 100 < promises ? Promise.resolve(isOfType) : isOfType;
    };
  }
  for (const field of Object.values(type.getFields())) {
    if (members.has(field.name)) continue;
    field.resolve = (_source, args, context: Faulty, info) =>
      give({ schema, context, at: placeOf(args, info) }, field.type);
  }
}

interface Giving {
  readonly schema: GraphQLSchema;
  readonly context: Faulty;
  /** From this text and the seed the value follows. */
  readonly at: string;
}

/** All that a resolver is told, as text. */
function placeOf(args: unknown, info: GraphQLResolveInfo): string {
  const { fieldName, fieldNodes, parentType, returnType, variableValues, operation, fragments } = info;
  const told = [fieldName, fieldNodes.length, parentType.name, String(returnType), variableValues, operation.kind];
  return JSON.stringify([told, Object.keys(fragments), responsePathAsArray(info.path), args]);
}

/** Throws, or gives something that may be wrong, or a promise of it. */
function give(giving: Giving, type: GraphQLOutputType): unknown {
  const { context, at } = giving;
  const dice = hash(context.seed, at);
  if (dice % 100 < context.promises) return later(giving, type, dice);
  return valueOf({ ...giving, at: `${at}v` }, type);
}

function later(giving: Giving, type: GraphQLOutputType, dice: number): unknown {
  const make = (): unknown => valueOf({ ...giving, at: `${giving.at}p` }, type);
  const promise = soon(dice).then(make);
  // A member that nobody asks for may fail too.
  promise.catch(() => undefined);
  return promise;
}

function soon(dice: number): Promise<void> {
  if (dice % 5 === 0) return new Promise((resolve) => void setImmediate(resolve));
  return dice % 5 === 1 ? Promise.resolve().then(() => Promise.resolve()) : Promise.resolve();
}

function valueOf(giving: Giving, type: GraphQLOutputType): unknown {
  const { context, at } = giving;
  const dice = hash(context.seed, `${at}f`);
  if (dice % 100 < context.faults) return faultOf(dice);
  if (isNonNullType(type)) return goodOf(giving, type.ofType);
  return dice % 11 === 0 ? undefined : goodOf(giving, type);
}

class Coded extends Error {
  readonly extensions = { code: "SOURCE_DENIED" };
}

function faultOf(dice: number): unknown {
  const fault = hash(dice, "fault") % 14;
  if (fault < thrown.length) throw thrown[fault]?.();
  const wrong = [...returned, () => (dice % 2 === 0 ? [null] : ["a"])];
  return wrong[fault - thrown.length]?.() ?? null;
}

const thrown: readonly (() => unknown)[] = [
  () => new Error("heitetty"),
  () => new GraphQLError("oma", { extensions: { code: "NOT_FOUND" } }),
  () => new GraphQLError("muualla", { path: ["muu", 1] }),
  () => "teksti",
];

const returned: readonly (() => unknown)[] = [
  () => new Error("arvona"),
  () => new Coded("koodilla"),
  () => ({}),
  () => "ei mikään",
  () => Number.NaN,
  () => ({ laatu: "Koira", __typename: "Kala" }),
  () => ({ laatu: 5, __typename: "Laji" }),
  () => ({ laatu: "Elain", __typename: "Eitiedossa" }),
];

function goodOf(giving: Giving, type: GraphQLOutputType): unknown {
  const { context, at, schema } = giving;
  const dice = hash(context.seed, `${at}g`);
  if (isListType(type)) return listOf(giving, type.ofType, dice);
  const named = getNamedType(type);
  if (isObjectType(named)) return objectOf(giving, named.name);
  if (isInterfaceType(named) || isUnionType(named)) {
    const possible = schema.getPossibleTypes(named);
    return objectOf(giving, possible[dice % possible.length]?.name ?? "");
  }
  return leafOf(named.name, dice);
}

/**
 * Where an item that may not be null fails beside one that waits, graphql-js lets go of the one that waits: when that
 * fails too, it is an unhandled rejection, which ends a process. Such lists are of one item; another test has longer ones.
 */
function listOf(giving: Giving, item: GraphQLOutputType, dice: number): unknown {
  const isShort = isNonNullType(item) && giving.context.promises > 0;
  const items = Array.from({ length: isShort ? dice % 2 : dice % 4 }, (_, at) => {
    const own = { ...giving, at: `${giving.at}/${at}` };
    return hash(dice, String(at)) % 100 < giving.context.promises ? later(own, item, dice) : lazily(own, item);
  });
  switch (dice % 5) {
    case 0:
      return new Set(items);
    case 1:
      return (function* walk(): Generator {
        yield* items;
        if (dice % 3 === 0 && !isShort) throw new Error("kesken");
      })();
    default:
      return items;
  }
}

/** A list can't throw for one of its items. */
function lazily(giving: Giving, type: GraphQLOutputType): unknown {
  try {
    return valueOf(giving, type);
  } catch {
    return null;
  }
}

function leafOf(name: string, dice: number): unknown {
  switch (name) {
    case "Int":
      return dice % 5 === 0 ? String(dice % 1000) : dice % 1000;
    case "Float":
      return dice / 8;
    case "Boolean":
      return dice % 2 === 0;
    case "ID":
      return dice % 2 === 0 ? `id${dice}` : dice % 1000;
    case "Laji":
      return dice % 2 === 0 ? "iso" : "PIENI";
    case "Mika":
      return { a: [dice, { b: null }], c: "x" };
    default:
      return dice % 6 === 0 ? dice % 2 === 0 : `teksti ${dice % 100}`;
  }
}

/** An object that holds its members, some behind functions and getters. */
function objectOf(giving: Giving, name: string): unknown {
  const { schema, at, context } = giving;
  const type = schema.getType(name);
  const object: Record<string, unknown> = { laatu: name };
  if (!isObjectType(type)) return object;
  if (hash(context.seed, `${at}t`) % 10 > 0) object["__typename"] = name;
  for (const field of Object.values(type.getFields())) {
    if (!members.has(field.name) || at.length > 600) continue;
    const dice = hash(context.seed, `${at}.${field.name}m`);
    const own = { ...giving, at: `${at}.${field.name}` };
    if (field.name === "then") {
      // A function under this name would make a promise of the object.
      if (dice % 2 === 0) object[field.name] = leafOf("String", dice);
    } else if (dice % 4 === 0) {
      object[field.name] = (args: unknown, told: Faulty, info: GraphQLResolveInfo) =>
        give({ ...own, context: told, at: `${own.at}${placeOf(args, info)}` }, field.type);
    } else if (dice % 4 === 1) {
      Object.defineProperty(object, field.name, { enumerable: true, get: () => give(own, field.type) });
    } else object[field.name] = dice % 4 === 2 ? leafOrLater(own, field.type) : undefined;
  }
  return object;
}

function leafOrLater(giving: Giving, type: GraphQLOutputType): unknown {
  const named = getNamedType(type);
  return isObjectType(named) || isInterfaceType(named) ? () => give(giving, type) : lazily(giving, type);
}

/** FNV-1a with a last mixing: 32 bits. */
function hash(seed: number, text: string): number {
  let h = (seed ^ 0x811c9dc5) >>> 0;
  for (let at = 0; at < text.length; at += 1) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> 0;
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39) >>> 0;
  return (h ^ (h >>> 15)) >>> 0;
}
