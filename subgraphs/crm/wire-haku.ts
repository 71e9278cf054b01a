import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import { parseHetu } from "../../gateway/subgraph/index.ts";
import { text } from "./rows.ts";

const nimi = z.string().max(200);
const luku = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const osuma = z
  .strictObject({
    hetu: z
      .string()
      .refine((hetu) => parseHetu(hetu).ok)
      .nullable(),
    tilapainen_tunnus: text.max(100).nullable(),
    asiakas_id: luku,
    sukunimi: nimi,
    etunimet: nimi,
    sija: luku,
  })
  .refine((row) => row.hetu !== null || row.tilapainen_tunnus !== null);

/** One who was found, and the place among those found. */
export type OsumaWire = z.infer<typeof osuma>;

/** Reads a page of hits. More than were asked, or one person twice, is invalid. */
export function parseOsumat(rows: readonly SqlRow[], limit: number): SourceResult<readonly OsumaWire[]> {
  const parsed = z.array(osuma).max(limit).safeParse(rows);
  if (!parsed.success) return failed("invalid", "hits not of the agreed form");
  const isRepeated = new Set(parsed.data.map((row) => row.asiakas_id)).size !== parsed.data.length;
  return isRepeated ? failed("invalid", "one person in two rows") : ok(parsed.data);
}
