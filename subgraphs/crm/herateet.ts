import { z } from "zod";
import type { KaytotWire } from "./wire-palvelut.ts";

/** Counters that a trigger may name, each with the column that holds it. */
const laskurit = {
  KAYNNIT: "kaynnit",
  PAIVYSTYSKAYNNIT: "paivystyskaynnit",
  PALVELUT: "palvelut",
  SETELIN_KAYTOT: "setelin_kaytot",
  MAKSUT: "maksut",
  MAKSUT_EUROA: "maksut_euroa",
} as const satisfies Record<string, Exclude<keyof KaytotWire, "ikkuna">>;

type Laskuri = keyof typeof laskurit;

/** Classes of use, the narrowest first. */
export const luokat = ["VAHAINEN", "TAVALLINEN", "LAAJA", "HYVIN_LAAJA"] as const;

/** Class of use, by the scale that the regions share. */
export type KaytonLuokka = (typeof luokat)[number];

const laskuriNames = Object.keys(laskurit).filter((name): name is Laskuri => name in laskurit);
const oneOf = (names: readonly string[]): { readonly error: string } => ({
  error: `must be one of ${names.join(", ")}`,
});

const ehto = z.strictObject({
  laskuri: z.enum(laskuriNames, oneOf(laskuriNames)),
  ikkunaPaivia: z.int().min(1).max(1830),
  vahintaan: z.int().min(1).max(1_000_000),
});

const nimi = z.string().min(1).max(200);

const herate = z.strictObject({
  tunnus: z.string().regex(/^[\w-]{1,40}$/, { error: "tunnus must be 1-40 letters, digits, - or _" }),
  nimi: z.strictObject({ fi: nimi, sv: nimi.exactOptional(), en: nimi.exactOptional() }),
  luokka: z.enum(["TAVALLINEN", "LAAJA", "HYVIN_LAAJA"], oneOf(luokat.slice(1))),
  ehdot: z.array(ehto).min(1, { error: "ehdot must hold at least one condition" }).max(4),
});

/** One region's triggers. Without a stated legal basis nothing is counted of anybody (HE 159/2025, a proposal). */
export const alueenHerateet = z.strictObject({
  oikeusperusta: z
    .string({ error: "oikeusperusta must say by what right the region counts the class" })
    .min(10, { error: "oikeusperusta must say by what right the region counts the class" })
    .max(300),
  herateet: z
    .array(herate)
    .min(1, { error: "herateet must hold at least one trigger" })
    .max(30)
    .refine((own) => new Set(own.map(({ tunnus }) => tunnus)).size === own.length, {
      error: "herateet must have each tunnus once",
    }),
});

/** One region's triggers, checked. */
export type AlueenHerateet = z.infer<typeof alueenHerateet>;

/** A trigger that hit, and what was counted for each of its conditions. */
export interface KaytonPeruste {
  readonly tunnus: string;
  readonly nimet: AlueenHerateet["herateet"][number]["nimi"];
  readonly luokka: KaytonLuokka;
  readonly ehdot: readonly {
    readonly laskuri: Laskuri;
    readonly ikkunaPaivia: number;
    readonly vahintaan: number;
    readonly maara: number;
  }[];
}

/** The windows that a region's triggers need, days, each once. */
export function toIkkunat({ herateet }: AlueenHerateet): readonly number[] {
  return [...new Set(herateet.flatMap(({ ehdot }) => ehdot.map(({ ikkunaPaivia }) => ikkunaPaivia)))].sort(
    (one, other) => one - other,
  );
}

/**
 * The class of one person by a region's triggers: the widest one of which a trigger hit, VAHAINEN when none
 * did. A trigger hits when all its conditions are met. Undefined when a window was not counted.
 */
export function judgeKaytto(
  { herateet }: AlueenHerateet,
  counted: readonly KaytotWire[],
): { readonly luokka: KaytonLuokka; readonly perusteet: readonly KaytonPeruste[] } | undefined {
  const byWindow = new Map(counted.map((counts) => [counts.ikkuna, counts]));
  const judged = herateet.map(({ tunnus, nimi: nimet, luokka, ehdot }) => ({
    tunnus,
    nimet,
    luokka,
    ehdot: ehdot.map((one) => ({ ...one, maara: byWindow.get(one.ikkunaPaivia)?.[laskurit[one.laskuri]] })),
  }));
  if (judged.some(({ ehdot }) => ehdot.some(({ maara }) => maara === undefined))) return undefined;
  const perusteet = judged
    .map(({ ehdot, ...rest }) => ({ ...rest, ehdot: ehdot.map((one) => ({ ...one, maara: one.maara ?? 0 })) }))
    .filter(({ ehdot }) => ehdot.every(({ maara, vahintaan }) => maara >= vahintaan));
  const widest = Math.max(0, ...perusteet.map(({ luokka }) => luokat.indexOf(luokka)));
  return { luokka: luokat[widest] ?? "VAHAINEN", perusteet };
}
