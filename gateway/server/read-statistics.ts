import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { EngineAnswer } from "../engine/index.ts";
import { isObject } from "../is-object.ts";
import type { Operation } from "../operation/index.ts";
import type { StatisticsOutcome } from "./record-release.ts";
import { fieldsOf, keyOf } from "./selected-fields.ts";

/** The analyst's letter: an entry that is open to it is of statistics, and of nobody's data. */
const analyst = "A";

/**
 * Reads from an answer what of statistics leaves in it: the entries open to the analyst, and the fields right below
 * them, by their coordinates. Undefined for an operation that asks none. A field that is null does not leave; when none
 * does, `koodi` is the error at the first entry.
 */
export function readStatistics(
  { data, errors }: EngineAnswer,
  { definition }: Operation,
  catalogue: Catalogue,
): StatisticsOutcome | undefined {
  const root = rootTypeOf(definition);
  const entries = fieldsOf(definition.selectionSet).filter(
    ({ name }) => catalogue.kentta(root, name.value)?.sisaankaynti?.includes(analyst) === true,
  );
  if (entries.length === 0) return undefined;
  const kentat = entries.flatMap((entry) => {
    const given = data?.[keyOf(entry)];
    if (!isObject(given)) return [];
    const type = catalogue.kentta(root, entry.name.value)?.tyyppi ?? "";
    const below = fieldsOf(entry.selectionSet).filter((field) => (given[keyOf(field)] ?? null) !== null);
    return [`${root}.${entry.name.value}`, ...below.map((field) => `${type}.${field.name.value}`)];
  });
  const keys = new Set(entries.map(keyOf));
  const failed = errors.find(({ path }) => path?.length === 1 && keys.has(String(path[0])));
  return { kentat: [...new Set(kentat)].toSorted(), koodi: kentat.length === 0 ? failed?.code : undefined };
}
