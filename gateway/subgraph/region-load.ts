import DataLoader from "dataloader";
import type { Tunnus } from "./asiakas-id.ts";
import { chooseAlueet } from "./choose-alueet.ts";
import type { AlueetArgument } from "./choose-alueet.ts";
import type { SubgraphContext } from "./define-subgraph.ts";
import { toRegionRows } from "./merge-regions.ts";
import type { RegionRows } from "./merge-regions.ts";
import { openTunnus } from "./open-person.ts";
import type { AsiakasKey } from "./open-person.ts";
import { toPersonKey } from "./person-rows.ts";
import type { AskRegions, RegionAnswer, RegionQuestion } from "./region-databases.ts";

/** A question of a field: its regions as the argument names them, all when left out, and its own values. */
export type FieldQuestion = Partial<AlueetArgument> & Pick<RegionQuestion, "arvot" | "arvotAlueittain">;

/** What each region has of one person; equal questions of a request are asked together. @throws as `chooseAlueet`. */
export type RegionLoad<T> = (
  key: AsiakasKey,
  context: SubgraphContext,
  question?: FieldQuestion,
) => Promise<readonly RegionRows<T>[]>;

/** One person, and the regions to ask; undefined for all. */
export interface RegionAsked {
  readonly tunnus: Tunnus;
  readonly alueet: readonly string[] | undefined;
}

/** Loads what regions have of one person. */
export type RegionLoader<T> = DataLoader<RegionAsked, readonly RegionRows<T>[], string>;

/**
 * One loader for a request and a question, whoever of the request's customers is asked about.
 * `alueet`: the only regions that are ever asked.
 */
export function createRegionLoad<T>(ask: AskRegions<T>, alueet?: readonly string[]): RegionLoad<T> {
  const only = alueet === undefined ? {} : { alueet };
  const hasNode = (alue: string): boolean => ask.alueet.includes(alue);
  const createLoaders = (context: SubgraphContext): ((question: FieldQuestion) => RegionLoader<T>) => {
    const loaders = new Map<string, RegionLoader<T>>();
    return (question) => {
      const name = JSON.stringify(question);
      const loader =
        loaders.get(name) ??
        createRegionLoader(
          (persons, alueetOf) => ask(persons, context, { ...only, ...question, alueetOf }),
          (regions) => regions,
        );
      loaders.set(name, loader);
      return loader;
    };
  };
  return (key, context, { alueet: named, ...question } = {}) => {
    const asked = named === undefined ? undefined : chooseAlueet({ alueet: named }, key, { context, hasNode });
    return context
      .once(createLoaders)(question)
      .load({ tunnus: openTunnus(key, context), alueet: asked });
  };
}

type Ask<T> = (
  persons: readonly Tunnus[],
  alueetOf: NonNullable<RegionQuestion["alueetOf"]>,
) => Promise<readonly RegionAnswer<T>[]>;

/**
 * Gathers the persons of a request: a node is asked once, of those whom it concerns. `read` makes of what the regions
 * said of a person what is given of them; `asked` is how many persons the question was about.
 */
export function createRegionLoader<T, Row>(
  ask: Ask<T>,
  read: (
    regions: readonly RegionRows<T>[],
    person: Tunnus,
    asked: number,
  ) => readonly RegionRows<Row>[] | Promise<readonly RegionRows<Row>[]>,
): RegionLoader<Row> {
  return new DataLoader(
    async (asked) => {
      const persons = new Map(asked.map(({ tunnus }) => [toPersonKey(tunnus), tunnus]));
      const unions = new Map<string, readonly string[] | undefined>();
      for (const { tunnus, alueet } of asked) {
        const key = toPersonKey(tunnus);
        const before = unions.has(key) ? unions.get(key) : [];
        unions.set(key, before === undefined || alueet === undefined ? undefined : [...before, ...alueet]);
      }
      const answers = await ask([...persons.values()], (person) => unions.get(toPersonKey(person)));
      return Promise.all(
        asked.map(async ({ tunnus, alueet }) =>
          read(toRegionRows(answers, toPersonKey(tunnus), alueet), tunnus, persons.size),
        ),
      );
    },
    { cacheKeyFn: ({ tunnus, alueet }) => JSON.stringify([toPersonKey(tunnus), alueet]) },
  );
}
