import type { Paiva } from "./paiva.ts";

/** How a person deals with the regions: by messages, and through others. Dates are `YYYY-MM-DD`. */

/** A contact the customer has reported to a region. */
export interface Yhteystieto {
  readonly alue: string;
  readonly laji: "PUHELIN" | "SAHKOPOSTI" | "POSTIOSOITE";
  readonly arvo: string;
  readonly kayttotarkoitus: string;
  readonly pitkaaikainen: boolean;
  readonly ilmoitettu: Paiva;
}

/** A channel by which a region writes to a person. */
export type Viestintakanava = "SUOMIFI_VIESTIT" | "KIRJE" | "SAHKOPOSTI" | "TEKSTIVIESTI" | "PUHELIN";

/** The channel that a person has told to a region. */
export interface Viestintavalinta {
  readonly alue: string;
  readonly kanava: Viestintakanava;
  readonly valittu: string;
}

/** A message between a person and a region. */
export interface Viesti {
  /** What the region calls it at Suomi.fi: external id. */
  readonly tunniste: string;
  readonly alue: string;
  readonly suunta: "LAHETETTY" | "VASTAANOTETTU";
  readonly kanava: Viestintakanava;
  readonly lahettaja: string;
  readonly otsikko: string;
  readonly teksti: string;
  /** RFC 3339. */
  readonly aika: string;
  /** Of a minor's: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta: "SALATTU" | "AVOIN" | undefined;
}

/** A matter that a mandate covers. */
export type Valtuusasia = "TERVEYDENHUOLTO" | "SOSIAALIHUOLTO";

/** A mandate of an adult, or the guardianship of one: who may act, in which matters, and when. */
export interface Valtuutus {
  /** Index of the person who may act. */
  readonly valtuutettu: number;
  readonly asiat: readonly Valtuusasia[];
  readonly alkaa: string;
  /** Last day; undefined until further notice. */
  readonly paattyy: string | undefined;
  /** By the register of guardianship, not by the person's own mandate. */
  readonly edunvalvonta: boolean;
}
