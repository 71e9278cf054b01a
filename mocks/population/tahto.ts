import type { Paiva } from "./paiva.ts";

/** What a person has consented to, permitted and denied. Types only. */

/** Who receives or holds data by consents: identifier and name as the MyData operator knows them. */
export interface Osapuoli {
  readonly id: string;
  readonly nimi: string;
}

/** A consent at the MyData operator: one receiver and one source. */
export interface Suostumus {
  readonly tunnus: string;
  readonly tila: "ACTIVE" | "PAUSED" | "WITHDRAWN" | "EXPIRED";
  readonly vastaanottaja: Osapuoli;
  readonly lahde: Osapuoli;
  /** Categories of data, in the operator's words. */
  readonly tietoryhmat: readonly string[];
  /** RFC 3339. */
  readonly annettu: string;
  /** RFC 3339; undefined when it goes on until withdrawn. */
  readonly paattyy: string | undefined;
  /** RFC 3339. */
  readonly peruttu: string | undefined;
}

/**
 * What an expression of will is about: a biobank, service guidance without a service relation, release of health
 * data between providers, of social care's, from one branch to the other, a denial of release, that the customer has been
 * informed, and sharing of own wellbeing data with professionals.
 */
export type TahdonilmaisunLaji =
  | "BIOPANKKI"
  | "PALVELUOHJAUS"
  | "LUOVUTUSLUPA_TERVEYS"
  | "LUOVUTUSLUPA_SOSIAALI"
  | "SOTE_TERVEYDESTA_SOSIAALIIN"
  | "SOTE_SOSIAALISTA_TERVEYTEEN"
  | "LUOVUTUSKIELTO"
  | "INFORMOINTI"
  | "OMATIETOJEN_JAKO";

/** One expression of will of a person, as it stands now. */
export interface Tahdonilmaisu {
  readonly tunnus: string;
  readonly laji: TahdonilmaisunLaji;
  /** `ANNETTU` in force unless its time has passed; `PERUTTU` taken back; `KIELLETTY` the person said no. */
  readonly tila: "ANNETTU" | "PERUTTU" | "KIELLETTY";
  readonly annettu: Paiva;
  readonly peruttu: Paiva | undefined;
  /** Last day; undefined until further notice. */
  readonly paattyy: Paiva | undefined;
  /** The biobank; the one who may receive; of a denial the controller whose data is not released. */
  readonly osapuoli: Osapuoli | undefined;
  readonly kattavuus: readonly ("NAYTE" | "TERVEYSTIETO" | "YHTEYDENOTTO" | "PALVELUTARVE")[];
}
