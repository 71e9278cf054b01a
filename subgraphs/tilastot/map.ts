import { protectRow, sumProtected } from "./protect-row.ts";
import type { Luku, Suojattu } from "./protect-row.ts";
import type { TilastoSettings } from "./settings.ts";
import type { Taulu } from "./statements.ts";
import { ikaryhmat, tilat } from "./wire.ts";
import type { KoosteRivi, KoosteWire } from "./wire.ts";

/** A class of a table: one value of each dimension besides the region. Null where the table has not the dimension. */
export interface Luokka {
  readonly ikaryhma: string | null;
  readonly palvelu: string | null;
  readonly tila: string | null;
}

/** A figure in its place. */
export interface Solu {
  readonly luokka: Luokka;
  readonly maara: Suojattu;
  /** Why there is no figure. */
  readonly peitto: "PIENI_LUKU" | null;
}

/** A region's figures. */
export interface Rivi {
  readonly alue: string;
  readonly tilanne: string;
  readonly solut: readonly Solu[];
  readonly summa: Suojattu;
}

/** Services that have no class of their own. */
const muuPalvelu = "Muut palvelut";

/**
 * The classes of each table, in their order: declared, never found in the counts. A class that came and went with what
 * the regions hold would tell that someone is in it.
 */
export function toLuokat({ palvelut }: Pick<TilastoSettings, "palvelut">): Readonly<Record<Taulu, readonly Luokka[]>> {
  const none = { ikaryhma: null, palvelu: null, tila: null };
  const withOthers = (nimet: readonly string[]): readonly string[] => [
    ...nimet.filter((nimi) => nimi !== muuPalvelu),
    muuPalvelu,
  ];
  return {
    ASIAKKAAT: ikaryhmat.map((ikaryhma) => ({ ...none, ikaryhma })),
    SETELIT: withOthers(palvelut.setelit).flatMap((palvelu) => tilat.map((tila) => ({ ...none, palvelu, tila }))),
    MAKSUT: withOthers(palvelut.maksut).map((palvelu) => ({ ...none, palvelu })),
  };
}

/** A region's counts as a protected row. */
export function toRivi(alue: string, { tilanne, rivit }: KoosteWire, luokat: readonly Luokka[]): Rivi {
  const declared = new Set(luokat.map(toKey));
  const counted = new Map<string, KoosteRivi[]>();
  for (const rivi of rivit) {
    const own = JSON.stringify([rivi.ryhma, rivi.tila]);
    const key = declared.has(own) ? own : JSON.stringify([muuPalvelu, rivi.tila]);
    counted.set(key, [...(counted.get(key) ?? []), rivi]);
  }
  const suojatut = protectRow(luokat.map((luokka) => toLuku(counted.get(toKey(luokka)) ?? [])));
  return { alue, tilanne, solut: toSolut(luokat, suojatut), summa: sumProtected(suojatut) };
}

/** Totals of the classes over the regions that answered. */
export function toSummat(rivit: readonly Rivi[], luokat: readonly Luokka[]): readonly Solu[] {
  const sums = luokat.map((_, at) => sumProtected(rivit.map(({ solut }) => solut[at]?.maara ?? null)));
  return toSolut(luokat, sums);
}

function toSolut(luokat: readonly Luokka[], luvut: readonly Suojattu[]): readonly Solu[] {
  return luokat.map((luokka, at) => {
    const maara = luvut[at] ?? null;
    return { luokka, maara, peitto: maara === null ? "PIENI_LUKU" : null };
  });
}

/** Of services counted together, how many persons there are is not known: as many at least as of any one of them. */
function toLuku(rivit: readonly KoosteRivi[]): Luku {
  return {
    maara: rivit.reduce((sum, { maara }) => sum + maara, 0),
    henkiloita: Math.max(0, ...rivit.map(({ henkiloita }) => henkiloita)),
  };
}

function toKey({ ikaryhma, palvelu, tila }: Luokka): string {
  return JSON.stringify([ikaryhma ?? palvelu, tila]);
}
