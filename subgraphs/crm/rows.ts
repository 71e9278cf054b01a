import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import { isPaiva, parseSentit } from "../../gateway/subgraph/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";

/** Rows of a region's answer by person; everyone asked has an entry, empty for one without rows. */
export type ByPerson<T> = ReadonlyMap<string, readonly T[]>;

/** Key of a person in `ByPerson`. */
export function keyOf({ laji, arvo }: Tunnus): string {
  return `${laji}/${arvo}`;
}

/** A day that exists, `YYYY-MM-DD`. */
export const paiva = z.string().refine(isPaiva);
/** A region, two digits. */
export const alue = z.string().regex(/^\d{2}$/);
/** A text that says something, at most 500 characters. */
export const text = z.string().min(1).max(500);
/** A truth as PostgreSQL tells it in text. */
export const totuus = z.enum(["true", "false"]);
/** Of a minor's row: kept from the guardians, open to them, or not asked. */
export const huoltajaltaSalattu = totuus.nullable();

/** An amount above zero: comes as decimal text and becomes whole cents, never a float. */
export const sentit = z.string().transform((amount, context) => {
  const parsed = parseSentit(amount);
  if (parsed !== undefined && parsed > 0) return parsed;
  context.addIssue("not an amount");
  return z.NEVER;
});

/** Rows below a row come as JSON, so that a thing and its parts are one row of one statement. */
export function jsonOf<T>(item: z.ZodType<T>) {
  return z.string().transform((json, context) => {
    const parsed = z.array(item).safeParse(parseJson(json));
    if (parsed.success) return parsed.data;
    context.addIssue("not a list of the agreed form");
    return z.NEVER;
  });
}

/**
 * Checks each row and puts it under the person it belongs to, by the codes in the row itself, never by
 * its place. A row of somebody who was not asked makes the whole answer invalid; so does an answer
 * that leaves out somebody who was.
 */
export function parseRows<T>(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
  schema: z.ZodType<T>,
): SourceResult<ByPerson<T>> {
  const askedKeys = new Set(asked.map(keyOf));
  const found = new Map<string, T[]>();
  for (const { kysytty_hetu, kysytty_tilapainen, hetu, tilapainen_tunnus, ...rest } of rows) {
    const person = toPerson(kysytty_hetu, kysytty_tilapainen);
    const key = person === undefined ? undefined : keyOf(person);
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

function isNone(columns: Readonly<Record<string, string | null>>): boolean {
  const values = Object.values(columns);
  return values.length > 0 && values.every((value) => value === null);
}

function toPerson(hetu: string | null | undefined, tilapainen: string | null | undefined): Tunnus | undefined {
  if (typeof hetu === "string" && tilapainen === null) return { laji: "HETU", arvo: hetu };
  if (typeof tilapainen === "string" && hetu === null) return { laji: "TILAPAINEN", arvo: tilapainen };
  return undefined;
}

/** The same answer, or invalid where one number stands in two rows of a person. */
export function refuseRepeated<T>(
  result: SourceResult<ByPerson<T>>,
  numberOf: (row: T) => string,
): SourceResult<ByPerson<T>> {
  if (!result.ok) return result;
  const isRepeated = [...result.value.values()].some((rows) => new Set(rows.map(numberOf)).size !== rows.length);
  return isRepeated ? failed("invalid", "one number in two rows") : result;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message quotes the text, which may be personal: undefined is no list.
    return undefined;
  }
}
