import type { DocumentNode } from "graphql";
import type { Actor } from "../actor/index.ts";
import type { GraphError } from "../errors.ts";
import { createRequestMemory } from "../subgraph/index.ts";
import type { RequestScope, SubgraphTransport } from "../subgraph/index.ts";
import { isObject } from "../is-object.ts";

/** What is asked of persons for the gate's own use, and how the answer is read. */
export interface Question<T> {
  /** The subgraph that can tell; undefined when none can, and then nothing is known of anyone. */
  readonly holder: SubgraphTransport | undefined;
  /** An `_entities` query with `$representations`. */
  readonly document: DocumentNode;
  /** Numbers of the items that the query's fields carry. */
  readonly tiedot: readonly number[];
  /** The query's other variables, of the actor alone. */
  readonly variablesOf?: (actor: Actor) => Readonly<Record<string, unknown>>;
  /** Reads one entity; undefined when it does not tell. */
  readonly read: (entity: Readonly<Record<string, unknown>>) => T | undefined;
  /** What is known of one of whom the source has nothing to tell; when left out, it is as if it could not be asked. */
  readonly notFound?: T;
}

/** Answers by person; a person who is missing could not be asked about. */
export type AskPersons<T> = (ids: readonly string[], scope: RequestScope) => Promise<ReadonlyMap<string, T>>;

/** Asks each person once per request; kept for that request and no longer. */
export function createAskPersons<T>(question: Question<T>): AskPersons<T> {
  const asked = createRequestMemory<Map<string, Promise<ReadonlyMap<string, T>>>>();
  return async (ids, scope) => {
    const known = asked.obtain(scope, () => new Map());
    const missing = [...new Set(ids)].filter((id) => !known.has(id));
    if (missing.length > 0) {
      const answer = fetchAnswers(question, missing, scope);
      for (const id of missing) known.set(id, answer);
    }
    const calls = new Set(ids.map((id) => known.get(id)));
    // Nobody was asked about before: what the one call tells is what is wanted.
    const isWhole = missing.length === known.size;
    const answers = new Map<string, T>();
    // A call tells of many: it is waited for once. By whichever way, all who ask wait the same number of turns: the order of
    // an answer's errors must not tell which register was the slower.
    for (const asking of calls) {
      const told = await asking;
      if (told === undefined) continue;
      if (isWhole) return told;
      for (const id of ids) copyTo(answers, id, told);
    }
    return answers;
  };
}

function copyTo<T>(answers: Map<string, T>, id: string, told: ReadonlyMap<string, T>): void {
  const answer = told.get(id);
  if (answer !== undefined) answers.set(id, answer);
}

async function fetchAnswers<T>(
  { holder, document, tiedot, variablesOf, read, notFound }: Question<T>,
  ids: readonly string[],
  scope: RequestScope,
): Promise<ReadonlyMap<string, T>> {
  if (holder === undefined) return new Map();
  const representations = ids.map((id) => ({ __typename: "Asiakas", id }));
  const { data, errors } = await holder.call(
    { document, variables: { ...variablesOf?.(scope.actor), representations }, sallittu: { asiakkaat: ids, tiedot } },
    scope,
  );
  const entities: readonly unknown[] = Array.isArray(data?.["_entities"]) ? data["_entities"] : [];
  // Matched by position, so a list of another length tells nothing.
  if (entities.length !== ids.length) return new Map();
  const answers = ids.flatMap((id, at): readonly (readonly [string, T])[] => {
    const entity = entities[at];
    const told = isObject(entity) ? read(entity) : undefined;
    const answer = told ?? (isNotFound(errors, at) ? notFound : undefined);
    return answer === undefined ? [] : [[id, answer]];
  });
  return new Map(answers);
}

/** The source answered, and has no such person: nothing else is wrong with the position. */
function isNotFound(errors: readonly GraphError[], at: number): boolean {
  return errors
    .filter(({ path = [] }) => path[0] !== "_entities" || path[1] === undefined || path[1] === at)
    .every(({ code }) => code === "SUBJECT_NOT_FOUND");
}
