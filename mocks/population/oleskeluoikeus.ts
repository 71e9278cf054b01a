import type { Paiva } from "./paiva.ts";

/** By what right a person who is no Finnish citizen stays. Types only. */

/** A residence permit, residence card or registered right of residence. */
export interface Oleskelulupa {
  readonly laji: "A" | "B" | "P" | "P_EU" | "TS" | "EU_REK";
  readonly peruste: "KANSAINVALINEN_SUOJELU" | "TILAPAINEN_SUOJELU" | "TYO" | "OPISKELU" | "PERHESIDE" | "EU_OIKEUS";
  readonly alkaa: Paiva;
  /** Undefined when it is until further notice. */
  readonly paattyy: Paiva | undefined;
  readonly tyoskentelyoikeus: "RAJOITTAMATON" | "RAJOITETTU";
  /** Day on which an extension, still pending, was applied for. */
  readonly jatkohakemus: Paiva | undefined;
}

/** What the immigration authorities know of a person who is no Finnish citizen. */
export interface Oleskelutiedot {
  /** Customer number, ten digits. */
  readonly asiakasnumero: string;
  /** Oldest first. */
  readonly luvat: readonly Oleskelulupa[];
  readonly turvapaikka:
    | {
        readonly tila: "VIREILLA" | "MYONNETTY" | "HYLATTY";
        readonly suojelumuoto: "PAKOLAISASEMA" | "TOISSIJAINEN" | "TILAPAINEN" | undefined;
        readonly haettu: Paiva;
        readonly ratkaistu: Paiva | undefined;
      }
    | undefined;
  /** Travel documents; `maa` is ISO 3166-1 numeric. */
  readonly asiakirjat: readonly {
    readonly laji: "PASSI" | "MUUKALAISPASSI" | "PAKOLAISEN_MATKUSTUSASIAKIRJA";
    readonly numero: string;
    readonly maa: string;
    readonly paattyy: Paiva;
  }[];
  /** A reception centre's customer; the end is undefined while it goes on. */
  readonly vastaanotto:
    | { readonly keskus: string; readonly alkaen: Paiva; readonly paattyen: Paiva | undefined }
    | undefined;
  /** Placement in a municipality. */
  readonly kuntaanosoitus: { readonly kunta: string; readonly paatos: Paiva; readonly muutto: Paiva } | undefined;
}
