import DataLoader from "dataloader";
import { openTunnus } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Ask, Question } from "./client.ts";
import { toRegionRows } from "./merge-regions.ts";
import type { RegionRows } from "./merge-regions.ts";
import { keyOf } from "./rows.ts";

/** What each region has of one person; equal questions of a request are asked together. */
export type Load<T> = (
  key: AsiakasKey,
  context: SubgraphContext,
  question?: Question,
) => Promise<readonly RegionRows<T>[]>;

type Loader<T> = DataLoader<Tunnus, readonly RegionRows<T>[], string>;

/**
 * One loader for a request and a question, whoever of the request's customers is asked about.
 * `alueet`: the only regions that are asked.
 */
export function createLoad<T>(ask: Ask<T>, alueet?: readonly string[]): Load<T> {
  const only = alueet === undefined ? {} : { alueet };
  const createLoaders = (context: SubgraphContext): ((question: Question) => Loader<T>) => {
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

function createLoader<T>(ask: Ask<T>, question: Question, context: SubgraphContext): Loader<T> {
  return new DataLoader(
    async (persons) => {
      const answers = await ask(persons, context, question);
      return persons.map((person) => toRegionRows(answers, keyOf(person)));
    },
    { cacheKeyFn: keyOf },
  );
}
