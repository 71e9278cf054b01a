import type { GraphQLError } from "graphql";
import { toSubgraphError } from "../../gateway/subgraph/index.ts";
import { judgeKaytto } from "./herateet.ts";
import type { AlueenHerateet, KaytonLuokka, KaytonPeruste } from "./herateet.ts";
import { compare, toRivimerkit } from "./map.ts";
import type { Rivimerkit } from "./map.ts";
import { lahde } from "./merge-regions.ts";
import type { KaytotWire, TuottajavalintaWire, TyoterveyshuoltoWire } from "./wire-palvelut.ts";

/** Value of the type `Tyoterveyshuolto`. */
export interface Tyoterveyshuolto {
  readonly onAsiakas: boolean;
  readonly vaikuttaaKapitaatioon: boolean;
  readonly tyonantaja: string;
  readonly tuottaja: string;
  readonly alkaen: string;
  readonly paattyy: string | null;
  readonly alue: string;
  readonly rivimerkit: Rivimerkit;
  readonly rekisterinpitaja: string;
}

/** Occupational health care as its region tells it, on a day. */
export function toTyoterveyshuolto(row: TyoterveyshuoltoWire, alue: string, tanaan: string): Tyoterveyshuolto {
  const { tyonantaja, tuottaja, alkaen, paattyy } = row;
  const onAsiakas = alkaen <= tanaan && (paattyy === null || tanaan <= paattyy);
  return {
    onAsiakas,
    vaikuttaaKapitaatioon: onAsiakas && row.vaikuttaa_kapitaatioon === "true",
    tyonantaja,
    tuottaja,
    alkaen,
    paattyy,
    alue,
    rivimerkit: [],
    rekisterinpitaja: alue,
  };
}

/** The one to show: in force first, then the asker's own region's, then the newest. Undefined without any. */
export function pickTyoterveyshuolto(
  found: readonly Tyoterveyshuolto[],
  oma: string | undefined,
): Tyoterveyshuolto | undefined {
  return found.toSorted(
    (one, other) =>
      Number(other.onAsiakas) - Number(one.onAsiakas) ||
      Number(other.alue === oma) - Number(one.alue === oma) ||
      compare(other.alkaen, one.alkaen) ||
      compare(one.alue, other.alue),
  )[0];
}

/** Value of the type `PalveluidenKaytto`. */
export interface PalveluidenKaytto {
  readonly luokka: KaytonLuokka;
  readonly perusteet: readonly KaytonPeruste[];
  readonly laskettu: string;
  readonly oikeusperusta: string;
  readonly alue: string;
  readonly rivimerkit: Rivimerkit;
  readonly rekisterinpitaja: string;
}

/** One region, its triggers and the day of counting. */
export interface Laskenta {
  readonly alue: string;
  readonly herateet: AlueenHerateet;
  readonly tanaan: string;
}

/**
 * The class by one region's triggers; nothing when the region does not know the person, and the source's
 * error when it left out a window that was asked.
 */
export function toPalveluidenKaytto(
  rows: readonly KaytotWire[],
  { alue, herateet, tanaan }: Laskenta,
): readonly (PalveluidenKaytto | GraphQLError)[] {
  if (rows.length === 0) return [];
  const judged = judgeKaytto(herateet, rows);
  if (judged === undefined) return [toSubgraphError("SOURCE_INVALID_RESPONSE", { lahde })];
  const { oikeusperusta } = herateet;
  return [{ ...judged, laskettu: tanaan, oikeusperusta, alue, rivimerkit: [], rekisterinpitaja: alue }];
}

/** Value of the type `AlueenTuottajavalinta`. */
export interface AlueenTuottajavalinta {
  readonly laji: "TERVEYSASEMA" | "ERIKOISSAIRAANHOITO" | "ALUEEN_OMA";
  readonly palvelu: string;
  readonly tuottaja: string;
  readonly tuottajanAlue: string;
  readonly valittu: string;
  readonly paattynyt: string | null;
  readonly alue: string;
  readonly rivimerkit: Rivimerkit;
  readonly rekisterinpitaja: string;
}

const lajit = {
  terveysasema: "TERVEYSASEMA",
  erikoissairaanhoito: "ERIKOISSAIRAANHOITO",
  alueen_oma: "ALUEEN_OMA",
} as const satisfies Record<TuottajavalintaWire["laji"], string>;

/** Choices of one region, newest first. */
export function toTuottajavalinnat(
  rows: readonly TuottajavalintaWire[],
  alue: string,
): readonly AlueenTuottajavalinta[] {
  return rows
    .map((row) => ({
      laji: lajit[row.laji],
      palvelu: row.palvelu,
      tuottaja: row.tuottaja,
      tuottajanAlue: row.tuottajan_alue,
      valittu: row.valittu,
      paattynyt: row.paattynyt,
      alue,
      rivimerkit: toRivimerkit(row.huoltajalta_salattu),
      rekisterinpitaja: alue,
    }))
    .sort((one, other) => compare(other.valittu, one.valittu) || compare(one.palvelu, other.palvelu));
}
