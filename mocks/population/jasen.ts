import type { HuoltajanPaikka, Tilanne } from "./perheen-osat.ts";
import type { Asunto } from "./osoite.ts";
import type { Osoite, Siviilisaaty, UlkomainenOsoite } from "./person.ts";

/** A member of a block with identity code, name and home; relatives are places in the same block. */
export interface Jasen {
  readonly hetu: string | undefined;
  readonly entisetHetut: readonly string[];
  /** Day numbers. */
  readonly syntyi: number;
  readonly kuoli: number | undefined;
  readonly sukupuoli: "MIES" | "NAINEN";
  readonly etunimet: string;
  readonly kutsumanimi: string;
  readonly sukunimi: string;
  readonly entinenSukunimi: string | undefined;
  /** ISO 639-1. */
  readonly aidinkieli: string;
  /** ISO 3166-1 numeric. */
  readonly kansalaisuudet: readonly string[];
  readonly siviilisaaty: Siviilisaaty;
  readonly puoliso: number | undefined;
  readonly vanhemmat: readonly number[];
  readonly huoltajat: readonly HuoltajanPaikka[];
  readonly edunvalvoja: number | undefined;
  /** Undefined for one who has no permanent address in Finland. */
  readonly asunto: Asunto | undefined;
  readonly tilanne: Tilanne;
  /** What is told outright of a persona or a persona's relative, instead of drawn. */
  readonly vakio: VakioOsat | undefined;
}

/** Facts of a persona that are told, not drawn. */
interface VakioOsat {
  readonly persona?: string;
  readonly kuvaus?: string;
  readonly ammatti?: string;
  readonly osoite?: Osoite;
  readonly ulkomainenOsoite?: UlkomainenOsoite;
}

/** Persons made together: families never cross the border of a block. */
export interface Lohko {
  /** Number of the block, from 0. */
  readonly numero: number;
  /** Index of the first person. */
  readonly alku: number;
  readonly jasenet: readonly Jasen[];
}
