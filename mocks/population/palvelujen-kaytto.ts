import type { Paiva } from "./paiva.ts";

/** Where a person gets services, by visits made and choices told. Types only. */

/** One visit, as the region where it was made knows it. */
export interface Kaynti {
  readonly alue: string;
  readonly palvelu: "Terveysasema" | "Poliklinikka" | "Päiväkirurgia" | "Päivystys" | "Perhetyö";
  readonly laji: "KAYNTI" | "ETAKAYNTI" | "PAIVYSTYS";
  readonly paiva: Paiva;
  /** Who gave the service, and collects its fee. */
  readonly antaja: string;
  /** Of a minor's visit: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** A visit to a private general practitioner in Kela's choice trial. */
export interface Kokeilukaynti {
  readonly paiva: Paiva;
  readonly tuottaja: { readonly ytunnus: string; readonly nimi: string };
  readonly omavastuuSentit: number;
}

/** A choice of producer told to a region, other than a direct choice. */
export interface Tuottajavalinta {
  /** The region that was told. */
  readonly alue: string;
  readonly laji: "TERVEYSASEMA" | "ERIKOISSAIRAANHOITO" | "ALUEEN_OMA";
  readonly palvelu: string;
  readonly tuottaja: string;
  /** The region where the producer is. */
  readonly tuottajanAlue: string;
  readonly valittu: Paiva;
  /** Undefined while it is in force. */
  readonly paattynyt: Paiva | undefined;
  /** Of a minor's choice: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** Occupational health care of one person, as a region knows it. */
export interface Tyoterveyshuolto {
  readonly alue: string;
  readonly tyonantaja: string;
  readonly tuottaja: string;
  readonly alkaen: Paiva;
  /** Undefined while it goes on. */
  readonly paattyy: Paiva | undefined;
  /** Lowers the capitation that the region pays its producers. */
  readonly vaikuttaaKapitaatioon: boolean;
}
