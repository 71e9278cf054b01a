import { todayInFinland, toKoodi } from "../../gateway/subgraph/index.ts";
import type { Koodi } from "../../gateway/subgraph/index.ts";
import type { ArvioWire, Tarkenne } from "./wire-omatieto.ts";

/** Value of the enum `OmaArvionAste`. */
type Aste = "EI_RAJOITETTA" | "LIEVA" | "KOHTALAINEN" | "VAIKEA" | "TAYDELLINEN" | "EI_MAARITELTY" | "EI_SOVELLU";

/** Value of the type `ToimintakyvynOmaArvio`. */
export interface OmaArvio {
  readonly paiva: string;
  readonly kysely: string;
  readonly vastaukset: readonly {
    readonly koodi: Koodi | null;
    readonly kysymys: string | null;
    readonly aste: Aste | null;
    readonly sanoin: string | null;
  }[];
}

const asteet: Readonly<Record<Tarkenne, Aste>> = {
  0: "EI_RAJOITETTA",
  1: "LIEVA",
  2: "KOHTALAINEN",
  3: "VAIKEA",
  4: "TAYDELLINEN",
  8: "EI_MAARITELTY",
  9: "EI_SOVELLU",
};

/** The newest self-assessments, newest first. */
export function toOmaArviot(arviot: readonly ArvioWire[], uusimmat: number): readonly OmaArvio[] {
  return arviot
    .toSorted((one, other) => Date.parse(other.taytetty) - Date.parse(one.taytetty))
    .slice(0, uusimmat)
    .map(({ taytetty, kysely, vastaukset }) => ({
      paiva: todayInFinland(new Date(taytetty)),
      kysely,
      vastaukset: vastaukset.map(({ icf, kysymys, tarkenne, sanoin }) => ({
        koodi: icf === undefined ? null : toKoodi("urn:oid:1.2.246.537.6.48", icf),
        kysymys: kysymys ?? null,
        aste: tarkenne === undefined ? null : asteet[tarkenne],
        sanoin: sanoin ?? null,
      })),
    }));
}
