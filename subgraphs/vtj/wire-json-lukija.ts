import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { isPaiva } from "../../gateway/subgraph/index.ts";

/** A group of data as it came: its name is known, the rest is checked when it is read. */
export type Ryhma = Readonly<Record<string, unknown>> & { readonly tietoryhma: string };

/** Reads the groups of one person; a group that is absent means that the register has nothing. */
export interface RyhmaLukija {
  /** The only group of this name; null when absent or kept back. @throws InvalidGroup when two disagree. */
  yksi<T>(name: string, schema: z.ZodType<T>): T | null;
  /** Every group of these names that is not kept back; identical ones count once. @throws InvalidGroup */
  kaikki<T>(names: readonly string[], schema: z.ZodType<T>): readonly T[];
}

/** Leaves the record at its first group that can't be read; caught by the reader of the record. */
export class InvalidGroup extends Error {}

/** Text, null when missing or blank. */
export const valinnainen = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || text.trim() === "" ? null : text.trim()));

/** A date object; one that is only a month or a year is null: never a made-up day. */
export const pvm = z
  .object({ arvo: z.string(), tarkkuus: z.string() })
  .refine(({ arvo, tarkkuus }) => tarkkuus !== "PAIVA" || isPaiva(arvo))
  .transform(({ arvo, tarkkuus }) => (tarkkuus === "PAIVA" ? arvo : null))
  .nullish()
  .transform((paiva) => paiva ?? null);

/** A reader of one person's groups. */
export function createLukija(ryhmat: readonly Ryhma[]): RyhmaLukija {
  const kaikki = <T>(names: readonly string[], schema: z.ZodType<T>): readonly T[] => {
    const found = ryhmat.filter((ryhma) => names.includes(ryhma.tietoryhma) && !isKeptBack(ryhma));
    const different = found.filter((ryhma, at) => found.findIndex((other) => isDeepStrictEqual(ryhma, other)) === at);
    return different.map((ryhma) => {
      const parsed = schema.safeParse(ryhma);
      if (!parsed.success) throw new InvalidGroup();
      return parsed.data;
    });
  };
  return {
    kaikki,
    yksi(name, schema) {
      const [first, second] = kaikki([name], schema);
      if (second !== undefined) throw new InvalidGroup();
      return first ?? null;
    },
  };
}

/** The mark of a group that the register keeps back under non-disclosure: that it is there is the test (B4). */
export function isKeptBack(ryhma: Ryhma): boolean {
  return "turvakiellonAlaisetKentat" in ryhma;
}
