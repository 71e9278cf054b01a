import { z } from "zod";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import { parseHetu } from "../../gateway/subgraph/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";
import { alue, huoltajaltaSalattu, jsonOf, paiva, parseRows, refuseRepeated, sentit, text, totuus } from "./rows.ts";
import type { ByPerson } from "./rows.ts";

const yhteystieto = z.strictObject({
  laji: z.enum(["puhelin", "sahkoposti", "postiosoite"]),
  arvo: text,
  kayttotarkoitus: text,
  pitkaaikainen: totuus,
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

const kaytot = jsonOf(kaytto);

const seteli = z
  .strictObject({
    numero: text,
    palvelu: text,
    arvo: sentit,
    alkaen: paiva,
    paattyy: paiva,
    tila: z.enum(["voimassa", "kaytetty", "paattynyt", "peruttu"]),
    huoltajalta_salattu: huoltajaltaSalattu,
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
