import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import { isPaiva } from "../../gateway/subgraph/index.ts";
import type { Taulu } from "./statements.ts";

/** Age groups that a region counts by, the youngest first; the last one holds those without an identity code. */
export const ikaryhmat = [
  "IKA_0_6",
  "IKA_7_17",
  "IKA_18_29",
  "IKA_30_64",
  "IKA_65_74",
  "IKA_75_",
  "TUNTEMATON",
] as const;

/** States of a voucher. */
export const tilat = ["VOIMASSA", "KAYTETTY", "PAATTYNYT", "PERUTTU"] as const;

/** A count that has left the database as text; a hundred million is more than there can be. */
const luku = z
  .string()
  .regex(/^\d{1,8}$/)
  .transform(Number);
const palvelu = z.string().min(1).max(500);

const rivi = z
  .strictObject({
    tilanne: z.string(),
    ryhma: palvelu,
    tila: z.string().nullable(),
    maara: luku,
    henkiloita: luku,
  })
  // What is counted is of someone, and of nobody more than once as a person.
  .refine(({ maara, henkiloita }) => henkiloita >= 1 && henkiloita <= maara);

/** One count of a region: how many, and of how many persons. Not protected: goes nowhere but to `map.ts`. */
export type KoosteRivi = z.infer<typeof rivi>;

/** A region's counts of one table. */
export interface KoosteWire {
  /** The day whose state they tell, the first of a month. */
  readonly tilanne: string;
  readonly rivit: readonly KoosteRivi[];
}

const ryhmat: ReadonlySet<string> = new Set(ikaryhmat);
const setelinTilat: ReadonlySet<string> = new Set(tilat);

/** Does a row have the dimensions of its table, with values of their closed lists. */
function isOf(taulu: Taulu, { ryhma, tila }: KoosteRivi): boolean {
  switch (taulu) {
    case "ASIAKKAAT":
      return ryhmat.has(ryhma) && tila === null;
    case "SETELIT":
      return tila !== null && setelinTilat.has(tila);
    case "MAKSUT":
      return tila === null;
    default:
      return taulu satisfies never;
  }
}

/**
 * Reads a region's counts. Refused are counts of another day than the first of a month (a figure that moved between two
 * questions would tell what came between them), of a day to come, a class twice, and a value outside the closed lists.
 */
export function parseKooste(rows: readonly SqlRow[], taulu: Taulu, tanaan: string): SourceResult<KoosteWire> {
  const tilanne = rows[0]?.["tilanne"] ?? "";
  if (!isPaiva(tilanne) || !tilanne.endsWith("-01") || tilanne > tanaan) {
    return failed("invalid", "counts that are not of the first of a month");
  }
  const rivit: KoosteRivi[] = [];
  for (const row of rows) {
    if (row["tilanne"] !== tilanne) return failed("invalid", "counts of several days");
    if (rows.length === 1 && row["ryhma"] === null && row["maara"] === null) continue;
    const parsed = rivi.safeParse(row);
    if (!parsed.success || !isOf(taulu, parsed.data)) return failed("invalid", "row not of the agreed form");
    rivit.push(parsed.data);
  }
  const keys = new Set(rivit.map(({ ryhma, tila }) => JSON.stringify([ryhma, tila])));
  return keys.size === rivit.length ? ok({ tilanne, rivit }) : failed("invalid", "one class in two rows");
}
