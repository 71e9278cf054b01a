import { z } from "zod";
import { failed } from "../../gateway/source/index.ts";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";
import { isIban } from "./iban.ts";
import { alue, huoltajaltaSalattu, paiva, parseRows, refuseRepeated, sentit, text, totuus } from "./rows.ts";
import type { ByPerson } from "./rows.ts";

const maksuyhteys = z.strictObject({
  iban: z.string().refine(isIban),
  saaja: text,
  palvelu: text.nullable(),
  oletus: totuus,
  suoraveloitus: totuus,
});

/** A row of `maksuyhteys`. */
export type MaksuyhteysWire = z.infer<typeof maksuyhteys>;

const asiakasmaksu = z
  .strictObject({
    numero: text,
    palvelu: text,
    summa: sentit,
    perija: text,
    paiva,
    kerryttaa_maksukattoa: totuus,
    kertyy_toiselle: totuus,
    huoltajalta_salattu: huoltajaltaSalattu,
  })
  // What counts toward nobody's ceiling can't count toward another's.
  .refine((row) => row.kerryttaa_maksukattoa === "true" || row.kertyy_toiselle === "false");

/** A row of `asiakasmaksu`; money in cents. */
export type AsiakasmaksuWire = z.infer<typeof asiakasmaksu>;

const kertyma = z.strictObject({ kertynyt: sentit.nullable(), kertyy_toiselle: z.literal("true").nullable() });

/** What counts toward the person's ceiling in a year: cents, null for nothing; and whether own fees count toward another's. */
export type KertymaWire = z.infer<typeof kertyma>;

const hoidonMaksaja = z
  .strictObject({
    laji: z.enum(["kotialue", "kela", "maahanmuuttovirasto", "asiakas"]),
    maksava_alue: alue.nullable(),
    peruste: z.enum(["kotikunta", "sairaanhoitokortti", "vastaanotto", "ei_vakuutusta"]),
    alkaen: paiva,
  })
  .refine((row) => (row.laji === "kotialue") === (row.maksava_alue !== null));

/** A row of `hoidon_maksaja` that holds on the day asked. */
export type HoidonMaksajaWire = z.infer<typeof hoidonMaksaja>;

/** Reads accounts. Two defaults of a person, or one account twice for a service, are invalid. */
export function parseMaksuyhteydet(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<MaksuyhteysWire>> {
  const result = refuseRepeated(parseRows(rows, asked, maksuyhteys), ({ iban, palvelu }) => `${palvelu ?? ""}/${iban}`);
  if (!result.ok) return result;
  const isDouble = [...result.value.values()].some((own) => own.filter(({ oletus }) => oletus === "true").length > 1);
  return isDouble ? failed("invalid", "two default accounts") : result;
}

/** Reads fees. One number twice for the same person is invalid. */
export function parseAsiakasmaksut(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<AsiakasmaksuWire>> {
  return refuseRepeated(parseRows(rows, asked, asiakasmaksu), ({ numero }) => numero);
}

/** Reads what counts toward ceilings. Two rows of a person are invalid. */
export function parseKertymat(rows: readonly SqlRow[], asked: readonly Tunnus[]): SourceResult<ByPerson<KertymaWire>> {
  return refuseRepeated(parseRows(rows, asked, kertyma), () => "");
}

/** Reads payers of urgent care. Two payers of a person from one day on are invalid. */
export function parseHoidonMaksajat(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<HoidonMaksajaWire>> {
  return refuseRepeated(parseRows(rows, asked, hoidonMaksaja), ({ alkaen }) => alkaen);
}
