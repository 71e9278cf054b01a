import type { Raha } from "../../gateway/subgraph/index.ts";
import type { z } from "zod";
import { compare } from "./map.ts";
import { sumOf } from "./wire-seuranta.ts";
import type {
  seurattuBudjetti,
  seurattuSeteli,
  seurattuSitoumus,
  SeurattuKayttoWire,
  SummaWire,
} from "./wire-seuranta.ts";

type Tila = "VOIMASSA" | "KAYTETTY" | "PAATTYNYT" | "PERUTTU";
type Wire<Schema extends z.ZodType> = z.infer<Schema>;

const tilat = {
  voimassa: "VOIMASSA",
  kaytetty: "KAYTETTY",
  paattynyt: "PAATTYNYT",
  peruttu: "PERUTTU",
} as const satisfies Record<Wire<typeof seurattuSeteli>["tila"], Tila>;

const lajit = {
  maksusitoumus: "MAKSUSITOUMUS",
  lahete: "LAHETE",
} as const satisfies Record<Wire<typeof seurattuSitoumus>["laji"], string>;

interface SeurattuKaytto extends Omit<SeurattuKayttoWire, "summa"> {
  readonly summa: Raha;
}

/** Value of the type `SeurattuSeteli`. */
export interface SeurattuSeteli {
  readonly numero: string;
  readonly palvelu: string;
  readonly arvo: Raha;
  readonly alkaen: string;
  readonly paattyy: string;
  readonly tila: Tila;
  readonly kaytetty: Raha;
  readonly jaljella: Raha;
  readonly kaytot: readonly SeurattuKaytto[];
}

/** A voucher as the organiser follows it. */
export function toSeurattuSeteli(row: Wire<typeof seurattuSeteli>): SeurattuSeteli {
  const { numero, palvelu, alkaen, paattyy, arvo, kaytot } = row;
  const used = sumOf(kaytot);
  return {
    numero,
    palvelu,
    alkaen,
    paattyy,
    tila: tilat[row.tila],
    arvo: { sentit: arvo },
    kaytetty: { sentit: used },
    jaljella: { sentit: arvo - used },
    kaytot: newestFirst(kaytot),
  };
}

/** Value of the type `SeurattuBudjetti`. */
export interface SeurattuBudjetti {
  readonly numero: string;
  readonly myonnetty: Raha;
  readonly kaytetty: Raha;
  readonly jaljella: Raha;
  readonly alkaen: string;
  readonly paattyy: string;
  readonly suoritteet: readonly SeurattuKaytto[];
}

/** A budget as the organiser follows it; what is left is negative when it is exceeded. */
export function toSeurattuBudjetti(row: Wire<typeof seurattuBudjetti>): SeurattuBudjetti {
  const { numero, alkaen, paattyy, arvo, kaytot } = row;
  const used = sumOf(kaytot);
  return {
    numero,
    alkaen,
    paattyy,
    myonnetty: { sentit: arvo },
    kaytetty: { sentit: used },
    jaljella: { sentit: arvo - used },
    suoritteet: newestFirst(kaytot),
  };
}

/** Value of the type `SeurattuSitoumus`. */
export interface SeurattuSitoumus {
  readonly numero: string;
  readonly laji: "MAKSUSITOUMUS" | "LAHETE";
  readonly palvelu: string;
  readonly tuottaja: string;
  readonly tuottajanAlue: string;
  readonly arvo: Raha | null;
  readonly alkaen: string;
  readonly paattyy: string;
  readonly tila: Tila;
  readonly kaytetty: Raha;
  readonly jaljella: Raha | null;
  readonly kaytot: readonly SeurattuKaytto[];
}

/** A commitment as the organiser follows it; nothing is left of one without a sum, nor is it used up. */
export function toSeurattuSitoumus(row: Wire<typeof seurattuSitoumus>): SeurattuSitoumus {
  const { numero, palvelu, tuottaja, alkaen, paattyy, arvo, kaytot } = row;
  const used = sumOf(kaytot);
  return {
    numero,
    laji: lajit[row.laji],
    palvelu,
    tuottaja,
    tuottajanAlue: row.tuottajan_alue,
    alkaen,
    paattyy,
    tila: tilat[row.tila],
    kaytetty: { sentit: used },
    kaytot: newestFirst(kaytot),
    arvo: arvo === null ? null : { sentit: arvo },
    jaljella: arvo === null ? null : { sentit: arvo - used },
  };
}

/** Value of the type `SuuriRaha`, in cents. */
export interface SuuriRaha {
  readonly sentit: bigint;
}

/** Value of the type `SeurannanSumma`. */
export interface SeurannanSumma {
  readonly lukumaara: number;
  readonly arvo: SuuriRaha;
  readonly kaytetty: SuuriRaha;
  readonly jaljella: SuuriRaha;
}

/** Sums of a list. */
export function toSeurannanSumma({ lukumaara, arvo, kaytetty, jaljella }: SummaWire): SeurannanSumma {
  return { lukumaara, arvo: { sentit: arvo }, kaytetty: { sentit: kaytetty }, jaljella: { sentit: jaljella } };
}

function newestFirst(kaytot: readonly SeurattuKayttoWire[]): readonly SeurattuKaytto[] {
  return kaytot
    .map((use) => ({ ...use, summa: { sentit: use.summa } }))
    .sort((one, other) => compare(other.paiva, one.paiva) || compare(one.tuottaja, other.tuottaja));
}
