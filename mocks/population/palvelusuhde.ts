import type { Paiva } from "./paiva.ts";

/**
 * What the regions' shared implementation knows of a customer: who runs the customerships, close persons,
 * plan, events and payers. Types only; the facts are made in the file of each topic. Dates are `YYYY-MM-DD`.
 */

/** A customership with an organisation of social and health care. */
export interface Asiakkuus {
  readonly tunnus: string;
  /** The region whose register holds it. */
  readonly alue: string;
  /** Identifier of the organisation (OID). */
  readonly organisaatio: string;
  readonly organisaationNimi: string;
  readonly palvelu: string;
  readonly alkanut: Paiva;
  /** Undefined while it is open. */
  readonly paattynyt: Paiva | undefined;
}

/** A professional of social or health care. */
export interface Ammattilainen {
  readonly nimi: string;
  /** Eleven digits; invented, no register of professionals gives one that begins with 999. */
  readonly rekisterointinumero: string;
  readonly nimike: string;
  readonly puhelin: string;
}

/** A professional tied to a customership. */
export interface AsiakkuudenAmmattilainen {
  readonly ammattilainen: Ammattilainen;
  readonly rooli: "VASTUUHENKILO" | "OMATYONTEKIJA" | "OMALAAKARI" | "HOITAJA";
  /** Is this whom the customer turns to. */
  readonly yhteyshenkilo: boolean;
  readonly alkaen: string;
}

/** What a customer wishes of the professionals of one customership, in the customer's own words. */
export interface Toive {
  readonly asiakkuus: string;
  readonly laji: "SAMA_AMMATTILAINEN" | "KIELI" | "SUKUPUOLI" | "MUU";
  readonly teksti: string;
  readonly ilmoitettu: string;
}

/** A relative or close person whom the customer has told of, and what for. */
export interface Laheinen {
  readonly nimi: string;
  /** Identity code, where the register has it. */
  readonly hetu: string | undefined;
  readonly roolit: readonly ("YHTEYSHENKILO" | "TUKIHENKILO" | "OMAISHOITAJA" | "HUOLTAJA" | "EDUNVALVOJA" | "MUU")[];
  readonly puhelin: string | undefined;
  /** Named in the customer's own plan. */
  readonly suunnitelmassa: boolean;
}

/** Who pays one service. */
export interface PalvelunMaksaja {
  readonly laji: "ALUE" | "TUOTTAJA" | "ASIAKAS" | "VAKUUTUSYHTIO" | "TYOTERVEYS" | "MUU_ALUE" | "ULKOMAA";
  readonly nimi: string | undefined;
}

/** One part of the customer's own plan. */
export interface Suunnitelmaosa {
  readonly tarve: string;
  readonly tavoitteet: readonly string[];
  readonly toimet: readonly string[];
}

/** The customer's own plan: health and care, and services, under one. */
export interface Omasuunnitelma {
  readonly tunnus: string;
  /** The region whose register holds it. */
  readonly alue: string;
  readonly laadittu: string;
  readonly tarkistetaan: string | undefined;
  readonly terveysJaHoito: Suunnitelmaosa | undefined;
  readonly palvelut: Suunnitelmaosa | undefined;
  /** Of a minor's plan: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta: "SALATTU" | "AVOIN" | undefined;
}

/** One event of service, as fine-grained as Kanta's: a visit, a call, a stay. */
export interface Palvelutapahtuma {
  readonly tunnus: string;
  /** The region whose register holds it. */
  readonly alue: string;
  readonly palvelu: string;
  /** Identifier of the provider (OID) and its name. */
  readonly tuottaja: string;
  readonly tuottajanNimi: string;
  readonly alkoi: string;
  /** The same day for a visit. */
  readonly paattyi: string;
  readonly maksaja: PalvelunMaksaja;
  /** Of a minor's event: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta: "SALATTU" | "AVOIN" | undefined;
  /** What may be shown to fewer than the rest. */
  readonly erityinen: boolean;
}
