import type { Paiva } from "./paiva.ts";

/**
 * Who one synthetic person is: names, family, addresses. What registers know of the person besides is in the file of each
 * topic. Registers do not copy these shapes: each mock's `records.ts` turns them into what that register would hold.
 *
 * Everywhere in the population dates are `YYYY-MM-DD`, money is integer cents, codes are those of the named code list.
 */

/** A relation to another person. Names are given, because registers hold them beside the identity code. */
export interface Suhde {
  /** Index of the other person, who always is in the population too. */
  readonly index: number;
  /** Identity code of the other person; undefined for one without a Finnish identity code. */
  readonly hetu: string | undefined;
  readonly etunimet: string;
  readonly sukunimi: string;
  readonly syntymapaiva: Paiva;
}

/** One right of a guardian by the codes of VTJ's type catalogue: P… to decide, T… to know; 1 yes, 2 no, 3 not known. */
export interface HuollonOikeus {
  readonly koodi: string;
  readonly tieto: 1 | 2 | 3;
}

/** Custody of a child: `LAKISAATEINEN` statutory, `MAARATTY` by order. */
export interface Huolto extends Suhde {
  readonly laji: "LAKISAATEINEN" | "MAARATTY";
  readonly rooli: "AITI" | "ISA" | "MUU";
  /** The tasks are divided by an order or agreement: this guardian may not have every right. */
  readonly jaettu?: true;
  /** What the division says, where it is in codes and not in a text only. */
  readonly oikeudet?: readonly HuollonOikeus[];
  readonly alkaen: Paiva;
  /** The child's 18th birthday for a statutory guardian, or when an order ends. */
  readonly paattyy: Paiva;
}

/** A permanent domestic address and the municipality it lies in. */
export interface Osoite {
  readonly katu: { readonly fi: string; readonly sv: string };
  readonly talo: string;
  readonly rappu: string | undefined;
  readonly huoneisto: string | undefined;
  readonly postinumero: string;
  readonly postitoimipaikka: { readonly fi: string; readonly sv: string };
  /** Municipality code, three digits. */
  readonly kunta: string;
  readonly alkaen: Paiva;
  /** 16 positions, may end in a space; identifies the dwelling. */
  readonly asuinpaikantunnus: string;
}

/** An address abroad. */
export interface UlkomainenOsoite {
  readonly lahiosoite: string;
  readonly paikkakunta: string;
  /** ISO 3166-1 numeric, three digits. */
  readonly valtio: string;
  readonly valtionimi: { readonly fi: string; readonly sv: string };
  readonly alkaen: Paiva;
}

/** Marital status by VTJ's code list (0-8). */
export type Siviilisaaty = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** One synthetic person. */
export interface Henkilo {
  readonly index: number;
  /** Name of the persona, when this is one of the named ones. */
  readonly persona: string | undefined;
  /** Identity code in force; undefined for a person who has none (then `tilapainenTunnus`). */
  readonly hetu: string | undefined;
  /** Earlier identity codes, now passive. */
  readonly entisetHetut: readonly string[];
  /** Temporary identifier given by a region to a person without a Finnish identity code. */
  readonly tilapainenTunnus: string | undefined;
  readonly etunimet: string;
  readonly kutsumanimi: string;
  readonly sukunimi: string;
  readonly entinenSukunimi: string | undefined;
  readonly syntymapaiva: Paiva;
  readonly kuolinpaiva: Paiva | undefined;
  readonly sukupuoli: "MIES" | "NAINEN";
  /** ISO 639-1. */
  readonly aidinkieli: string;
  readonly asiointikieli: "fi" | "sv";
  /** ISO 3166-1 numeric, three digits; several are possible. */
  readonly kansalaisuudet: readonly string[];
  readonly siviilisaaty: Siviilisaaty;
  /** Free text, as in VTJ; undefined for children and where none is recorded. */
  readonly ammatti: string | undefined;
  readonly turvakielto: { readonly paattyy: Paiva | undefined } | undefined;
  readonly osoite: Osoite | undefined;
  readonly ulkomainenOsoite: UlkomainenOsoite | undefined;
  /** Home municipality, three digits; `200` abroad; undefined where the person has none. */
  readonly kotikunta: string | undefined;
  readonly kotikuntaAlkaen: Paiva | undefined;
  /** Region (hyvinvointialue) of the home municipality, two digits; undefined abroad or without one. */
  readonly alue: string | undefined;
  readonly puoliso: Suhde | undefined;
  readonly vanhemmat: readonly Suhde[];
  readonly lapset: readonly Suhde[];
  /** Guardians in custody law; empty for adults. */
  readonly huoltajat: readonly Huolto[];
  /** Children in this person's custody now. */
  readonly huollettavat: readonly Huolto[];
  /** Guardianship of an adult (edunvalvonta). */
  readonly edunvalvoja: Suhde | undefined;
  /** Insured in Finland (Kela). */
  readonly vakuutettu: boolean;
  /** Asylum seeker, emigrant … what the person's presence rests on. */
  readonly oleskelu: "KANSALAINEN" | "OLESKELULUPA" | "TURVAPAIKANHAKIJA" | "MAASTAMUUTTANUT";
}
