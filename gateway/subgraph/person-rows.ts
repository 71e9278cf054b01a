import type { z } from "zod";
import { failed, ok } from "../source/index.ts";
import type { SourceResult, SqlRow } from "../source/index.ts";
import type { Tunnus } from "./asiakas-id.ts";

/** Rows of a database's answer by person; everyone asked has an entry, empty for one without rows. */
export type ByPerson<T> = ReadonlyMap<string, readonly T[]>;

/** Key of a person in `ByPerson`. */
export function toPersonKey({ laji, arvo }: Tunnus): string {
  return `${laji}/${arvo}`;
}

/**
 * Checks each row and puts it under the person it belongs to, by the codes in the row itself, never by
 * its place. A row of somebody who was not asked makes the whole answer invalid; so does an answer
 * that leaves out somebody who was. Columns besides those of `personColumns` are the row's own: all
 * null says that the person has none.
 */
export function parsePersonRows<T>(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
  schema: z.ZodType<T>,
): SourceResult<ByPerson<T>> {
  const askedKeys = new Set(asked.map(toPersonKey));
  const found = new Map<string, T[]>();
  for (const { kysytty_hetu, kysytty_tilapainen, hetu, tilapainen_tunnus, ...rest } of rows) {
    const person = toPerson(kysytty_hetu, kysytty_tilapainen);
    const key = person === undefined ? undefined : toPersonKey(person);
    if (person === undefined || key === undefined || !askedKeys.has(key)) {
      return failed("invalid", "row of a person who was not asked");
    }
    const own = found.get(key) ?? [];
    found.set(key, own);
    // The person has nothing of this kind, or the region does not know the person.
    if (isNone(rest)) continue;
    if ((person.laji === "HETU" ? hetu : tilapainen_tunnus) !== person.arvo) {
      return failed("invalid", "row of another person than its own question");
    }
    const row = schema.safeParse(rest);
    if (!row.success) return failed("invalid", "row not of the agreed form");
    own.push(row.data);
  }
  return found.size === askedKeys.size ? ok(found) : failed("invalid", "answer leaves out a person who was asked");
}

/** Refuses an answer in which one identifier stands in two rows of a person. */
export function refuseRepeated<T>(
  result: SourceResult<ByPerson<T>>,
  identifierOf: (row: T) => string,
): SourceResult<ByPerson<T>> {
  if (!result.ok) return result;
  const isRepeated = [...result.value.values()].some((rows) => new Set(rows.map(identifierOf)).size !== rows.length);
  return isRepeated ? failed("invalid", "one number in two rows") : result;
}

function isNone(columns: Readonly<Record<string, string | null>>): boolean {
  const values = Object.values(columns);
  return values.length > 0 && values.every((value) => value === null);
}

function toPerson(hetu: string | null | undefined, tilapainen: string | null | undefined): Tunnus | undefined {
  if (typeof hetu === "string" && tilapainen === null) return { laji: "HETU", arvo: hetu };
  if (typeof tilapainen === "string" && hetu === null) return { laji: "TILAPAINEN", arvo: tilapainen };
  return undefined;
}
