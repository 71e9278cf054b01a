import { createSqlSource } from "../source/index.ts";
import type { SourceHandle, SourceResult, SqlRow, SqlSource } from "../source/index.ts";
import type { Tunnus } from "./asiakas-id.ts";
import type { SubgraphContext } from "./define-subgraph.ts";
import { toKysyja } from "./kysyja.ts";
import type { ByPerson } from "./person-rows.ts";
import type { RegionSettings } from "./region-settings.ts";
import { toSubgraphError, unwrap } from "./subgraph-error.ts";

/** What one region answered for all persons of a batch, or why it did not. */
export interface RegionAnswer<T> {
  /** The source in errors. */
  readonly lahde: string;
  readonly alue: string;
  readonly result: SourceResult<ByPerson<T>>;
}

/** What a question brings from the client's request. */
export type RegionScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids">;

/** A value of a statement, from `$3` on. */
export type RegionValue = string | number | readonly string[];

/** What a question has besides its persons. Plain, so that equal questions of a request are one. */
export interface RegionQuestion {
  /** The regions to ask; all when left out. */
  readonly alueet?: readonly string[];
  /** Values from `$3` on, the same for each region. */
  readonly arvot?: readonly RegionValue[];
  /** Values from `$3` on that each region has of its own. */
  readonly arvotAlueittain?: Readonly<Record<string, readonly RegionValue[]>>;
}

/** One question to all regions at once, or to some: one statement for each, however many persons are asked. */
export type AskRegions<T> = (
  persons: readonly Tunnus[],
  from: RegionScope,
  question?: RegionQuestion,
) => Promise<readonly RegionAnswer<T>[]>;

/** A statement of no person's code, and its values from `$1` on. */
export interface RegionStatement {
  readonly text: string;
  readonly values: readonly RegionValue[];
}

/**
 * One question to one region of what it holds, not of named persons: the organiser's views and searches.
 * @throws the subgraph error of a failure; SOURCE_UNAVAILABLE where the region has no node: nothing is not its answer.
 */
export type AskRegion = <T>(
  alue: string,
  statement: RegionStatement,
  question: { readonly from: RegionScope; readonly parse: (rows: readonly SqlRow[]) => SourceResult<T> },
) => Promise<T>;

/** A register of one database per region. Answers come in the order of the region codes. */
export interface RegionDatabases {
  /** Regions that have a node. */
  readonly alueet: readonly string[];
  readonly sources: readonly SourceHandle[];
  /** A question by its statement, which begins with `askedPersons`, and the reader of its rows. */
  createAsk<T>(
    text: string,
    parse: (rows: readonly SqlRow[], asked: readonly Tunnus[]) => SourceResult<ByPerson<T>>,
  ): AskRegions<T>;
  readonly askRegion: AskRegion;
}

/** Opens a pool for each region; nothing is connected before the first question. `lahde`: the source in errors. */
export function openRegionDatabases(lahde: string, settings: RegionSettings): RegionDatabases {
  const nodes = settings.solmut
    .toSorted((one, other) => one.alue.localeCompare(other.alue))
    .map(({ alue, url }) => ({ alue, source: openSource({ lahde, solmu: alue, url }, settings) }));
  return {
    alueet: nodes.map(({ alue }) => alue),
    sources: nodes.map(({ source }) => source),
    async askRegion(alue, { text, values }, { from, parse }) {
      const node = nodes.find((each) => each.alue === alue);
      if (node === undefined) throw toSubgraphError("SOURCE_UNAVAILABLE", { lahde });
      const kerrotaan = { ...toKysyja(from, []), pyynto: from.pyynto };
      return unwrap(await node.source.query({ text, values, kerrotaan }, from.scope, parse), lahde);
    },
    createAsk:
      (text, parse) =>
      async (persons, from, { alueet, arvot = [], arvotAlueittain } = {}) => {
        const valuesOf = (laji: Tunnus["laji"]): string[] =>
          persons.filter((person) => person.laji === laji).map(({ arvo }) => arvo);
        const codes = [valuesOf("HETU"), valuesOf("TILAPAINEN")];
        const kysyja = toKysyja(
          from,
          persons.map(({ arvo }) => arvo),
        );
        const kerrotaan = { ...kysyja, pyynto: from.pyynto };
        return Promise.all(
          nodes
            .filter(({ alue }) => alueet?.includes(alue) ?? true)
            .map(async ({ alue, source }) => {
              const values = [...codes, ...(arvotAlueittain?.[alue] ?? arvot)];
              const statement = { text, values, kerrotaan };
              return { lahde, alue, result: await source.query(statement, from.scope, (rows) => parse(rows, persons)) };
            }),
        );
      },
  };
}

function openSource(
  node: { readonly lahde: string; readonly solmu: string; readonly url: string },
  { suojaus, timeoutMs, yhteyksia }: RegionSettings,
): SqlSource {
  return createSqlSource({
    ...node,
    suojaus,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(yhteyksia === undefined ? {} : { connections: yhteyksia }),
  });
}

/**
 * Everyone asked about comes back, with or without rows of their own: silence is then never taken for
 * "has none", and each row carries the code that was asked and the code of the person found. Persons
 * are `henkilo h`, by the table `asiakas` with `asiakas_id`, `hetu` and `tilapainen_tunnus`.
 */
export const askedPersons = `
  with kysytty as (
    select unnest($1::text[]) as hetu, null as tilapainen_tunnus
    union all select null, unnest($2::text[])
  ), henkilo as (
    select k.hetu as kysytty_hetu, k.tilapainen_tunnus as kysytty_tilapainen, a.hetu, a.tilapainen_tunnus, a.asiakas_id
    from kysytty k left join asiakas a on a.hetu = k.hetu or a.tilapainen_tunnus = k.tilapainen_tunnus
  )`;

/** The columns of `henkilo h` that `parsePersonRows` looks for. */
export const personColumns = "h.kysytty_hetu, h.kysytty_tilapainen, h.hetu, h.tilapainen_tunnus";

/** A date column of an alias, `y.alkaen`, written out: no setting of the server or the role changes how it is told. */
export function toDateColumn(column: string): string {
  return `to_char(${column}, 'YYYY-MM-DD') as ${column.slice(column.indexOf(".") + 1)}`;
}
