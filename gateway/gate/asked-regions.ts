import { Kind } from "graphql";
import type { FieldNode, ValueNode } from "graphql";
import type { Kentta } from "../catalogue/index.ts";

/**
 * Does a field turn on the person's home region: by its default, or by an argument that may hold the word for it. Of
 * such a field the home region is found out first.
 */
export function asksHome({ alueet }: Kentta, field: FieldNode): boolean {
  if (alueet === undefined) return false;
  const words = wordsOf(field);
  return words === undefined ? alueet === "KOTIALUE" : words === "MUUTTUJA" || words.includes("KOTIALUE");
}

/**
 * May a field name regions itself: then what comes back, or that nothing does, tells whether the person is known there,
 * and the field tells the place. The words alone name none. A variable may hold anything.
 */
export function namesRegions({ alueet }: Kentta, field: FieldNode): boolean {
  const words = alueet === undefined ? undefined : wordsOf(field);
  return (
    words !== undefined && (words === "MUUTTUJA" || words.some((word) => word !== "KOTIALUE" && word !== "KAIKKI"))
  );
}

/** What the argument says; undefined where it is left out. */
function wordsOf({ arguments: given = [] }: FieldNode): readonly string[] | "MUUTTUJA" | undefined {
  const value = given.find(({ name }) => name.value === "alueet")?.value;
  if (value === undefined) return undefined;
  const values = value.kind === Kind.LIST ? value.values : [value];
  return values.every(isText) ? values.map(({ value: word }) => word) : "MUUTTUJA";
}

function isText(value: ValueNode): value is Extract<ValueNode, { readonly kind: Kind.STRING }> {
  return value.kind === Kind.STRING;
}
