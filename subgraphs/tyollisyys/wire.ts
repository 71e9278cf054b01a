import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";
import { isPaiva } from "../../gateway/subgraph/index.ts";

/** States in the authority's words; any other makes an answer invalid. */
export const tilat = [
  "TYOSSA",
  "TYOTON",
  "LOMAUTETTU",
  "LYHENNETTY_TYOVIIKKO",
  "PALVELUSSA",
  "OPISKELIJA",
  "TYOVOIMAN_ULKOPUOLELLA",
  "ELAKKEELLA",
  "TUNTEMATON",
] as const;

/** Kinds of services in the authority's words; any other makes an answer invalid. */
export const palvelulajit = [
  "TYOVOIMAKOULUTUS",
  "TYOKOKEILU",
  "VALMENNUS",
  "PALKKATUKI",
  "OMAEHTOINEN_OPISKELU",
  "KOTOUTUMISKOULUTUS",
] as const;

const text = z.string().min(1).max(200);
const paiva = z.string().refine(isPaiva);
const jakso = z.object({ tila: z.enum(tilat), alku: paiva, loppu: paiva }).refine(({ alku, loppu }) => alku <= loppu);
const palvelu = z
  .object({ laji: z.enum(palvelulajit), alku: paiva, loppu: paiva.nullable() })
  .refine(({ alku, loppu }) => loppu === null || alku <= loppu);

const tyonhakija = z.object({
  tyonhakija: z.literal(true),
  tila: z.enum(tilat),
  alkaen: paiva,
  tyollisyysalue: text,
  jaksot: z.array(jakso).max(1000),
  palvelut: z.array(palvelu).max(1000),
});
const muu = z.object({ tyonhakija: z.literal(false) });
const answer = z.intersection(
  z.object({ henkilotunnus: z.string() }),
  z.discriminatedUnion("tyonhakija", [tyonhakija, muu]),
);

/** The situation of a job seeker, or that the person is none. */
export type TilanneWire = z.infer<typeof tyonhakija> | z.infer<typeof muu>;

/** Reads the answer to `tyollisyystilanne/haku`. Another person makes it invalid. */
export function parseTilanne(value: unknown, hetu: string): SourceResult<TilanneWire> {
  const read = answer.safeParse(value);
  if (!read.success) return failed("invalid", "not an answer about an employment situation");
  if (read.data.henkilotunnus !== hetu) return failed("invalid", "answer about another person");
  return ok(read.data);
}

/**
 * The meaning of an answer that is not 200, by its status: the service's own codes are not published. Takes no text of
 * the source.
 */
export function toTyollisyysFailure(status: number): SourceFailure {
  if (status === 401 || status === 403) return { kind: "denied", reason: "the authority refuses us" };
  if (status === 429 || status >= 500)
    return { kind: "unavailable", reason: "the authority is busy, closed or broken" };
  return { kind: "configuration", reason: "the authority does not accept our message" };
}
