import { getNamedType, getNullableType, isEnumType, isListType, isObjectType } from "graphql";
import type { GraphQLField, GraphQLOutputType, GraphQLSchema } from "graphql";
import { toThing } from "../engines/registers.ts";
import type { Field, Fields, RootFields, Thing, Things } from "../engines/registers.ts";

/** Rows of a list that nothing else says the length of. */
const rows = 2;
/** Persons that a search gives. */
const personsOfList = 50;

/**
 * What registers tell by the product's own schemas: every value follows from whose it is and from its field's type. A
 * search gives the persons of `persons` that its number leads to; a care relationship is always open.
 */
export function toThings(schema: GraphQLSchema, persons: readonly string[]): Things {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields: Record<string, Record<string, Field>> = {};
  for (const type of types.filter(({ name }) => !name.startsWith("_"))) {
    fields[type.name] = Object.fromEntries(
      Object.values(type.getFields()).map((field, at) => [field.name, toField(field, at)] as const),
    );
  }
  return { fields: withPersons(fields, persons), rootFields };
}

const rootFields: RootFields = {
  asiakas: { type: "Asiakas", isList: false, of: ({ id }) => [toThing(String(id))] },
  asiakkaat: { type: "AsiakasConnection", isList: false, of: ({ haku }) => [toThing(String(Object(haku).nimi))] },
};

function withPersons(fields: Fields, persons: readonly string[]): Fields {
  const found = ({ id }: Thing): readonly Thing[] => {
    const first = Number(id.replaceAll(/\D/g, "")) * personsOfList;
    return Array.from({ length: personsOfList }, (_, at) => toThing(persons[(first + at) % persons.length] ?? ""));
  };
  const same = (thing: Thing): Thing => thing;
  return {
    ...fields,
    Asiakas: { ...fields["Asiakas"], id: { kind: "leaf", of: ({ id }) => id } },
    AsiakasConnection: { ...fields["AsiakasConnection"], edges: { kind: "list", type: "AsiakasEdge", of: found } },
    AsiakasEdge: { ...fields["AsiakasEdge"], node: { kind: "object", type: "Asiakas", of: same } },
    Hoitosuhde: { avoin: { kind: "leaf", of: () => true } },
  };
}

function toField({ name, type }: GraphQLField<unknown, unknown>, at: number): Field {
  const named = getNamedType(type);
  if (!isObjectType(named)) return { kind: "leaf", of: toLeaf(type, at) };
  const below = ({ id }: Thing, row: number): Thing => toThing(`${id}/${name}${row}`);
  if (!isListType(getNullableType(type))) {
    return { kind: "object", type: named.name, of: (thing) => below(thing, 0) };
  }
  const list = (thing: Thing): readonly Thing[] => Array.from({ length: rows }, (_, row) => below(thing, row));
  return { kind: "list", type: named.name, of: list };
}

type Leaf = Extract<Field, { readonly kind: "leaf" }>["of"];

/** Lists of values are not among what the workloads ask. */
function toLeaf(type: GraphQLOutputType, at: number): Leaf {
  const named = getNamedType(type);
  if (isEnumType(named)) {
    const values = named.getValues().map(({ name }) => name);
    return ({ n }) => values[(n >>> at) % values.length] ?? null;
  }
  return leaves[named.name] ?? (({ n }) => `Testi ${(n >>> at) % 9000}`);
}

const two = (value: number): string => String(value).padStart(2, "0");

const leaves: Readonly<Record<string, Leaf>> = {
  Int: ({ n }) => n % 76_200,
  Float: ({ n }) => (n % 76_200) / 100,
  Boolean: ({ n }) => n % 2 === 0,
  Paiva: ({ n }) => `${1930 + (n % 90)}-${two(1 + ((n >>> 3) % 12))}-${two(1 + ((n >>> 5) % 28))}`,
};
