import { parse } from "graphql";
import type { DocumentNode } from "graphql";
import type { RequestScope, SubgraphTransport } from "../subgraph/index.ts";
import { isObject } from "./at-pattern.ts";

/** May the place of each person be shown: true only where turvakielto was asked and is off. */
export type AskTurvakielto = (ids: readonly string[], scope: RequestScope) => Promise<ReadonlySet<string>>;

const document: DocumentNode = parse(
  "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Asiakas { turvakielto { voimassa } } } }",
);

/**
 * Asks the subgraph that holds `Asiakas.turvakielto`, each person once per request. Fails closed:
 * no answer, or one that can't be read, is as if the protection were on.
 */
export function createAskTurvakielto(holder: SubgraphTransport): AskTurvakielto {
  const asked = new WeakMap<RequestScope, Map<string, Promise<ReadonlySet<string>>>>();
  return async (ids, scope) => {
    const known = asked.get(scope) ?? new Map<string, Promise<ReadonlySet<string>>>();
    asked.set(scope, known);
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length > 0) {
      const answer = fetchShown(holder, missing, scope);
      for (const id of missing) known.set(id, answer);
    }
    const answers = await Promise.all(
      ids.map(async (id) => ((await known.get(id))?.has(id) === true ? id : undefined)),
    );
    return new Set(answers.filter((id) => id !== undefined));
  };
}

async function fetchShown(
  holder: SubgraphTransport,
  ids: readonly string[],
  scope: RequestScope,
): Promise<ReadonlySet<string>> {
  const representations = ids.map((id) => ({ __typename: "Asiakas", id }));
  const { data } = await holder.call({ document, variables: { representations } }, scope);
  const entities: readonly unknown[] = Array.isArray(data?.["_entities"]) ? data["_entities"] : [];
  return new Set(ids.filter((_, at) => isOff(entities[at])));
}

function isOff(entity: unknown): boolean {
  if (!isObject(entity) || !isObject(entity["turvakielto"])) return false;
  return entity["turvakielto"]["voimassa"] === false;
}
