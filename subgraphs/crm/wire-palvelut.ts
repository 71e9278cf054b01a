import { z } from "zod";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";
import { alue, huoltajaltaSalattu, paiva, parseRows, refuseRepeated, text, totuus } from "./rows.ts";
import type { ByPerson } from "./rows.ts";

const tyoterveyshuolto = z
  .strictObject({
    tyonantaja: text,
    tuottaja: text,
    alkaen: paiva,
    paattyy: paiva.nullable(),
    vaikuttaa_kapitaatioon: totuus,
  })
  .refine((row) => row.paattyy === null || row.alkaen <= row.paattyy);

/** A row of `tyoterveyshuolto`. */
export type TyoterveyshuoltoWire = z.infer<typeof tyoterveyshuolto>;

const luku = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const kaytot = z.strictObject({
  ikkuna: luku,
  kaynnit: luku,
  paivystyskaynnit: luku,
  palvelut: luku,
  setelin_kaytot: luku,
  maksut: luku,
  maksut_euroa: luku,
});

/** What was counted of a person in one window (days). */
export type KaytotWire = z.infer<typeof kaytot>;

const tuottajavalinta = z
  .strictObject({
    laji: z.enum(["terveysasema", "erikoissairaanhoito", "alueen_oma"]),
    palvelu: text,
    tuottaja: text,
    tuottajan_alue: alue,
    valittu: paiva,
    paattynyt: paiva.nullable(),
    huoltajalta_salattu: huoltajaltaSalattu,
  })
  .refine((row) => row.paattynyt === null || row.valittu <= row.paattynyt);

/** A row of `tuottajavalinta`. */
export type TuottajavalintaWire = z.infer<typeof tuottajavalinta>;

/** Reads occupational health care. */
export function parseTyoterveyshuollot(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<TyoterveyshuoltoWire>> {
  return parseRows(rows, asked, tyoterveyshuolto);
}

/** Reads counts. One window twice for the same person is invalid. */
export function parseKaytot(rows: readonly SqlRow[], asked: readonly Tunnus[]): SourceResult<ByPerson<KaytotWire>> {
  return refuseRepeated(parseRows(rows, asked, kaytot), ({ ikkuna }) => String(ikkuna));
}

/** Reads choices of producer. */
export function parseTuottajavalinnat(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<TuottajavalintaWire>> {
  return parseRows(rows, asked, tuottajavalinta);
}
