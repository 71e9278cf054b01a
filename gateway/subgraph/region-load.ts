import DataLoader from "dataloader";
import type { Tunnus } from "./asiakas-id.ts";
import type { SubgraphContext } from "./define-subgraph.ts";
import { toRegionRows } from "./merge-regions.ts";
import type { RegionRows } from "./merge-regions.ts";
import { openTunnus } from "./open-person.ts";
import type { AsiakasKey } from "./open-person.ts";
import { toPersonKey } from "./person-rows.ts";
import type { AskRegions, RegionQuestion } from "./region-databases.ts";

/** What each region has of one person; equal questions of a request are asked together. */
export type RegionLoad<T> = (
  key: AsiakasKey,
  context: SubgraphContext,
  question?: RegionQuestion,
) => Promise<readonly RegionRows<T>[]>;

type Loader<T> = DataLoader<Tunnus, readonly RegionRows<T>[], string>;

/**
 * One loader for a request and a question, whoever of the request's customers is asked about.
 * `alueet`: the only regions that are asked.
 */
export function createRegionLoad<T>(ask: AskRegions<T>, alueet?: readonly string[]): RegionLoad<T> {
  const only = alueet === undefined ? {} : { alueet };
  const createLoaders = (context: SubgraphContext): ((question: RegionQuestion) => Loader<T>) => {
    const loaders = new Map<string, Loader<T>>();
    return (question) => {
      const name = JSON.stringify(question);
      const loader = loaders.get(name) ?? createLoader(ask, { ...only, ...question }, context);
      loaders.set(name, loader);
      return loader;
    };
  };
  return (key, context, question = {}) => context.once(createLoaders)(question).load(openTunnus(key, context));
}

function createLoader<T>(ask: AskRegions<T>, question: RegionQuestion, context: SubgraphContext): Loader<T> {
  return new DataLoader(
    async (persons) => {
      const answers = await ask(persons, context, question);
      return persons.map((person) => toRegionRows(answers, toPersonKey(person)));
    },
    { cacheKeyFn: toPersonKey },
  );
}
