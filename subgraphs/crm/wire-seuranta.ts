import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import { alue, jsonOf, paiva, sentit, text } from "./rows.ts";

const kaytto = z.strictObject({ palvelu: text, tuottaja: text, alue, summa: sentit, paiva });

/** One use of a row that the organiser follows; money in cents. */
export type SeurattuKayttoWire = z.infer<typeof kaytto>;

const tila = z.enum(["voimassa", "kaytetty", "paattynyt", "peruttu"]);
const numero = z.string().min(1).max(100);
const common = { numero, alkaen: paiva, paattyy: paiva, kaytot: jsonOf(kaytto) };

/** A row of `asiakasseteli` with its uses, which never exceed its value. */
export const seurattuSeteli = z
  .strictObject({ ...common, palvelu: text, tila, arvo: sentit })
  .refine((row) => row.alkaen <= row.paattyy && sumOf(row.kaytot) <= row.arvo);

/** A row of `henkilokohtainen_budjetti` with its performances, which may exceed it. */
export const seurattuBudjetti = z.strictObject({ ...common, arvo: sentit }).refine((row) => row.alkaen <= row.paattyy);

/** A row of `maksusitoumus` with its uses; `arvo` null where no sum is promised. */
export const seurattuSitoumus = z
  .strictObject({
    ...common,
    laji: z.enum(["maksusitoumus", "lahete"]),
    palvelu: text,
    tuottaja: text,
    tuottajan_alue: alue,
    tila,
    arvo: sentit.nullable(),
  })
  .refine((row) => row.alkaen <= row.paattyy && (row.arvo === null || sumOf(row.kaytot) <= row.arvo));

/** Cents of all uses together. */
export function sumOf(kaytot: readonly SeurattuKayttoWire[]): number {
  return kaytot.reduce((total, { summa }) => total + summa, 0);
}

/** Reads a page. More rows than were asked, or one number twice, is invalid. */
export function parseSivu<T extends { readonly numero: string }>(
  rows: readonly SqlRow[],
  schema: z.ZodType<T>,
  limit: number,
): SourceResult<readonly T[]> {
  const parsed = z.array(schema).max(limit).safeParse(rows);
  if (!parsed.success) return failed("invalid", "page not of the agreed form");
  const isRepeated = new Set(parsed.data.map((row) => row.numero)).size !== parsed.data.length;
  return isRepeated ? failed("invalid", "one number in two rows") : ok(parsed.data);
}

/** Cents as whole digits: a sum of a region may be beyond what an Int or a float holds exactly. */
const suuriSumma = z
  .string()
  .regex(/^-?\d{1,20}(\.\d{1,2})?$/)
  .transform((amount) => {
    const [euros = "", fraction = ""] = amount.split(".");
    return BigInt(euros + fraction.padEnd(2, "0"));
  });

const lukumaara = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const summa = z
  .strictObject({
    lukumaara,
    arvo: suuriSumma,
    kaytetty: suuriSumma,
    jaljella: suuriSumma,
  })
  .refine((row) => row.arvo >= 0n && row.kaytetty >= 0n && row.jaljella <= row.arvo);

/** Number and sums of a list; money in cents. */
export type SummaWire = z.infer<typeof summa>;

/** Reads the sums: exactly one row. */
export function parseSumma(rows: readonly SqlRow[]): SourceResult<SummaWire> {
  const parsed = z.tuple([summa]).safeParse(rows);
  return parsed.success ? ok(parsed.data[0]) : failed("invalid", "sums not of the agreed form");
}

const omanAlueenKaytto = z.strictObject({
  numero,
  monesko: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
  palvelu: text,
  tuottaja: text,
  alue,
  summa: sentit,
  paiva,
});

/** One use in another region than the asked one, which granted what was used; money in cents. */
export type OmanAlueenKayttoWire = z.infer<typeof omanAlueenKaytto>;

/** Reads a region's part of a page of uses in the region `alue`. More than were asked, a use twice, or one of another region is invalid. */
export function parseKaytot(
  rows: readonly SqlRow[],
  { alue: asked, limit }: { readonly alue: string; readonly limit: number },
): SourceResult<readonly OmanAlueenKayttoWire[]> {
  const parsed = z.array(omanAlueenKaytto).max(limit).safeParse(rows);
  if (!parsed.success) return failed("invalid", "uses not of the agreed form");
  if (parsed.data.some((row) => row.alue !== asked)) return failed("invalid", "a use of another region");
  const keys = new Set(parsed.data.map((row) => `${row.monesko} ${row.numero}`));
  return keys.size === parsed.data.length ? ok(parsed.data) : failed("invalid", "one use in two rows");
}

// Each use is of a cent at least: a sum of no use, or of less than its uses, can't be trusted.
const kayttosumma = z
  .strictObject({ lukumaara, summa: suuriSumma })
  .refine((row) => (row.lukumaara === 0 ? row.summa === 0n : row.summa >= row.lukumaara));

/** Number and sum of uses; money in cents. */
export type KayttosummaWire = z.infer<typeof kayttosumma>;

/** Reads the sum of uses: exactly one row. A sum without a use, or under a cent for each, is invalid. */
export function parseKayttosumma(rows: readonly SqlRow[]): SourceResult<KayttosummaWire> {
  const parsed = z.tuple([kayttosumma]).safeParse(rows);
  return parsed.success ? ok(parsed.data[0]) : failed("invalid", "sum of uses not of the agreed form");
}
