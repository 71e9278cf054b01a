import { findKunta } from "./kunnat.ts";
import type { Osoite, UlkomainenOsoite } from "./person.ts";
import { toPaiva } from "./paiva.ts";
import { createRandom } from "./random.ts";

/** Invented streets, Finnish and Swedish. */
const kadut: readonly (readonly [string, string])[] = [
  ["Mallikatu", "Modellgatan"],
  ["Esimerkkitie", "Exempelvägen"],
  ["Koekuja", "Provgränden"],
  ["Testipolku", "Teststigen"],
  ["Näytekatu", "Exponatgatan"],
  ["Harjoituskuja", "Övningsgränden"],
  ["Kokeilutie", "Försöksvägen"],
  ["Luonnoskatu", "Skissgatan"],
  ["Keksitynkatu", "Påhittsgatan"],
  ["Satukuja", "Sagogränden"],
  ["Tarinatie", "Berättelsevägen"],
  ["Kuvitelmankatu", "Fantasigatan"],
];

const maat: readonly (readonly [string, string, string, string, string])[] = [
  ["752", "Ruotsi", "Sverige", "Storprovsgatan 7", "11122 Stockholm"],
  ["276", "Saksa", "Tyskland", "Musterstrasse 12", "10115 Berlin"],
  ["724", "Espanja", "Spanien", "Calle Ejemplo 3", "29640 Fuengirola"],
  ["826", "Iso-Britannia", "Storbritannien", "5 Sample Road", "London E1 4ZZ"],
  ["233", "Viro", "Estland", "Näidistänav 9", "10111 Tallinn"],
];

/** One dwelling: everybody with the same one lives together. */
export interface Asunto {
  /** Number within the population, from 1; made from the block and the dwelling's place in it. */
  readonly numero: number;
  /** Municipality code, three digits. */
  readonly kunta: string;
  /** Day number from which the family has lived here; a person born later, from birth. */
  readonly alkaen: number;
  /** Non-disclosure for safety covers all who live together (661/2009 36 §); end as a day number. */
  readonly turvakielto: { readonly paattyy: number | undefined } | undefined;
}

/** The address of a dwelling from a day number on. @throws RangeError for a municipality not in the data. */
export function toOsoite(seed: number, asunto: Asunto, alkaen: number): Osoite {
  const kunta = findKunta(asunto.kunta);
  if (kunta === undefined) throw new RangeError(`no municipality ${asunto.kunta} in the population`);
  const random = createRandom(seed, "osoite", asunto.numero);
  const [fi, sv] = random.pick(kadut);
  const kerrostalo = random.chance(0.62);
  const rappu = kerrostalo ? random.pick(["A", "B", "C", "D"]) : undefined;
  const huoneisto = kerrostalo ? String(random.between(1, 48)) : undefined;
  return {
    katu: { fi, sv },
    talo: String(random.between(1, 98)),
    rappu,
    huoneisto,
    postinumero: random.pick(kunta.postinumerot),
    postitoimipaikka: { fi: kunta.nimi.fi.toUpperCase(), sv: kunta.nimi.sv.toUpperCase() },
    kunta: kunta.koodi,
    alkaen: toPaiva(alkaen),
    asuinpaikantunnus: toAsuinpaikantunnus(asunto.numero, rappu, huoneisto),
  };
}

/**
 * The 16 positions: building (10, here 9 and the dwelling's number), number of the address, stair,
 * flat in three digits, split letter (a space here). A house without flats has a space and 000 (assumed).
 */
export function toAsuinpaikantunnus(numero: number, rappu: string | undefined, huoneisto: string | undefined): string {
  return `9${String(numero).padStart(9, "0")}1${rappu ?? " "}${(huoneisto ?? "").padStart(3, "0")} `;
}

/** An address abroad for the person of this index, from a day number on. */
export function toUlkomainenOsoite(seed: number, index: number, alkaen: number): UlkomainenOsoite {
  const [valtio, fi, sv, lahiosoite, paikkakunta] = createRandom(seed, "osoite", 1_000_000_000 + index).pick(maat);
  return { lahiosoite, paikkakunta, valtio, valtionimi: { fi, sv }, alkaen: toPaiva(alkaen) };
}
