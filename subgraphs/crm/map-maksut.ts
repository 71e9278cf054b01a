import type { Raha } from "../../gateway/subgraph/index.ts";
import { toPeitetty } from "./iban.ts";
import { compare, toRivimerkit } from "./map.ts";
import type { Rivimerkit } from "./map.ts";
import type { AsiakasmaksuWire, HoidonMaksajaWire, MaksuyhteysWire } from "./wire-maksut.ts";

/** Value of the type `Maksuyhteys`. */
export interface Maksuyhteys {
  readonly iban: string;
  readonly saaja: string;
  readonly palvelu: string | null;
  readonly oletus: boolean;
  readonly suoraveloitus: boolean;
  readonly alue: string;
}

/** Accounts of one region, the default first, then by service; their numbers covered unless `isWhole`. */
export function toMaksuyhteydet(
  rows: readonly MaksuyhteysWire[],
  alue: string,
  isWhole: boolean,
): readonly Maksuyhteys[] {
  return rows
    .map((row) => ({
      iban: isWhole ? row.iban : toPeitetty(row.iban),
      saaja: row.saaja,
      palvelu: row.palvelu,
      oletus: row.oletus === "true",
      suoraveloitus: row.suoraveloitus === "true",
      alue,
    }))
    .sort((one, other) => Number(other.oletus) - Number(one.oletus) || compare(one.palvelu ?? "", other.palvelu ?? ""));
}

/** Value of the type `Asiakasmaksu`. */
export interface Asiakasmaksu {
  readonly numero: string;
  readonly palvelu: string;
  readonly summa: Raha;
  readonly perija: string;
  readonly paiva: string;
  readonly kerryttaaMaksukattoa: boolean;
  readonly kertyyHuoltajalle: boolean;
  readonly alue: string;
  readonly rivimerkit: Rivimerkit;
  readonly rekisterinpitaja: string;
}

/** Fees of one region, newest first, those of a day by number. */
export function toAsiakasmaksut(rows: readonly AsiakasmaksuWire[], alue: string): readonly Asiakasmaksu[] {
  return rows
    .map((row) => ({
      numero: row.numero,
      palvelu: row.palvelu,
      summa: { sentit: row.summa },
      perija: row.perija,
      paiva: row.paiva,
      kerryttaaMaksukattoa: row.kerryttaa_maksukattoa === "true",
      kertyyHuoltajalle: row.kertyy_toiselle === "true",
      alue,
      rivimerkit: toRivimerkit(row.huoltajalta_salattu),
      rekisterinpitaja: alue,
    }))
    .sort((one, other) => compare(other.paiva, one.paiva) || compare(one.numero, other.numero));
}

/** Value of the type `HoidonMaksaja`. */
export interface HoidonMaksaja {
  readonly laji: "KOTIALUE" | "KELA" | "MAAHANMUUTTOVIRASTO" | "ASIAKAS";
  readonly alue: string | null;
  readonly peruste: "KOTIKUNTA" | "SAIRAANHOITOKORTTI" | "VASTAANOTTO" | "EI_VAKUUTUSTA";
  readonly paiva: string;
}

const maksajat = {
  kotialue: "KOTIALUE",
  kela: "KELA",
  maahanmuuttovirasto: "MAAHANMUUTTOVIRASTO",
  asiakas: "ASIAKAS",
} as const satisfies Record<HoidonMaksajaWire["laji"], string>;

const perusteet = {
  kotikunta: "KOTIKUNTA",
  sairaanhoitokortti: "SAIRAANHOITOKORTTI",
  vastaanotto: "VASTAANOTTO",
  ei_vakuutusta: "EI_VAKUUTUSTA",
} as const satisfies Record<HoidonMaksajaWire["peruste"], string>;

/** A payer as one region tells it of the day of care. */
export function toHoidonMaksaja({ laji, maksava_alue, peruste }: HoidonMaksajaWire, paiva: string): HoidonMaksaja {
  return { laji: maksajat[laji], alue: maksava_alue, peruste: perusteet[peruste], paiva };
}

/** What a region says of the payer, and which region says it. */
export interface MaksajanKertoma {
  readonly alue: string;
  readonly row: HoidonMaksajaWire;
}

/**
 * Of what the regions say, what counts: the payer of the latest date; of one date, a home region that
 * says so of itself. Undefined when nobody says anything.
 */
export function pickMaksaja(told: readonly MaksajanKertoma[]): MaksajanKertoma | undefined {
  return told.toSorted(
    (one, other) =>
      compare(other.row.alkaen, one.row.alkaen) ||
      Number(isOwnWord(other)) - Number(isOwnWord(one)) ||
      compare(one.alue, other.alue),
  )[0];
}

/** Whether a region says of itself that it is the home region: the bill goes there, so nobody else need confirm it. */
export function isOwnWord({ alue, row }: MaksajanKertoma): boolean {
  return row.maksava_alue === alue;
}
