import { createSqlSource, failed } from "../source/index.ts";
import type { SourceHandle, SourceResult, SqlRow, SqlSource } from "../source/index.ts";
import type { Tunnus } from "./asiakas-id.ts";
import type { SubgraphContext } from "./define-subgraph.ts";
import { toKysyja } from "./kysyja.ts";
import { toPersonKey } from "./person-rows.ts";
import type { ByPerson } from "./person-rows.ts";
import type { RegionSettings } from "./region-settings.ts";
import { toSubgraphError, unwrap } from "./subgraph-error.ts";

/** What one region answered for the persons of a batch whom it concerns, or why it did not. */
export interface RegionAnswer<T> {
  /** The source in errors. */
  readonly lahde: string;
  readonly alue: string;
  /** The persons it was asked about, by `toPersonKey`. */
  readonly kysytyt: ReadonlySet<string>;
  readonly result: SourceResult<ByPerson<T>>;
}

/** What a question brings from the client's request. */
export type RegionScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids">;

/** A value of a statement, from `$3` on. */
export type RegionValue = string | number | readonly string[];

/** What a question has besides its persons. */
export interface RegionQuestion {
  /** The only regions to ask; all when left out. */
  readonly alueet?: readonly string[];
  /** The regions to ask of one person; all where it gives none. One that has no node answers that it can't be reached. */
  readonly alueetOf?: (person: Tunnus) => readonly string[] | undefined;
  /** Values from `$3` on, the same for each region. */
  readonly arvot?: readonly RegionValue[];
  /** Values from `$3` on that each region has of its own. */
  readonly arvotAlueittain?: Readonly<Record<string, readonly RegionValue[]>>;
}

/** One question to all regions at once, or to some: one statement for each, however many persons are asked. */
export interface AskRegions<T> {
  (persons: readonly Tunnus[], from: RegionScope, question?: RegionQuestion): Promise<readonly RegionAnswer<T>[]>;
  /** Regions that have a node. */
  readonly alueet: readonly string[];
}

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
    .map((solmu) => ({ alue: solmu.alue, source: openSource({ lahde, solmu, settings }) }));
  const alueet = nodes.map(({ alue }) => alue);
  return {
    alueet,
    sources: nodes.map(({ source }) => source),
    async askRegion(alue, { text, values }, { from, parse }) {
      const node = nodes.find((each) => each.alue === alue);
      if (node === undefined) throw toSubgraphError("SOURCE_UNAVAILABLE", { lahde });
      const kerrotaan = { ...toKysyja(from, []), pyynto: from.pyynto };
      return unwrap(await node.source.query({ text, values, kerrotaan }, from.scope, parse), lahde);
    },
    createAsk<T>(text: string, parse: ParsePersons<T>): AskRegions<T> {
      const ask = async (
        persons: readonly Tunnus[],
        from: RegionScope,
        question: RegionQuestion = {},
      ): Promise<readonly RegionAnswer<T>[]> => {
        const { alueet: only, arvot = [], arvotAlueittain } = question;
        const isOpen = (alue: string): boolean => only?.includes(alue) ?? true;
        const answers = nodes
          .filter(({ alue }) => isOpen(alue))
          .map(({ alue, source }) => ({ alue, source, asked: whomOf(alue, persons, question) }))
          .filter(({ asked }) => asked.length > 0)
          .map(async ({ alue, source, asked }): Promise<RegionAnswer<T>> => {
            const values = [...toCodes(asked), ...(arvotAlueittain?.[alue] ?? arvot)];
            const statement = { text, values, kerrotaan: toKerrotaan(asked, from) };
            const result = await source.query(statement, from.scope, (rows) => parse(rows, asked));
            return { lahde, alue, kysytyt: new Set(asked.map(toPersonKey)), result };
          });
        const without = toAnswersWithoutNode<T>({ lahde, alueet }, persons, question);
        return [...(await Promise.all(answers)), ...without].toSorted((one, other) =>
          one.alue.localeCompare(other.alue),
        );
      };
      return Object.assign(ask, { alueet });
    },
  };
}

type ParsePersons<T> = (rows: readonly SqlRow[], asked: readonly Tunnus[]) => SourceResult<ByPerson<T>>;

/** The persons of whom a region is asked. */
function whomOf(alue: string, persons: readonly Tunnus[], { alueetOf }: RegionQuestion): readonly Tunnus[] {
  return alueetOf === undefined ? persons : persons.filter((person) => alueetOf(person)?.includes(alue) ?? true);
}

/** Regions that were named and have no node here: nothing is not their answer. */
function toAnswersWithoutNode<T>(
  { lahde, alueet }: { readonly lahde: string; readonly alueet: readonly string[] },
  persons: readonly Tunnus[],
  { alueetOf }: RegionQuestion,
): readonly RegionAnswer<T>[] {
  if (alueetOf === undefined) return [];
  const named = new Set(persons.flatMap((person) => alueetOf(person) ?? []));
  return [...named]
    .filter((alue) => !alueet.includes(alue))
    .map((alue) => {
      const asked = persons.filter((person) => alueetOf(person)?.includes(alue) === true);
      const result = failed("unavailable", "the region has no node");
      return { lahde, alue, kysytyt: new Set(asked.map(toPersonKey)), result };
    });
}

function toCodes(persons: readonly Tunnus[]): readonly (readonly string[])[] {
  const valuesOf = (laji: Tunnus["laji"]): readonly string[] =>
    persons.filter((person) => person.laji === laji).map(({ arvo }) => arvo);
  return [valuesOf("HETU"), valuesOf("TILAPAINEN")];
}

function toKerrotaan(persons: readonly Tunnus[], from: RegionScope) {
  const kysyja = toKysyja(
    from,
    persons.map(({ arvo }) => arvo),
  );
  return { ...kysyja, pyynto: from.pyynto };
}

interface Opening {
  readonly lahde: string;
  readonly solmu: RegionSettings["solmut"][number];
  readonly settings: RegionSettings;
}

/** A region's own limits stand before those of all. */
function openSource({ lahde, solmu, settings }: Opening): SqlSource {
  const { timeoutMs = settings.timeoutMs, yhteyksia = settings.yhteyksia } = solmu;
  return createSqlSource({
    lahde,
    solmu: solmu.alue,
    url: solmu.url,
    suojaus: solmu.suojaus ?? settings.suojaus,
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
