import type { Paiva } from "./paiva.ts";

/** Who pays for a person's care and services, and what: purchases, fees, accounts, insurances. Types only. */

/** One purchase that counts toward a ceiling, as Kela sees it. */
export interface Osto {
  /** RFC 3339 with the Finnish offset. */
  readonly aika: string;
  readonly sentit: number;
}

/** Purchases of one person in one calendar year. */
export interface Vuosiostot {
  readonly laakkeet: readonly Osto[];
  readonly matkat: readonly Osto[];
}

/** A fee for a service, as the region that collects it knows it. */
export interface Asiakasmaksu {
  readonly numero: string;
  readonly alue: string;
  readonly palvelu: string;
  readonly sentit: number;
  readonly perija: string;
  readonly paiva: Paiva;
  /** Counts toward the ceiling of service fees. */
  readonly kerryttaa: boolean;
  /** Identity code of the one whose ceiling it counts toward: a guardian's for a child. Undefined: nobody's. */
  readonly katonHetu: string | undefined;
  /** Of a minor's fee: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** A bank account that the customer has given to a region. */
export interface Maksuyhteys {
  readonly alue: string;
  readonly iban: string;
  readonly saaja: string;
  /** The service it is for; undefined: all that have none of their own. */
  readonly palvelu: string | undefined;
  readonly oletus: boolean;
  readonly suoraveloitus: boolean;
}

/** Who pays for a person's urgent care during a term, as one region knows it. */
export interface HoidonMaksaja {
  /** The region whose register says so. */
  readonly alue: string;
  readonly laji: "KOTIALUE" | "KELA" | "MAAHANMUUTTOVIRASTO" | "ASIAKAS";
  /** The home region that pays; undefined when the payer is no region. */
  readonly maksavaAlue: string | undefined;
  readonly peruste: "KOTIKUNTA" | "SAIRAANHOITOKORTTI" | "VASTAANOTTO" | "EI_VAKUUTUSTA";
  readonly alkaen: Paiva;
  /** Undefined while it goes on. */
  readonly paattyy: Paiva | undefined;
}

/** A private insurance that pays for services, held by an insurer. */
export interface Vakuutus {
  /** Identifier of the insurer at the MyData operator. */
  readonly yhtio: string;
  readonly laji: "TAPATURMA" | "SAIRAUSKULU" | "MATKA" | "LIIKENNE" | "TYOTAPATURMA";
  readonly numero: string;
  readonly alkaa: Paiva;
  /** Undefined while it goes on. */
  readonly paattyy: Paiva | undefined;
  readonly kattaa: readonly ("LAAKARI" | "KUNTOUTUS" | "LAAKKEET" | "HAMMASHOITO")[];
  readonly omavastuuSentit: number;
}
