import { parse } from "graphql";
import type { DocumentNode } from "graphql";
import { createPopulation } from "../../mocks/population/index.ts";

/** The people behind the mocks of the contract tests: those of `npm start`. */
export const population = createPopulation({ seed: 1, size: 3000 });

/** An entity query of one selection; the persons go in the variable `keys`. */
export function toDocument(fields: string): DocumentNode {
  return parse(`query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Asiakas { ${fields} } } }`);
}

/** Identity code of a persona. @throws Error when there is none of that name. */
export function personaHetu(persona: string): string {
  const found = population.personas.find((each) => each.persona === persona);
  if (found === undefined) throw new Error(`the population has no persona ${persona}`);
  return found.hetu;
}

/** The first `count` persons with an identity code. */
export function hetut(count: number): readonly string[] {
  return Array.from(population.kaikki())
    .flatMap(({ hetu }) => hetu ?? [])
    .slice(0, count);
}
