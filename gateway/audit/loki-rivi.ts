import { z } from "zod";
import type { Actor } from "../actor/index.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { rivinLajit, suhdeperusteet } from "./rivi.ts";
import type { Tapahtuma } from "./rivi.ts";

const text = z.string().exactOptional();
/** The log adds rows of its own: its opening, and what retention removed. */
const lajit = [...rivinLajit, "AVAUS", "POISTO"] as const;

const riviSchema = z.object({
  nro: z.int(),
  laji: z.enum(lajit),
  aika: z.string(),
  pyynto: z.string(),
  toimija: z.object({
    laji: z.string(),
    /** Pseudonym of the one who asked. */
    tunnus: z.string(),
    kirjain: text,
    organisaatio: text,
    organisaationNimi: text,
    yksikko: text,
    alue: text,
    nimi: text,
    /** Professional title and service task, for the archive's notice of disclosure; rows before them have neither. */
    ammattinimike: text,
    palvelutehtava: text,
  }),
  kayttotarkoitus: text,
  peruste: z.object({ laji: z.string(), selite: z.string() }).exactOptional(),
  operaatio: z.object({ nimi: text, tiiviste: z.string() }).exactOptional(),
  /** Pseudonym of the person. */
  asiakas: text,
  suhde: z.enum(suhdeperusteet).exactOptional(),
  tiedot: z.array(z.int()),
  kentat: z.array(z.string()),
  evatyt: z.array(z.object({ tieto: z.int().exactOptional(), koodi: z.string(), saanto: text })),
  lahteet: z.array(
    z.object({ lahde: z.string(), solmu: z.string().nullable(), tila: z.string(), haettu: z.string().nullable() }),
  ),
  moottori: text,
  suostumukset: z.array(z.object({ suostumusId: z.string(), versio: z.int() })).exactOptional(),
  turvakieltoOhitettu: z.boolean().exactOptional(),
  hatakaytto: z.object({ syy: z.string(), paattyy: z.string() }).exactOptional(),
  osumia: z.int().exactOptional(),
  koodi: text,
});

/** A row as it is read back. */
export interface LokiRivi extends Readonly<z.infer<typeof riviSchema>> {
  /** Its place in the log, opaque: where a page goes on from. */
  readonly kohta: string;
}

/** A page of rows, newest first. */
export interface LokiSivu {
  readonly rivit: readonly LokiRivi[];
  /** Are there older ones. */
  readonly jatkuu: boolean;
}

/** What members are made with. */
export interface MemberKit {
  /** When it is written, RFC 3339. */
  readonly aika: string;
  readonly pseudonyms: Pseudonyms;
  readonly logName: boolean;
  /** Askers of the rows that are written together, as the log names them: each is named once. */
  readonly toimijat?: Map<Actor, Readonly<Record<string, unknown>>>;
}

/** The members of a row for an event: pseudonyms in place of persons, nothing that is undefined. */
export function toMembers(
  tapahtuma: Tapahtuma,
  { aika, pseudonyms, logName, toimijat = new Map() }: MemberKit,
): Readonly<Record<string, unknown>> {
  const { toimija, asiakasId, evatyt, ...told } = tapahtuma;
  const asked = "kayttotarkoitus" in toimija ? { kayttotarkoitus: toimija.kayttotarkoitus } : {};
  const peruste = "peruste" in toimija ? { peruste: toimija.peruste } : {};
  const named = toimijat.get(toimija) ?? toToimija(toimija, pseudonyms, logName);
  toimijat.set(toimija, named);
  return {
    aika,
    ...told,
    toimija: named,
    ...asked,
    ...peruste,
    // What differs from person to person comes last: the rest is written once for all rows of an answer.
    evatyt,
    ...(asiakasId === undefined ? {} : { asiakas: pseudonyms.asiakas(asiakasId) }),
  };
}

function toToimija(actor: Actor, pseudonyms: Pseudonyms, logName: boolean): Readonly<Record<string, unknown>> {
  const perus = { laji: actor.kind, tunnus: pseudonyms.toimija(actor) };
  switch (actor.kind) {
    case "ammattilainen": {
      const { kirjain, organisaatio, organisaationNimi, yksikko, alue, ammattinimike, palvelutehtava, nimi } = actor;
      const whose = { kirjain, organisaatio, organisaationNimi, yksikko, alue, ammattinimike, palvelutehtava };
      return { ...perus, ...whose, ...(logName ? { nimi } : {}) };
    }
    case "tietosuojavastaava": {
      const { organisaatio, organisaationNimi, alue } = actor;
      return { ...perus, organisaatio, organisaationNimi, alue };
    }
    case "kolmasosapuoli":
      return { ...perus, organisaatio: actor.vastaanottaja, organisaationNimi: actor.vastaanottajanNimi };
    case "asiakas":
    case "analyytikko":
    case "tuntematon":
      break;
  }
  return perus;
}

/** Reads the JSON of a row; undefined for one that is no event: the opening of a segment. */
export function parseRivi(json: string, kohta: string): LokiRivi | undefined {
  const parsed = riviSchema.safeParse(JSON.parse(json));
  return parsed.success ? { ...parsed.data, kohta } : undefined;
}

/** What rows of removals are found by. */
export const removalKey = "poisto";

/** What a row is found by: its person, and what it is for the data protection officer. */
export function toKeys(members: Readonly<Record<string, unknown>>): readonly string[] {
  const { asiakas, laji, toimija } = members;
  const keys: string[] = [];
  if (typeof asiakas === "string") keys.push(laji === "EI_LUOVUTETTU" ? `ei:${asiakas}` : `asiakas:${asiakas}`);
  if (laji === "POISTO") keys.push(removalKey);
  if (laji !== "HATAKAYTTO") return keys;
  const organisaatio =
    typeof toimija === "object" && toimija !== null && "organisaatio" in toimija ? toimija.organisaatio : "";
  return [...keys, "hatakaytto", `hatakaytto:${String(organisaatio)}`];
}
