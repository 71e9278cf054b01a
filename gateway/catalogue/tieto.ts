import { z } from "zod";
import { aluerajaukset } from "./kentta.ts";
import { kirjaimet } from "./kirjain.ts";

const text = z.string().min(1);
const letters = z.array(z.enum(kirjaimet)).min(1).readonly();

/** The eight main data groups of the workshop report. */
const ryhmat = [
  "PERUSTIEDOT",
  "TULOT_JA_VARALLISUUS",
  "TAHDONILMAISUT_JA_SUOSTUMUKSET",
  "SEGMENTOINTITIETO",
  "ASIAKASTIEDOT",
  "ASIAKKAAN_PALVELUT",
  "ASIAKASKOHTAISET_SUUNNITELMAT",
  "MAKSUTIEDOT",
] as const;

/** The four levels of management of the workshop report. */
const tasot = ["MAAKUNTAKOHTAINEN", "YHTEISESTI_MAARITELTY", "MAAKUNTIEN_YHTEINEN", "KANSALLINEN"] as const;

const pMerkinnat = ["KYLLA", "EI", "MAHDOLLINEN"] as const;

const kenttapaasy = z.strictObject({ kentta: z.string().regex(/^\w+\.\w+$/), paasy: letters }).readonly();

/** Shape of one `@tietosisalto`; an argument that is not here is refused. */
export const tietoSchema = z
  .strictObject({
    id: z.int().positive(),
    nimi: text,
    nimiSv: text,
    nimiEn: text,
    ryhma: z.enum(ryhmat),
    taso: z.enum(tasot).optional(),
    p: z.enum(pMerkinnat),
    rekisteri: text,
    oikeusperusta: text,
    paatos: text,
    avoinna: text.optional(),
    valinta: text,
    paasy: letters,
    alueet: z.enum(aluerajaukset).optional(),
    suostumuksella: letters.optional(),
    kentittain: z.array(kenttapaasy).readonly().optional(),
  })
  .readonly();

/**
 * One data item as `schema/tiedot.graphql` declares it; each member is described there. Without
 * `taso` the workshop decided no level; without `alueet` no region holds it. `suostumuksella` names letters of `paasy` that need the
 * customer's live consent (M always does); `kentittain` adds letters to single fields.
 */
export type Tieto = z.infer<typeof tietoSchema>;
