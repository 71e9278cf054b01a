/** A professional as client and patient records name one. */
export interface Tekija {
  readonly nimi: string;
  /** Number in Terhikki, 11 digits; invented. */
  readonly rekisterointinumero: string;
}

/**
 * What a record's marks say of whom it may be shown to. `huoltajille`: code of "THL - Alaikäisen potilastietojen
 * luovuttaminen huoltajille", of a minor's record; left out where the register tells none. `erityissisalto`: shown to
 * the customer in no e-service. `luottamuksellisuus`: v3-Confidentiality, R restricted, V very restricted.
 */
export interface Rivimerkinta {
  readonly huoltajille?: "1" | "2" | "3" | "4";
  readonly erityissisalto?: true;
  readonly luottamuksellisuus?: "R" | "V";
}

/** A record in the system of one controller. */
export interface Kirjaus extends Rivimerkinta {
  readonly tunnus: string;
  /** Region, two digits, or `HUS`: whose system holds it. */
  readonly rekisterinpitaja: string;
  /** Written in social care's register; in health care's when left out. */
  readonly sosiaalihuolto?: true;
  readonly tekija: Tekija;
}

/** One finding of functional ability by a professional. */
export interface Havainto extends Kirjaus {
  /** ICF code, e.g. `d450`. */
  readonly icf: string;
  readonly nimi: string;
  /** ICF qualifier. */
  readonly aste: 0 | 1 | 2 | 3 | 4 | 8 | 9;
  readonly paiva: string;
}

/** Guidance given, at a visit or by a message. */
export interface Ohjaus extends Kirjaus {
  readonly aihe: string;
  readonly kanava: "VASTAANOTTO" | "ETAYHTEYS" | "KOTIKAYNTI" | "PUHELIN" | "VIESTI" | "KIRJE";
  /** RFC 3339 with the Finnish offset. */
  readonly aika: string;
  readonly yksikko: string;
}

/** The plan of one customership. */
export interface Suunnitelma extends Kirjaus {
  readonly nimi: string;
  /** The customership it belongs to; `paattynyt` is undefined while that is open. */
  readonly asiakkuus: {
    readonly tunnus: string;
    readonly palvelu: string;
    readonly alkanut: string;
    readonly paattynyt: string | undefined;
  };
  readonly alkaa: string;
  readonly paattyy: string | undefined;
  readonly tavoitteet: readonly { readonly teksti: string; readonly maaraaika: string; readonly saavutettu: boolean }[];
  readonly toimet: readonly { readonly teksti: string; readonly tehty: boolean }[];
}

/** What client and patient systems hold of a person. */
export interface Hoito {
  readonly havainnot: readonly Havainto[];
  readonly ohjaukset: readonly Ohjaus[];
  readonly suunnitelmat: readonly Suunnitelma[];
}

/** A self-assessment of functional ability that a person has filled in, with an app of their own choice. */
export interface OmaArvio {
  /** A UUID. */
  readonly tunnus: string;
  /** RFC 3339 with the Finnish offset. */
  readonly taytetty: string;
  readonly vastaukset: readonly {
    /** ICF code. */
    readonly icf: string;
    readonly kysymys: string;
    /** ICF qualifier 0-4, 8 not specified, 9 not applicable; undefined where the answer is in words only. */
    readonly aste: number | undefined;
    readonly sanoin: string | undefined;
  }[];
}
