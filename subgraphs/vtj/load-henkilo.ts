import DataLoader from "dataloader";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import { chooseKysely } from "./choose-kysely.ts";
import type { VtjClient } from "./client.ts";
import type { Tarve } from "./tarpeet.ts";
import type { HenkiloWire } from "./wire.ts";

/** What one field needs of one person. */
interface Kysymys {
  readonly hetu: string;
  readonly tarpeet: readonly Tarve[];
}

/** Gathers the fields of one request, so that each person is asked for once. */
export type HenkiloLoader = DataLoader<Kysymys, SourceResult<HenkiloWire>, string>;

/** How many persons one call of the JSON interface takes: the figure seen in use (registry sheet B1). */
const eranKoko = 100;

/**
 * A loader for one request, never shared between two. The fields that are resolved together become one question per
 * person, with all that they need; persons who need the same go together. So nobody's record is asked for more than
 * was selected of them.
 */
export function createHenkiloLoader(client: VtjClient, context: SubgraphContext): HenkiloLoader {
  return new DataLoader(
    async (kysymykset) => {
      const henkilot = groupBy(kysymykset, ({ hetu }) => hetu);
      const merged = [...henkilot].map(([hetu, fields]) => ({ hetu, tarpeet: unionOf(fields) }));
      const ryhmat = [...groupBy(merged, ({ tarpeet }) => tarpeet.join()).values()].flatMap(toErat);
      const fetched = await Promise.all(ryhmat.map((ryhma) => fetchRyhma(client, context, ryhma)));
      const results = new Map(fetched.flatMap((part) => [...part]));
      return kysymykset.map(({ hetu }) => results.get(hetu) ?? new Error("every person of the batch has a result"));
    },
    { cacheKeyFn: ({ hetu, tarpeet }) => [hetu, ...tarpeet].join() },
  );
}

type Results = ReadonlyMap<string, SourceResult<HenkiloWire>>;

/** Persons with the same needs: one call. */
async function fetchRyhma(client: VtjClient, context: SubgraphContext, ryhma: readonly Kysymys[]): Promise<Results> {
  const hetut = ryhma.map(({ hetu }) => hetu);
  const [first] = ryhma;
  if (first === undefined) return new Map();
  const tapa = chooseKysely(first.tarpeet, hetut.length);
  if (tapa.laji === "TUOTE") {
    return new Map([[first.hetu, await client.fetchTuote({ hetu: first.hetu, tuote: tapa.tuote }, context)]]);
  }
  const answer = await client.fetchPerustiedot({ hetut, tietoryhmat: tapa.tietoryhmat }, context);
  return answer.ok ? answer.value : new Map(hetut.map((hetu) => [hetu, answer]));
}

function toErat(ryhma: readonly Kysymys[]): readonly (readonly Kysymys[])[] {
  const count = Math.ceil(ryhma.length / eranKoko);
  return Array.from({ length: count }, (_, at) => ryhma.slice(at * eranKoko, (at + 1) * eranKoko));
}

/** In a fixed order, so that equal needs have equal keys. */
function unionOf(fields: readonly Kysymys[]): readonly Tarve[] {
  return [...new Set(fields.flatMap(({ tarpeet }) => tarpeet))].sort();
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
