import type { ViestiWire, ViestintavalintaWire } from "./wire-viestinta.ts";

/** Value of the enum `Viestintakanava`. */
export type Viestintakanava = "SUOMIFI_VIESTIT" | "KIRJE" | "SAHKOPOSTI" | "TEKSTIVIESTI" | "PUHELIN";

const kanavat = {
  suomifi_viestit: "SUOMIFI_VIESTIT",
  kirje: "KIRJE",
  sahkoposti: "SAHKOPOSTI",
  tekstiviesti: "TEKSTIVIESTI",
  puhelin: "PUHELIN",
} as const satisfies Record<ViestiWire["kanava"], Viestintakanava>;

/** The choice made last, in whichever region; undefined without any. Which region's it is, is not told. */
export function pickKanava(rows: readonly ViestintavalintaWire[]): Viestintakanava | undefined {
  const [newest] = rows.toSorted(
    (one, other) => compare(other.valittu, one.valittu) || compare(one.kanava, other.kanava),
  );
  return newest === undefined ? undefined : kanavat[newest.kanava];
}

/** A place in the messages of all regions, newest first: that of the last one shown. */
export interface Kohta {
  readonly aika: string;
  readonly tunniste: string;
}

/** Value of the type `Viesti`. */
export interface Viesti extends Kohta {
  readonly suunta: "LAHETETTY" | "VASTAANOTETTU";
  readonly kanava: Viestintakanava;
  readonly lahettaja: string;
  readonly otsikko: string;
  readonly teksti: string | null;
  readonly alue: string;
  readonly rivimerkit: readonly ("HUOLTAJALTA_SALATTU" | "HUOLTAJALLE_AVOIN")[];
}

/** One message as its region's log tells it. */
export function toViesti(row: ViestiWire, alue: string): Viesti {
  const { huoltajalta_salattu: salattu, suunta, kanava, ...same } = row;
  const merkki = salattu === "true" ? ("HUOLTAJALTA_SALATTU" as const) : ("HUOLTAJALLE_AVOIN" as const);
  return {
    ...same,
    suunta: suunta === "lahetetty" ? "LAHETETTY" : "VASTAANOTETTU",
    kanava: kanavat[kanava],
    alue,
    rivimerkit: salattu === null ? [] : [merkki],
  };
}

/** Newest first; of the same moment, by identifier downwards, as each region orders them. */
export function compareViesti(one: Kohta, other: Kohta): number {
  return compare(other.aika, one.aika) || compare(other.tunniste, one.tunniste);
}

/** A place as text, for a cursor, and back; undefined for a text that is none. */
export const kohtaText = {
  write: ({ aika, tunniste }: Kohta): string => JSON.stringify([aika, tunniste]),
  read(text: string): Kohta | undefined {
    const parts: unknown = JSON.parse(text);
    if (!Array.isArray(parts)) return undefined;
    const [aika, tunniste]: unknown[] = parts;
    return typeof aika === "string" && typeof tunniste === "string" ? { aika, tunniste } : undefined;
  },
};

/** By code unit: the same order on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
