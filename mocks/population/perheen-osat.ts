import type { HuollonOikeus, Siviilisaaty } from "./person.ts";

/** What a person's presence rests on, before anybody has a code. */
export type Tilanne = "TAVALLINEN" | "MAASTAMUUTTANUT" | "TURVAPAIKANHAKIJA" | "TUNNUKSETON";

/** One guardian of a child, by place in the family; from birth when `alkaen` is undefined. */
export interface HuoltajanPaikka {
  readonly paikka: number;
  readonly laji: "LAKISAATEINEN" | "MAARATTY";
  /** Day number. */
  readonly alkaen: number | undefined;
  /** The custody's tasks are divided by an order or agreement. */
  readonly jaettu?: true;
  /** The division in codes; left out where only its text tells. */
  readonly oikeudet?: readonly HuollonOikeus[];
}

/** One member as planned: relatives by place in the family, birth and death as day numbers. */
export interface Suunnitelma {
  /** The wanted day of birth; the lane of the block moves it back by some weeks. */
  readonly syntyi: number;
  readonly kuoli: number | undefined;
  readonly sukupuoli: "MIES" | "NAINEN";
  readonly siviilisaaty: Siviilisaaty;
  readonly puoliso: number | undefined;
  readonly vanhemmat: readonly number[];
  /** The living guardians, also of one who has already grown up: age is looked at later. */
  readonly huoltajat: readonly HuoltajanPaikka[];
  /** Which of the family's homes, from 0. */
  readonly asunto: number;
  readonly tilanne: Tilanne;
}

/** A family: its members, and whether it has come from abroad. */
export interface Perhe {
  readonly jasenet: readonly Suunnitelma[];
  readonly ulkomainen?: boolean;
}

const tavallinen = {
  kuoli: undefined,
  siviilisaaty: 1,
  puoliso: undefined,
  vanhemmat: [],
  huoltajat: [],
  asunto: 0,
  tilanne: "TAVALLINEN",
} as const;

/** A member with the given facts and otherwise the plain ones: living, unmarried, at the first home. */
export function suunnittele(osat: Pick<Suunnitelma, "syntyi" | "sukupuoli"> & Partial<Suunnitelma>): Suunnitelma {
  return { ...tavallinen, ...osat };
}
