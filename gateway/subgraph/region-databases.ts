import { createSqlSource } from "../source/index.ts";
import type { SourceHandle, SourceResult, SqlRow, SqlSource } from "../source/index.ts";
import type { Tunnus } from "./asiakas-id.ts";
import type { SubgraphContext } from "./define-subgraph.ts";
import { toKysyja } from "./kysyja.ts";
import type { ByPerson } from "./person-rows.ts";
import type { RegionSettings } from "./region-settings.ts";

/** What one region answered for all persons of a batch, or why it did not. */
export interface RegionAnswer<T> {
  readonly alue: string;
  readonly result: SourceResult<ByPerson<T>>;
}

/** What a question brings from the client's request. */
export type RegionScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids">;

/** What a question is besides its persons. */
export interface RegionQuestion {
  /** The only region asked; all of them when left out. */
  readonly alue?: string;
  /** The statement's values from $3 on, by region. */
  readonly valuesOf?: (alue: string) => readonly (string | number)[];
}

/** One question to all regions at once, or to one: one statement for each, however many persons are asked. */
export type AskRegions<T> = (
  persons: readonly Tunnus[],
  from: RegionScope,
  question?: RegionQuestion,
) => Promise<readonly RegionAnswer<T>[]>;

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
}

/** Opens a pool for each region; nothing is connected before the first question. `lahde`: the source in errors. */
export function openRegionDatabases(lahde: string, settings: RegionSettings): RegionDatabases {
  const nodes = settings.solmut
    .toSorted((one, other) => one.alue.localeCompare(other.alue))
    .map(({ alue, url }) => ({ alue, source: openSource({ lahde, solmu: alue, url }, settings) }));
  return {
    alueet: nodes.map(({ alue }) => alue),
    sources: nodes.map(({ source }) => source),
    createAsk: (text, parse) => async (persons, from, question) => {
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
          .filter(({ alue }) => question?.alue === undefined || alue === question.alue)
          .map(async ({ alue, source }) => {
            const values = [...codes, ...(question?.valuesOf?.(alue) ?? [])];
            const statement = { text, values, kerrotaan };
            return { alue, result: await source.query(statement, from.scope, (rows) => parse(rows, persons)) };
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
