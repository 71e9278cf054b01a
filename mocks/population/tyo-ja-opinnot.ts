import type { Paiva } from "./paiva.ts";

/** What a person has studied, and is without work. Types only. */

/** One study right, enough for Koski's record. */
export interface Opinto {
  /** Koski's `opiskeluoikeudentyyppi`: perusopetus, lukiokoulutus, ylioppilastutkinto, ammatillinenkoulutus, korkeakoulutus. */
  readonly tyyppi: "perusopetus" | "lukiokoulutus" | "ylioppilastutkinto" | "ammatillinenkoulutus" | "korkeakoulutus";
  /** Code of the degree or syllabus in the code list `koulutus`. */
  readonly koodi: string;
  readonly nimi: { readonly fi: string; readonly sv: string; readonly en: string };
  readonly oppilaitos: {
    readonly oid: string;
    readonly numero: string;
    readonly nimi: { readonly fi: string; readonly sv: string };
    readonly kunta: string;
  };
  readonly alkanut: Paiva;
  /** Undefined while going on. */
  readonly paattynyt: Paiva | undefined;
  readonly tila: "KESKEN" | "VALMISTUNUT" | "KESKEYTYNYT";
}

/** A person who seeks work, as the employment authority knows it. */
export interface Tyonhaku {
  readonly tila: "TYOTON" | "LOMAUTETTU" | "LYHENNETTY_TYOVIIKKO" | "PALVELUSSA";
  /** From when the state has been. */
  readonly alkaen: Paiva;
  /** Earlier periods, oldest first; days included. */
  readonly jaksot: readonly {
    readonly tila: "TYOSSA" | "TYOTON" | "TYOVOIMAN_ULKOPUOLELLA";
    readonly alku: Paiva;
    readonly loppu: Paiva;
  }[];
  /** Services; the end is undefined while one goes on. */
  readonly palvelut: readonly {
    readonly laji: "TYOVOIMAKOULUTUS" | "TYOKOKEILU" | "VALMENNUS" | "PALKKATUKI" | "KOTOUTUMISKOULUTUS";
    readonly alku: Paiva;
    readonly loppu: Paiva | undefined;
  }[];
}
