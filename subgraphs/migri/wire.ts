import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";
import { isPaiva } from "../../gateway/subgraph/index.ts";

/** Code lists of the service (assumed; terms of the Aliens Act, recalled). A code outside them makes an answer invalid. */
export const koodit = {
  OleskeluluvanLaji: ["A", "B", "P", "P_EU", "TS", "EU_REK", "OK"],
  OleskeluluvanPeruste: [
    "KANSAINVALINEN_SUOJELU",
    "TILAPAINEN_SUOJELU",
    "TYO",
    "OPISKELU",
    "PERHESIDE",
    "EU_OIKEUS",
    "MUU",
  ],
  Tyoskentelyoikeus: ["RAJOITTAMATON", "RAJOITETTU", "EI"],
  TurvapaikanTila: ["VIREILLA", "MYONNETTY", "HYLATTY", "RAUENNUT", "LAKANNUT"],
  Suojelumuoto: ["PAKOLAISASEMA", "TOISSIJAINEN", "TILAPAINEN"],
  MatkustusasiakirjanLaji: ["PASSI", "MUUKALAISPASSI", "PAKOLAISEN_MATKUSTUSASIAKIRJA", "HENKILOKORTTI"],
} as const;

const text = z.string().min(1).max(200);
const paiva = z.string().refine(isPaiva);
const maa = z.string().regex(/^[A-Z]{3}$/);

const lupa = z
  .object({
    laji: z.enum(koodit.OleskeluluvanLaji),
    peruste: z.enum(koodit.OleskeluluvanPeruste),
    alkaa: paiva,
    paattyy: paiva.nullable(),
    tila: z.enum(["VOIMASSA", "PAATTYNYT", "PERUUTETTU"]),
    tyoskentelyoikeus: z.enum(koodit.Tyoskentelyoikeus),
    jatkohakemus: z.object({ haettu: paiva, tila: z.literal("VIREILLA") }).nullish(),
  })
  .refine(({ alkaa, paattyy }) => paattyy === null || alkaa <= paattyy);

/** Granted and ceased protection has a form; what is pending has no decision, and all else has one. */
const turvapaikka = z
  .object({
    tila: z.enum(koodit.TurvapaikanTila),
    suojelumuoto: z.enum(koodit.Suojelumuoto).nullable().default(null),
    haettu: paiva,
    ratkaistu: paiva.nullable().default(null),
  })
  .refine(({ tila, suojelumuoto }) => (tila === "MYONNETTY" || tila === "LAKANNUT") === (suojelumuoto !== null))
  .refine(({ tila, haettu, ratkaistu }) =>
    tila === "VIREILLA" ? ratkaistu === null : ratkaistu !== null && haettu <= ratkaistu,
  );

const matkustusasiakirja = z.object({
  laji: z.enum(koodit.MatkustusasiakirjanLaji),
  numero: text,
  maa,
  voimassaAsti: paiva,
});

const oleskelu = z.object({
  asiakasnumero: z.string().regex(/^\d{1,20}$/),
  henkilotunnus: z.string().nullable(),
  nimi: z.object({ sukunimi: text, etunimet: text }),
  kansalaisuudet: z.array(maa).max(20),
  oleskeluluvat: z.array(lupa).max(500),
  turvapaikka: turvapaikka.nullable(),
  matkustusasiakirjat: z.array(matkustusasiakirja).max(100),
  vastaanotto: z
    .object({ vastaanottokeskus: text, alkaen: paiva, paattyen: paiva.nullable() })
    .refine(({ alkaen, paattyen }) => paattyen === null || alkaen <= paattyen)
    .nullable(),
  kuntaanosoitus: z
    .object({ kunta: z.string().regex(/^\d{3}$/), paatosPaiva: paiva, muuttoPaiva: paiva.nullable() })
    .nullable(),
});

/** A person's residence as the service tells it. */
export type OleskeluWire = z.infer<typeof oleskelu>;

/** Reads the answer to `oleskelutiedot/haku` by an identity code. One without that code is about another person. */
export function parseOleskelu(value: unknown, hetu: string): SourceResult<OleskeluWire> {
  const read = oleskelu.safeParse(value);
  if (!read.success) return failed("invalid", "not an answer about residence");
  return read.data.henkilotunnus === hetu ? ok(read.data) : failed("invalid", "answer about another person");
}

const virhe = z.object({ virhekoodi: z.string() });

/**
 * The meaning of an answer that is not 200. Only the service's own word for "no data" is one: another 404 is a wrong
 * path. `body` is undefined when it was not JSON. Takes no text of the source.
 */
export function toMigriFailure(status: number, body: unknown): SourceFailure {
  const koodi = virhe.safeParse(body).data?.virhekoodi;
  if (status === 404 && koodi === "EI_TIETOJA") return { kind: "not-found", reason: "no data of the person" };
  if (status === 401 || status === 403) return { kind: "denied", reason: "the service refuses us" };
  if (status === 429 || status >= 500) return { kind: "unavailable", reason: "the service is busy, closed or broken" };
  return { kind: "configuration", reason: "the service does not accept our message" };
}
