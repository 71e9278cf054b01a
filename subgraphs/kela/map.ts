import type { Raha } from "../../gateway/subgraph/index.ts";
import type { KattoWire, KertymaWire, KokeiluWire } from "./wire.ts";

/** `Maksukatto` of the graph. */
export interface Maksukatto {
  readonly vuosi: number;
  readonly raja: Raha | null;
  readonly kertynyt: Raha | null;
  readonly jaljella: Raha | null;
  readonly tayttynyt: boolean | null;
  readonly tayttymispaiva: string | null;
  readonly alkuomavastuu: Alkuomavastuu | null;
  readonly puuttumisenSyy: KattoWire["syy"];
}

/** `Alkuomavastuu` of the graph. */
interface Alkuomavastuu {
  readonly sovelletaan: boolean;
  readonly raja: Raha | null;
  readonly kertynyt: Raha | null;
  readonly jaljella: Raha | null;
  readonly taynna: boolean | null;
}

/** `PalvelujenMaksukatto` of the graph, where Kela keeps it. */
export interface PalvelujenMaksukatto {
  readonly vuosi: number;
  readonly raja: Raha;
  readonly kertynyt: Raha;
  readonly jaljella: Raha;
  readonly tayttynyt: boolean;
  readonly perustuu: "KELA";
  readonly taydellinen: true;
  readonly kertyyHuoltajalle: boolean;
  readonly alueet: readonly never[];
}

/** `Valinnanvapauskokeilu` of the graph. */
export interface Valinnanvapauskokeilu {
  readonly oikeus: boolean;
  readonly kayntejaKaytetty: number;
  readonly kayntejaJaljella: number;
  readonly kaynnit: readonly {
    readonly paiva: string;
    readonly tuottaja: { readonly ytunnus: string; readonly nimi: string };
    readonly omavastuu: Raha;
  }[];
}

/** A checked ceiling → the graph. Sums that Kela does not tell are null, never zero. */
export function toMaksukatto(katto: KattoWire): Maksukatto {
  const { taynna, ...summat } = toSummat(katto.kertyma);
  return {
    vuosi: katto.vuosi,
    ...summat,
    tayttynyt: taynna,
    tayttymispaiva: katto.tayttymispaiva,
    alkuomavastuu: toAlkuomavastuu(katto.alkuomavastuu),
    puuttumisenSyy: katto.syy,
  };
}

/** A checked ceiling of service fees → the graph; null when Kela tells no sums. Kela counts every region's fees. */
export function toPalvelujenMaksukatto({ vuosi, kertyma, kertyyHuoltajalle }: KattoWire): PalvelujenMaksukatto | null {
  if (kertyma === null) return null;
  const { raja, kertynyt, jaljella, taynna } = kertyma;
  return {
    vuosi,
    raja: toRaha(raja),
    kertynyt: toRaha(kertynyt),
    jaljella: toRaha(jaljella),
    tayttynyt: taynna,
    perustuu: "KELA",
    taydellinen: true,
    kertyyHuoltajalle,
    alueet: [],
  };
}

/** A checked trial → the graph. */
export function toKokeilu(kokeilu: KokeiluWire): Valinnanvapauskokeilu {
  const kaynnit = kokeilu.kaynnit.map((kaynti) => ({ ...kaynti, omavastuu: toRaha(kaynti.omavastuu) }));
  return { ...kokeilu, kaynnit };
}

function toAlkuomavastuu(alkuomavastuu: KattoWire["alkuomavastuu"]): Alkuomavastuu | null {
  if (alkuomavastuu === null) return null;
  if (alkuomavastuu === "EI_SOVELLETA") return { sovelletaan: false, ...toSummat(null) };
  return { sovelletaan: true, ...toSummat(alkuomavastuu) };
}

function toSummat(kertyma: KertymaWire | null): Omit<Alkuomavastuu, "sovelletaan"> {
  if (kertyma === null) return { raja: null, kertynyt: null, jaljella: null, taynna: null };
  const { raja, kertynyt, jaljella, taynna } = kertyma;
  return { raja: toRaha(raja), kertynyt: toRaha(kertynyt), jaljella: toRaha(jaljella), taynna };
}

function toRaha(sentit: number): Raha {
  return { sentit };
}
