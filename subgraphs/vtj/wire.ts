import type { Nimet } from "../../gateway/subgraph/index.ts";

/**
 * A person's record as either of VTJ's interfaces gives it, checked. In every optional part `undefined` means that the
 * answer does not carry it although its form must (when it was asked: an invalid answer), and `null` that the register
 * has nothing. Codes are the register's own: SOAP's digits or JSON's words. Dates are `YYYY-MM-DD`.
 */
export interface HenkiloWire {
  /** Identity code of the record: the one asked, or the one that has replaced it. */
  readonly hetu: string;
  readonly syntymapaiva: string | null;
  readonly nimi: NimiWire | undefined;
  readonly sukupuoli: Osa<string>;
  readonly kuolinpaiva: Osa<string>;
  readonly aidinkieli: Osa<KoodiWire>;
  readonly asiointikieli: Osa<KoodiWire>;
  readonly kansalaisuudet: readonly KoodiWire[] | undefined;
  readonly osoitteet: readonly OsoiteWire[] | undefined;
  readonly kotikunta: Osa<KoodiWire>;
  /** Identifier of the dwelling of the permanent address. */
  readonly asuinpaikka: Osa<string>;
  readonly turvakielto: TurvakieltoWire | undefined;
  readonly ammatti: Osa<string>;
  readonly siviilisaaty: Osa<string>;
  readonly puolisot: readonly PuolisoWire[] | undefined;
  readonly huoltajat: readonly HuoltoWire[] | undefined;
  readonly huollettavat: readonly HuoltoWire[] | undefined;
  readonly vanhemmat: readonly SuhdeWire[] | undefined;
  readonly lapset: readonly SuhdeWire[] | undefined;
}

/** A part of the record: missing, empty, or there. */
export type Osa<T> = T | null | undefined;

/** Names of the person; null when not registered. */
export interface NimiWire {
  readonly etunimet: string | null;
  readonly sukunimi: string | null;
  readonly kutsumanimi: string | null;
  readonly entinenSukunimi: string | null;
}

/** A code, and its names where the register gave them. */
export interface KoodiWire {
  readonly koodi: string;
  readonly nimet?: Nimet;
}

/** One address that has some content. */
export interface OsoiteWire {
  readonly laji: "VAKINAINEN" | "TILAPAINEN" | "POSTI";
  readonly katuosoite: Nimet;
  readonly postinumero: string | null;
  readonly postitoimipaikka: Nimet;
  readonly maa: KoodiWire | null;
  readonly alkaen: string | null;
  readonly paattyy: string | null;
}

/** The flag after the rule "anything but empty and 0 is on". */
export interface TurvakieltoWire {
  readonly voimassa: boolean;
  readonly paattyy: string | null;
}

/** Another person as this record names them. */
export interface SuhdeWire {
  readonly hetu: string | null;
  readonly etunimet: string | null;
  readonly sukunimi: string | null;
  readonly syntymapaiva: string | null;
}

/** A marriage or partnership. */
export interface PuolisoWire extends SuhdeWire {
  readonly voimassaolo: string | null;
}

/** One right of a guardian, by the codes of the type catalogue; what stands in words has the word as its code. */
export interface OikeusWire {
  readonly koodi: string;
  readonly tieto: "KYLLA" | "EI" | "EI_TIEDOSSA";
  readonly alkaen: string | null;
  readonly paattyy: string | null;
}

/** Custody: the other party, kind and role by the register's own codes. */
export interface HuoltoWire extends SuhdeWire {
  readonly laji: string | null;
  readonly rooli: string | null;
  /** The tasks of custody are divided, beyond where the child lives. */
  readonly onJaettu: boolean;
  /** What the division says; empty where there is none, or only its text tells. Undefined where the answer has no place for it. */
  readonly oikeudet: readonly OikeusWire[] | undefined;
  readonly alkaen: string | null;
  readonly paattyy: string | null;
}

/** What an answer to a query by product holds: the person, or the identity code that has replaced the one asked. */
export type Tuotevastaus =
  | { readonly laji: "HENKILO"; readonly henkilo: HenkiloWire }
  | { readonly laji: "VAIHTUNUT"; readonly hetu: string };
