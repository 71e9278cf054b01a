import type { Raha } from "../../gateway/subgraph/index.ts";
import type { RegionRows } from "./merge-regions.ts";
import type { KertymaWire } from "./wire-maksut.ts";

/** Value of the type `PalvelujenMaksukatto`. */
export interface PalvelujenMaksukatto {
  readonly vuosi: number;
  readonly raja: Raha | null;
  readonly kertynyt: Raha;
  readonly jaljella: Raha | null;
  readonly tayttynyt: boolean | null;
  readonly perustuu: "LASKETTU";
  readonly taydellinen: boolean;
  readonly kertyyHuoltajalle: boolean;
  readonly alueet: readonly KatonAlue[];
}

/** Value of the type `KatonAlue`. */
interface KatonAlue {
  readonly alue: string;
  readonly mukana: boolean;
  readonly kertynyt: Raha | null;
}

/** What a ceiling is counted from. */
export interface KatonOsat {
  readonly vuosi: number;
  /** The year's limit, cents; undefined when not configured. */
  readonly raja: number | undefined;
  /** What the regions asked have answered. */
  readonly regions: readonly RegionRows<KertymaWire>[];
  /** Regions that must be among them for the sum to be whole. */
  readonly alueet: readonly string[];
}

/**
 * The ceiling as the sum of the regions' counted fees. While a region is missing, because it has no node or
 * did not answer, the sum is a lower bound: it can show that the ceiling is reached, never that it is not.
 */
export function toPalvelujenMaksukatto({ vuosi, raja, regions, alueet }: KatonOsat): PalvelujenMaksukatto {
  const answered = new Map(regions.flatMap((region) => ("error" in region ? [] : [[region.alue, region.rows]])));
  const named = [...new Set([...alueet, ...regions.map(({ alue }) => alue)])].sort();
  const rows = named.map((alue): KatonAlue => {
    const own = answered.get(alue);
    return { alue, mukana: own !== undefined, kertynyt: own === undefined ? null : { sentit: sum(own) } };
  });
  const kertynyt = rows.reduce((total, row) => total + (row.kertynyt?.sentit ?? 0), 0);
  const taydellinen = rows.every(({ mukana }) => mukana);
  return {
    vuosi,
    raja: raja === undefined ? null : { sentit: raja },
    kertynyt: { sentit: kertynyt },
    jaljella: raja === undefined ? null : { sentit: Math.max(0, raja - kertynyt) },
    tayttynyt: isTaynna({ raja, kertynyt, taydellinen }),
    perustuu: "LASKETTU",
    taydellinen,
    kertyyHuoltajalle: [...answered.values()].flat().some((row) => row.kertyy_toiselle === "true"),
    alueet: rows,
  };
}

function sum(rows: readonly KertymaWire[]): number {
  return rows.reduce((total, { kertynyt }) => total + (kertynyt ?? 0), 0);
}

function isTaynna(sums: {
  readonly raja: number | undefined;
  readonly kertynyt: number;
  readonly taydellinen: boolean;
}): boolean | null {
  const { raja, kertynyt, taydellinen } = sums;
  if (raja === undefined) return null;
  if (kertynyt >= raja) return true;
  return taydellinen ? false : null;
}
