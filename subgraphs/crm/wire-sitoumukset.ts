import { z } from "zod";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";
import { alue, huoltajaltaSalattu, jsonOf, paiva, parseRows, refuseRepeated, sentit, text } from "./rows.ts";
import type { ByPerson } from "./rows.ts";

const budjetti = z
  .strictObject({
    numero: text,
    myonnetty: sentit,
    alkaen: paiva,
    paattyy: paiva,
    huoltajalta_salattu: huoltajaltaSalattu,
    suoritteet: jsonOf(z.strictObject({ palvelu: text, tuottaja: text, alue, summa: sentit, paiva })),
  })
  // A budget may be exceeded: the organiser follows that, so it is not refused.
  .refine((row) => row.alkaen <= row.paattyy);

/** A row of `henkilokohtainen_budjetti` with its performances; money in cents. */
export type BudjettiWire = z.infer<typeof budjetti>;

const sitoumus = z
  .strictObject({
    numero: text,
    laji: z.enum(["maksusitoumus", "lahete"]),
    palvelu: text,
    tuottaja: text,
    tuottajan_alue: alue,
    arvo: sentit.nullable(),
    alkaen: paiva,
    paattyy: paiva,
    tila: z.enum(["voimassa", "kaytetty", "paattynyt", "peruttu"]),
    huoltajalta_salattu: huoltajaltaSalattu,
    kaytot: jsonOf(z.strictObject({ tuottaja: text, alue, summa: sentit, paiva })),
  })
  .refine((row) => row.alkaen <= row.paattyy)
  // More paid than was promised: an answer that says so can't be trusted.
  .refine((row) => row.arvo === null || row.kaytot.reduce((sum, { summa }) => sum + summa, 0) <= row.arvo);

/** A row of `maksusitoumus` with its uses; money in cents, `arvo` null where no sum is promised. */
export type SitoumusWire = z.infer<typeof sitoumus>;

/** Reads personal budgets. One number twice for the same person is invalid. */
export function parseBudjetit(rows: readonly SqlRow[], asked: readonly Tunnus[]): SourceResult<ByPerson<BudjettiWire>> {
  return refuseRepeated(parseRows(rows, asked, budjetti), ({ numero }) => numero);
}

/** Reads commitments. One number twice for the same person is invalid, and so is use beyond the value. */
export function parseSitoumukset(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<SitoumusWire>> {
  return refuseRepeated(parseRows(rows, asked, sitoumus), ({ numero }) => numero);
}
