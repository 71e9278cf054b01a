import type { Raha } from "../../gateway/subgraph/index.ts";
import { compare, toRivimerkit } from "./map.ts";
import type { Rivimerkit } from "./map.ts";
import type { BudjettiWire, SitoumusWire } from "./wire-sitoumukset.ts";

/** What was paid to a producer, in whichever region the service was given. */
interface Maksettu {
  readonly tuottaja: string;
  readonly alue: string;
  readonly summa: Raha;
  readonly paiva: string;
}

/** Value of the type `HenkilokohtainenBudjetti`. */
export interface HenkilokohtainenBudjetti {
  readonly numero: string;
  readonly myonnetty: Raha;
  readonly kaytetty: Raha;
  readonly jaljella: Raha;
  readonly alkaen: string;
  readonly paattyy: string;
  readonly suoritteet: readonly (Maksettu & { readonly palvelu: string })[];
  readonly alue: string;
  readonly rivimerkit: Rivimerkit;
  readonly rekisterinpitaja: string;
}

/** Budgets of one region, the newest term first, each with its performances newest first. */
export function toBudjetit(rows: readonly BudjettiWire[], alue: string): readonly HenkilokohtainenBudjetti[] {
  return rows
    .map((row) => {
      const kaytetty = sum(row.suoritteet);
      return {
        numero: row.numero,
        myonnetty: { sentit: row.myonnetty },
        kaytetty: { sentit: kaytetty },
        jaljella: { sentit: row.myonnetty - kaytetty },
        alkaen: row.alkaen,
        paattyy: row.paattyy,
        suoritteet: newestFirst(row.suoritteet),
        alue,
        rivimerkit: toRivimerkit(row.huoltajalta_salattu),
        rekisterinpitaja: alue,
      };
    })
    .sort((one, other) => compare(other.alkaen, one.alkaen) || compare(one.numero, other.numero));
}

/** Value of the type `Maksusitoumus`. */
export interface Maksusitoumus {
  readonly numero: string;
  readonly laji: "MAKSUSITOUMUS" | "LAHETE";
  readonly palvelu: string;
  readonly tuottaja: string;
  readonly tuottajanAlue: string;
  readonly arvo: Raha | null;
  readonly alkaen: string;
  readonly paattyy: string;
  readonly tila: "VOIMASSA" | "KAYTETTY" | "PAATTYNYT" | "PERUTTU";
  readonly kaytot: readonly Maksettu[];
  readonly jaljella: Raha | null;
  readonly alue: string;
  readonly rivimerkit: Rivimerkit;
  readonly rekisterinpitaja: string;
}

const lajit = {
  maksusitoumus: "MAKSUSITOUMUS",
  lahete: "LAHETE",
} as const satisfies Record<SitoumusWire["laji"], string>;

const tilat = {
  voimassa: "VOIMASSA",
  kaytetty: "KAYTETTY",
  paattynyt: "PAATTYNYT",
  peruttu: "PERUTTU",
} as const satisfies Record<SitoumusWire["tila"], string>;

/** Commitments of one region, newest first, each with its uses newest first. */
export function toSitoumukset(rows: readonly SitoumusWire[], alue: string): readonly Maksusitoumus[] {
  return rows
    .map((row) => ({
      numero: row.numero,
      laji: lajit[row.laji],
      palvelu: row.palvelu,
      tuottaja: row.tuottaja,
      tuottajanAlue: row.tuottajan_alue,
      arvo: row.arvo === null ? null : { sentit: row.arvo },
      alkaen: row.alkaen,
      paattyy: row.paattyy,
      tila: tilat[row.tila],
      kaytot: newestFirst(row.kaytot),
      jaljella: row.arvo === null ? null : { sentit: row.arvo - sum(row.kaytot) },
      alue,
      rivimerkit: toRivimerkit(row.huoltajalta_salattu),
      rekisterinpitaja: alue,
    }))
    .sort((one, other) => compare(other.alkaen, one.alkaen) || compare(one.numero, other.numero));
}

function sum(uses: readonly { readonly summa: number }[]): number {
  return uses.reduce((total, { summa }) => total + summa, 0);
}

function newestFirst<T extends { readonly summa: number; readonly paiva: string; readonly tuottaja: string }>(
  uses: readonly T[],
): readonly (Omit<T, "summa"> & { readonly summa: Raha })[] {
  return uses
    .map((use) => ({ ...use, summa: { sentit: use.summa } }))
    .sort((one, other) => compare(other.paiva, one.paiva) || compare(one.tuottaja, other.tuottaja));
}
