import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Nimet } from "./kieli.ts";

const text = z.string().min(1);
const kuntakoodi = z.string().regex(/^\d{3}$/, "must be a municipality's three digits in quotes");
const alue = z.strictObject({
  koodi: z
    .string()
    .regex(/^(\d{2}|[A-Z]{2,10})$/, "must be a region's two digits in quotes, or a joint authority's name"),
  laji: z.enum(["HYVINVOINTIALUE", "KAUPUNKI", "AHVENANMAA", "YHTYMA"]),
  fi: text,
  sv: text,
  en: text,
  uudenmaanPiiri: z.boolean(),
  kunnat: z.array(kuntakoodi).readonly(),
});
const schema = z.strictObject({
  lahde: text,
  vuosi: z.int(),
  alueet: z.array(alue).min(1).readonly(),
  entisetKunnat: z.array(z.strictObject({ koodi: kuntakoodi, alue: z.string(), fi: text, paattynyt: text })).readonly(),
  kunnat: z.array(z.strictObject({ koodi: kuntakoodi, fi: text, sv: text.exactOptional() })).readonly(),
});

/** An organiser of social and health care, or a joint authority that provides: one entry of `schema/alueet.json`. */
export interface Alueluokka {
  /** Two digits of Statistics Finland's classification `hyvinvointialue`; a joint authority has none and goes by its name. */
  readonly koodi: string;
  readonly laji: z.infer<typeof alue>["laji"];
  readonly nimet: Nimet;
  /** In the circle of Uusimaa, one for public health care (703/2023 54 §). */
  readonly uudenmaanPiiri: boolean;
  /** Codes of its municipalities, three digits. Empty for a joint authority. */
  readonly kunnat: readonly string[];
}

/** The regions of a file, and the municipalities by which a person's region is found. Does not change. */
export interface Alueet {
  readonly kaikki: readonly Alueluokka[];
  /** By its code; undefined for an unknown one. */
  readonly alue: (koodi: string) => Alueluokka | undefined;
  /**
   * The region of a municipality, also of one that has ended; undefined for a code that is no municipality of
   * Finland (198 no home municipality, 199 unknown, 200 abroad).
   */
  readonly alueOf: (kunta: string) => Alueluokka | undefined;
  /** Names of a municipality by its three-digit code; undefined for a code not in use. */
  readonly kunnanNimet: (kunta: string) => Nimet | undefined;
}

/** Codes that VTJ gives for those who have no municipality in Finland. */
const notInFinland: readonly (readonly [string, Nimet])[] = [
  ["198", { fi: "Ei kotikuntaa Suomessa", sv: "Ingen hemkommun i Finland" }],
  ["199", { fi: "Kotikunta tuntematon", sv: "Okänd hemkommun" }],
  ["200", { fi: "Ulkomaat", sv: "Utlandet" }],
];

/**
 * Reads the text of `schema/alueet.json`.
 * @throws Error that names the wrong key; also when a municipality is in two regions, has no name, or names no region.
 */
export function readAlueet(json: string): Alueet {
  const parsed = schema.safeParse(JSON.parse(json));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`alueet.json: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
  }
  const { alueet, entisetKunnat, kunnat } = parsed.data;
  const kaikki = alueet.map(({ fi, sv, en, ...rest }): Alueluokka => ({ ...rest, nimet: { fi, sv, en } }));
  const byCode = new Map(kaikki.map((each) => [each.koodi, each]));
  if (byCode.size !== kaikki.length) throw new Error("alueet.json: alueet: each koodi may stand once");
  const nimet = new Map([
    ...kunnat.map(({ koodi, fi, sv = fi }): [string, Nimet] => [koodi, { fi, sv }]),
    ...notInFinland,
  ]);
  const byKunta = new Map<string, Alueluokka>();
  for (const each of kaikki) {
    for (const kunta of each.kunnat) {
      if (byKunta.has(kunta)) throw new Error(`alueet.json: alueet: municipality ${kunta} is in two regions`);
      if (!nimet.has(kunta)) throw new Error(`alueet.json: kunnat: municipality ${kunta} has no name`);
      byKunta.set(kunta, each);
    }
  }
  for (const { koodi, alue: to } of entisetKunnat) {
    const found = byCode.get(to);
    if (found === undefined) throw new Error(`alueet.json: entisetKunnat: ${koodi} is of an unknown region`);
    byKunta.set(koodi, found);
  }
  return {
    kaikki,
    alue: (koodi) => byCode.get(koodi),
    alueOf: (kunta) => byKunta.get(kunta),
    kunnanNimet: (kunta) => nimet.get(kunta),
  };
}

/** The regions of this deployment: 21 wellbeing services counties, Helsinki, Åland and HUS, as `schema/alueet.json` has them. */
export const alueet: Alueet = readAlueet(readFileSync(new URL("../../schema/alueet.json", import.meta.url), "utf8"));
