import DataLoader from "dataloader";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { KelaClient, KelaScope } from "./client.ts";
import type { Kattolaji, KattoWire } from "./wire.ts";

/** One ceiling of one person and year. */
interface KattoKey {
  readonly hetu: string;
  readonly vuosi: number;
  readonly laji: Kattolaji;
}

/** Ceilings of one request. */
export type KattoLoader = DataLoader<KattoKey, SourceResult<KattoWire>, string>;

interface Kysely {
  readonly vuosi: number;
  readonly lajit: readonly Kattolaji[];
  readonly hetut: readonly string[];
}

/**
 * A loader for one request. The ceilings of a person and year go in one call, and so do all persons
 * of whom the same is asked; nothing is fetched that the query does not select.
 */
export function createKattoLoader(client: KelaClient, from: KelaScope): KattoLoader {
  const load = async (keys: readonly KattoKey[]): Promise<SourceResult<KattoWire>[]> => {
    const found = new Map<string, SourceResult<KattoWire>>();
    const fetchOne = async ({ vuosi, lajit, hetut }: Kysely): Promise<void> => {
      for (const [hetu, katot] of await client.fetchKatot(hetut, { vuosi, lajit }, from)) {
        lajit.forEach((laji) => found.set(toText({ hetu, vuosi, laji }), choose(katot, laji)));
      }
    };
    await Promise.all(toKyselyt(keys).map(fetchOne));
    return keys.map((key) => found.get(toText(key)) ?? failed("invalid", "person left out of the answer"));
  };
  return new DataLoader(load, { cacheKeyFn: toText });
}

function choose(katot: SourceResult<readonly KattoWire[]>, laji: Kattolaji): SourceResult<KattoWire> {
  if (!katot.ok) return katot;
  const katto = katot.value.find((each) => each.laji === laji);
  return katto === undefined ? failed("invalid", "ceiling left out of the answer") : ok(katto);
}

/** Persons grouped by year and by the ceilings asked of them. */
function toKyselyt(keys: readonly KattoKey[]): readonly Kysely[] {
  const persons = groupBy(keys, ({ hetu, vuosi }) => `${vuosi} ${hetu}`).map((group) => {
    const { hetu, vuosi } = group[0];
    const lajit = (["LAAKE", "MATKA", "PALVELU"] as const).filter((laji) => group.some((key) => key.laji === laji));
    return { hetu, vuosi, lajit };
  });
  return groupBy(persons, ({ vuosi, lajit }) => `${vuosi} ${lajit.join()}`).map((group) => {
    const { vuosi, lajit } = group[0];
    return { vuosi, lajit, hetut: group.map(({ hetu }) => hetu) };
  });
}

function groupBy<T>(items: readonly T[], toKey: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(toKey(item));
    if (group === undefined) groups.set(toKey(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function toText({ hetu, vuosi, laji }: KattoKey): string {
  return `${hetu} ${vuosi} ${laji}`;
}
