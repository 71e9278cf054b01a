import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import type { GraphQLNamedType, GraphQLSchema } from "graphql";
import { plain, wordsOf } from "../words.ts";

/** A hit: a type, or a field or value of it. */
export interface Hit {
  readonly type: string;
  readonly member: string | undefined;
  readonly description: string | undefined;
}

/** Types of the schema without the introspection's own, in alphabetical order after the root types. */
export function typesOf(schema: GraphQLSchema): readonly GraphQLNamedType[] {
  const roots: readonly (GraphQLNamedType | null | undefined)[] = [schema.getQueryType(), schema.getMutationType()];
  const rankOf = (type: GraphQLNamedType): number => (roots.includes(type) ? 0 : 1);
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith("__"))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1));
}

/**
 * Where `words` (separated by spaces, all of them) are in a name, or else in a type's name, a name
 * and its description together. Letter case and the dots of ä and ö don't count: the schema's names
 * have none. Hits in names come first, at most `limit`.
 */
export function searchSchema(schema: GraphQLSchema, words: string, limit: number): readonly Hit[] {
  const wanted = wordsOf(words);
  if (wanted.length === 0) return [];
  const all = typesOf(schema).flatMap(entriesOf);
  const isIn = (word: string, text: string): boolean => plain(text).includes(word);
  const byName = all.filter((hit) => wanted.every((word) => isIn(word, ownName(hit))));
  const byText = all.filter((hit) => {
    const own = `${ownName(hit)} ${hit.description ?? ""}`;
    // The type's name alone would bring every field of it.
    return wanted.some((word) => isIn(word, own)) && wanted.every((word) => isIn(word, `${hit.type} ${own}`));
  });
  return [...new Set([...byName, ...byText])].slice(0, limit);
}

/** `Type` or `Type.member`. */
export function nameOf({ type, member }: Pick<Hit, "type" | "member">): string {
  return member === undefined ? type : `${type}.${member}`;
}

function ownName({ type, member }: Hit): string {
  return member ?? type;
}

function entriesOf(type: GraphQLNamedType): readonly Hit[] {
  const own = { type: type.name, member: undefined, description: type.description ?? undefined };
  const members = membersOf(type).map(({ name, description }) => ({
    type: type.name,
    member: name,
    description: description ?? undefined,
  }));
  return [own, ...members];
}

function membersOf(
  type: GraphQLNamedType,
): readonly { readonly name: string; readonly description?: string | null | undefined }[] {
  if (isEnumType(type)) return type.getValues();
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) return Object.values(type.getFields());
  return [];
}
