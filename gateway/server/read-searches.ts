import type { SelectionSetNode } from "graphql";
import type { Evays } from "../audit/index.ts";
import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { EngineAnswer } from "../engine/index.ts";
import { isObject } from "../is-object.ts";
import type { Operation } from "../operation/index.ts";
import { fieldsOf, keyOf } from "./selected-fields.ts";

/** A search or a list of a whole register that was asked at the root, for the use log: its words are never told. */
export interface Haku {
  /** `Query.field`. */
  readonly kentta: string;
  /** How many rows left; undefined when none were asked, or did not come. */
  readonly osumia: number | undefined;
  readonly evatyt: readonly Evays[];
}

/**
 * The searches of an operation: its fields at the root that have letters of their own and give a connection.
 * Read from the answer as it will be sent. One that was denied is told too, with the rule.
 */
export function readSearches(
  { data, errors }: EngineAnswer,
  { definition }: Operation,
  catalogue: Catalogue,
): readonly Haku[] {
  const root = rootTypeOf(definition);
  return fieldsOf(definition.selectionSet).flatMap((field): readonly Haku[] => {
    const kentta = catalogue.kentta(root, field.name.value);
    if (kentta?.sisaankaynti === undefined) return [];
    if (catalogue.kentta(kentta.tyyppi, "edges") === undefined) return [];
    const key = keyOf(field);
    // A field that a directive left out has no key in the answer: it was not asked.
    if (data !== null && !Object.hasOwn(data, key)) return [];
    const evatyt = errors.flatMap(({ code, path, parameters: { saanto } }): readonly Evays[] =>
      path?.length === 1 && path[0] === key && saanto !== undefined ? [{ tieto: undefined, koodi: code, saanto }] : [],
    );
    return [{ kentta: kentta.coordinate, osumia: countRows(data?.[key], field.selectionSet), evatyt }];
  });
}

function countRows(connection: unknown, set: SelectionSetNode | undefined): number | undefined {
  if (!isObject(connection) || set === undefined) return undefined;
  const counts = fieldsOf(set)
    .filter(({ name }) => name.value === "edges")
    .map((field) => connection[keyOf(field)])
    .flatMap((edges) => (Array.isArray(edges) ? [edges.filter((edge) => edge !== null).length] : []));
  return counts.length === 0 ? undefined : Math.max(...counts);
}
