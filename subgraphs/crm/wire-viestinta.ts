import { z } from "zod";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import { isAika, parsePersonRows, refuseRepeated } from "../../gateway/subgraph/index.ts";
import type { ByPerson, Tunnus } from "../../gateway/subgraph/index.ts";
import { huoltajaltaSalattu, paiva, text } from "./rows.ts";

const kanava = z.enum(["suomifi_viestit", "kirje", "sahkoposti", "tekstiviesti", "puhelin"]);
const valinta = z.strictObject({ kanava, valittu: paiva });

/** A row of `viestintavalinta`. */
export type ViestintavalintaWire = z.infer<typeof valinta>;

/** Reads chosen channels. */
export function parseViestintavalinnat(
  rows: readonly SqlRow[],
  asked: readonly Tunnus[],
): SourceResult<ByPerson<ViestintavalintaWire>> {
  return parsePersonRows(rows, asked, valinta);
}

const viesti = z.strictObject({
  tunniste: z.string().regex(/^[A-Za-z0-9-]{1,100}$/),
  suunta: z.enum(["lahetetty", "vastaanotettu"]),
  kanava,
  lahettaja: text,
  otsikko: text,
  teksti: z.string().max(100_000).nullable(),
  aika: z.string().refine(isAika),
  huoltajalta_salattu: huoltajaltaSalattu,
});

/** A row of `viesti`; `aika` in UTC with microseconds, so that equal texts are equal times. */
export type ViestiWire = z.infer<typeof viesti>;

/** Reads messages. One message twice makes the answer invalid. */
export function parseViestit(rows: readonly SqlRow[], asked: readonly Tunnus[]): SourceResult<ByPerson<ViestiWire>> {
  return refuseRepeated(parsePersonRows(rows, asked, viesti), ({ tunniste }) => tunniste);
}
