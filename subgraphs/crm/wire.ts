import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import { isPaiva, parseHetu, parseSentit } from "../../gateway/subgraph/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";

/** Rows of a region's answer by person; everyone asked has an entry, empty for one without rows. */
export type ByPerson<T> = ReadonlyMap<string, readonly T[]>;

/** Key of a person in `ByPerson`. */
export function keyOf({ laji, arvo }: Tunnus): string {
  return `${laji}/${arvo}`;
}

const paiva = z.string().refine(isPaiva);
const alue = z.string().regex(/^\d{2}$/);
const text = z.string().min(1).max(500);

/** Amounts come as decimal text and become whole cents, never a float. */
const sentit = z.string().transform((amount, context) => {
  const parsed = parseSentit(amount);
  if (parsed !== undefined && parsed > 0) return parsed;
  context.addIssue("not an amount");
  return z.NEVER;
});

const yhteystieto = z.strictObject({
  laji: z.enum(["puhelin", "sahkoposti", "postiosoite"]),
  arvo: text,
  kayttotarkoitus: text,
  pitkaaikainen: z.enum(["true", "false"]),
  ilmoitettu: paiva,
});

/** A row of `yhteystieto`. */
export type YhteystietoWire = z.infer<typeof yhteystieto>;

const valiaikainen = z.strictObject({
  tunniste: text,
  nimi: text,
  syy: z.enum(["turvapaikanhakija", "ulkomaalainen", "tunnistamaton", "vastasyntynyt"]),
  annettu: paiva,
  yhdistetty_hetu: z
    .string()
    .refine((hetu) => parseHetu(hetu).ok)
    .nullable(),
});

/** A row of `valiaikainen_henkilo`. */
export type ValiaikainenWire = z.infer<typeof valiaikainen>;

const kaytto = z.strictObject({ tuottaja: text, alue, summa: sentit, paiva });

/** Uses come as JSON, so that a voucher and its uses are one row of one statement. */
const kaytot = z.string().transform((json, context) => {
  const parsed = z.array(kaytto).safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  context.addIssue("not uses of a voucher");
  return z.NEVER;
});

const seteli = z
  .strictObject({
    numero: text,
    palvelu: text,
    arvo: sentit,
    alkaen: paiva,
    paattyy: paiva,
    tila: z.enum(["voimassa", "kaytetty", "paattynyt", "peruttu"]),
    huoltajalta_salattu: z.enum(["true", "false"]).nullable(),
    kaytot,
  })
  .refine((row) => row.alkaen <= row.paattyy)
  // A voucher is never used for more than it is worth: an answer that says so can't be trusted.
  .refine((row) => row.kaytot.reduce((sum, { summa }) => sum + summa, 0) <= row.arvo);

/** A row of `asiakasseteli` with its uses; money in cents. */
export type SeteliWire = z.infer<typeof seteli>;

/** Reads contacts. */
export function parseYhteystiedot(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<YhteystietoWire>> {
  return parseRows(rows, asked, yhteystieto);
}

/** Reads temporary identities. One identifier twice for the same person is invalid. */
export function parseValiaikaiset(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<ValiaikainenWire>> {
  return refuseRepeated(parseRows(rows, asked, valiaikainen), ({ tunniste }) => tunniste);
}

/** Reads vouchers. One number twice for the same person is invalid, and so is use beyond the value. */
export function parseSetelit(rows: readonly SqlRow[], asked: readonly Tunnus[]): SourceResult<ByPerson<SeteliWire>> {
  return refuseRepeated(parseRows(rows, asked, seteli), ({ numero }) => numero);
}

/**
 * Checks each row and puts it under the person it belongs to, by the codes in the row itself, never by
 * its place. A row of somebody who was not asked makes the whole answer invalid; so does an answer
 * that leaves out somebody who was.
 */
function parseRows<T>(
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

function refuseRepeated<T>(result: SourceResult<ByPerson<T>>, numberOf: (row: T) => string): SourceResult<ByPerson<T>> {
  if (!result.ok) return result;
  const isRepeated = [...result.value.values()].some((rows) => new Set(rows.map(numberOf)).size !== rows.length);
  return isRepeated ? failed("invalid", "one number in two rows") : result;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message quotes the text, which may be personal: undefined is no list of uses.
    return undefined;
  }
}
