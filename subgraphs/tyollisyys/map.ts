import type { TilanneWire } from "./wire.ts";

type Tyonhakija = Extract<TilanneWire, { readonly tyonhakija: true }>;
type Tila = Tyonhakija["tila"];

/** `Tyollisyystilanne` of the graph. */
export interface Tyollisyystilanne {
  readonly tyonhakija: boolean;
  readonly tila: Tila;
  readonly alkaen: string | null;
  readonly tyollisyysalue: string | null;
  readonly jaksot: readonly { readonly tila: Tila; readonly alkaa: string; readonly paattyy: string }[];
  readonly palvelut: readonly {
    readonly laji: Tyonhakija["palvelut"][number]["laji"];
    readonly alkaa: string;
    readonly paattyy: string | null;
  }[];
}

/** One who is no job seeker: nothing is known, least of all that the person works. */
const tuntematon: Tyollisyystilanne = {
  tyonhakija: false,
  tila: "TUNTEMATON",
  alkaen: null,
  tyollisyysalue: null,
  jaksot: [],
  palvelut: [],
};

/** A checked answer → the graph; periods and services newest first. */
export function toTyollisyystilanne(tilanne: TilanneWire): Tyollisyystilanne {
  if (!tilanne.tyonhakija) return tuntematon;
  const { tyonhakija, tila, alkaen, tyollisyysalue, jaksot, palvelut } = tilanne;
  return {
    tyonhakija,
    tila,
    alkaen: tila === "TUNTEMATON" ? null : alkaen,
    tyollisyysalue,
    jaksot: newestFirst(jaksot).map((jakso) => ({ tila: jakso.tila, alkaa: jakso.alku, paattyy: jakso.loppu })),
    palvelut: newestFirst(palvelut).map(({ laji, alku, loppu }) => ({ laji, alkaa: alku, paattyy: loppu })),
  };
}

function newestFirst<T extends { readonly alku: string }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((one, other) => other.alku.localeCompare(one.alku));
}
