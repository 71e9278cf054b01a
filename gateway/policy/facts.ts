import type { Kirjain } from "../catalogue/index.ts";

/** Who asks, as rules name them: a letter of the access rules, or nobody who has one. */
export type Kysyja = Kirjain | "EI_KUKAAN";

/** On what the asker's right to this person rests now. */
export type Suhde =
  | "OMA"
  | "HUOLTAJA"
  | "VALTUUTUS"
  | "AVOIN_ASIAKKUUS"
  | "ILMOITETTU_PERUSTE"
  | "HATAKAYTTO"
  | "OMA_ALUE"
  | "SUOSTUMUS"
  | "EI";

/** Age of a child whose guardian asks, in the classes that rules tell apart; everyone else is TAYSI. */
export type Ikaluokka = "ALLE_10" | "10_17" | "TAYSI";

/** A matter of a mandate, as Suomi.fi-valtuudet has it in its themes. */
export type Valtuusasia = "SOSIAALIHUOLTO" | "TERVEYDENHUOLTO";

/** What is known of asker and person: the part of the vector that is the same for every field. */
export interface Asema {
  readonly kysyja: Kysyja;
  readonly suhde: Suhde;
  readonly ikaluokka: Ikaluokka;
  /** Matters of a mandate that is valid now; none without one. */
  readonly valtuusasiat: readonly Valtuusasia[];
  /** The purpose of use as rules tell them apart: `toTarkoitusluokka` of the policy makes it. */
  readonly kayttotarkoitus: string;
  /** In force, or not known. */
  readonly turvakielto: boolean;
  /** The law lets this organisation see a protected place for this purpose (661/2009 37 §), by configuration. */
  readonly turvakieltoOikeus: boolean;
}

/** What is asked: the part of the vector that the schema tells. */
export interface Kohde {
  readonly tieto: number;
  /** `Type.field`. */
  readonly kentta: string;
  readonly paikka: "EI" | "SUORAAN" | "VALILLISESTI";
  readonly p: "KYLLA" | "EI" | "MAHDOLLINEN";
  /** Rows of the field carry marks, and are judged one by one too. */
  readonly riveittain: boolean;
}

/** The whole vector of a decision on a field. Names no person. */
export interface Tosiasiat extends Asema, Kohde {
  /** A live consent names this item and this receiver. */
  readonly suostumus: boolean;
}

/** What only the answer tells of one row. */
export interface Rivi {
  /** Marks of the row; none is "no mark known", never "nothing denied". */
  readonly rivimerkit: readonly string[];
  /**
   * Whose register the row is in, seen from the asker: of the asker's own controller and branch, of its other branch, of
   * the circle of Uusimaa, or of another.
   */
  readonly rekisterinpitaja: "OMA" | "OMAN_TOINEN_REKISTERI" | "UUSIMAAN_PIIRI" | "MUU";
  /** A release permission is in force that covers the row's register and the asker's organisation. */
  readonly luovutuslupa: boolean;
  /** The customer has denied the release of the row's register to the asker. */
  readonly luovutuskielto: boolean;
  /** The customer has been informed of Kanta, as the circle of Uusimaa requires. */
  readonly informoitu: boolean;
}

const paras: Readonly<Record<Kysyja, Suhde>> = {
  S: "OMA",
  P: "HUOLTAJA",
  H: "AVOIN_ASIAKKUUS",
  L: "AVOIN_ASIAKKUUS",
  O: "AVOIN_ASIAKKUUS",
  R: "AVOIN_ASIAKKUUS",
  J: "OMA_ALUE",
  M: "SUOSTUMUS",
  EI_KUKAAN: "EI",
};

/** The same asker where everything speaks for them: what is denied even so is denied by the role or the purpose. */
export function toParas({
  kysyja,
  kayttotarkoitus,
  turvakieltoOikeus,
}: Pick<Asema, "kysyja" | "kayttotarkoitus" | "turvakieltoOikeus">): Asema {
  const suhde = { suhde: paras[kysyja], ikaluokka: "ALLE_10", valtuusasiat: [] } as const;
  return { kysyja, ...suhde, kayttotarkoitus, turvakielto: false, turvakieltoOikeus };
}
