import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { parseTietoryhmat } from "./wire-json-henkilo.ts";
import type { HenkiloWire } from "./wire.ts";

const korjausSchema = z.object({
  tietoryhma: z.literal("HENKILOTUNNUS_KORJAUS"),
  aktiivinenHenkilotunnus: z.string().optional(),
  edellisetHenkilotunnukset: z.array(z.string()).optional(),
});

const itemSchema = z.object({
  henkilotunnus: z.string(),
  tietoryhmat: z.array(z.looseObject({ tietoryhma: z.string() })),
});

const answerSchema = z.object({ perustiedot: z.array(itemSchema) });

/** A person's item: the groups of data that the register has of those asked. */
type PerustiedotItem = z.infer<typeof itemSchema>;

/** What became of each person asked, by the identity code asked. */
export type Perustiedot = ReadonlyMap<string, SourceResult<HenkiloWire>>;

/**
 * Reads the answer of `POST /perustiedot`. Persons are matched by identity code, never by position: the code in force
 * or, where the register tells them, a former one. A person who is absent is not found; one whose items disagree is
 * invalid. An item of anyone who was not asked makes the whole answer invalid. Never throws.
 */
export function parsePerustiedot(value: unknown, hetut: readonly string[]): SourceResult<Perustiedot> {
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) return failed("invalid", "not an answer of perustiedot");
  const items = new Map<string, PerustiedotItem>();
  const conflicts = new Set<string>();
  for (const item of parsed.data.perustiedot) {
    const asked = hetut.filter((hetu) => codesOf(item).includes(hetu));
    if (asked.length === 0) return failed("invalid", "record of another person");
    for (const hetu of asked) {
      const earlier = items.get(hetu);
      if (earlier !== undefined && !isDeepStrictEqual(earlier, item)) conflicts.add(hetu);
      items.set(hetu, item);
    }
  }
  return ok(new Map(hetut.map((hetu) => [hetu, toResult(items.get(hetu), conflicts.has(hetu))])));
}

function toResult(item: PerustiedotItem | undefined, isInConflict: boolean): SourceResult<HenkiloWire> {
  if (item === undefined) return failed("not-found", "nothing in VTJ with the identity code");
  if (isInConflict) return failed("invalid", "two records of one person disagree");
  return parseTietoryhmat(item.tietoryhmat, korjausOf(item)?.aktiivinenHenkilotunnus ?? item.henkilotunnus);
}

/** Every identity code by which an item says that it is of this person. */
function codesOf(item: PerustiedotItem): readonly string[] {
  const korjaus = korjausOf(item);
  return [item.henkilotunnus, ...(korjaus?.edellisetHenkilotunnukset ?? [])];
}

function korjausOf(item: PerustiedotItem): z.infer<typeof korjausSchema> | undefined {
  return item.tietoryhmat.map((ryhma) => korjausSchema.safeParse(ryhma).data).find((korjaus) => korjaus !== undefined);
}
