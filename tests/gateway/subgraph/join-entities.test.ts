import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { tuntematon } from "../../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../../gateway/source/index.ts";
import { joinEntities } from "../../../gateway/subgraph/index.ts";
import type { RequestScope, SubgraphAnswer, SubgraphRequest } from "../../../gateway/subgraph/index.ts";

const document = parse(
  "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on E { s } } }",
);

function toScope(): RequestScope {
  const deadline = createDeadline(1000);
  return { actor: tuntematon, pyynto: "koe", deadline, recorder: createCallRecorder(() => deadline.elapsedMs()) };
}

/** Asks for two lists at once, of a subgraph that gives the entities of its one call on as `change` has them. */
async function askTwice(change: (entities: readonly unknown[]) => readonly unknown[]): Promise<{
  readonly calls: readonly unknown[];
  readonly answers: readonly SubgraphAnswer[];
}> {
  const calls: unknown[] = [];
  const call = joinEntities(({ variables: { representations } }: SubgraphRequest) => {
    calls.push(representations);
    const entities = (representations as readonly { readonly id: string }[]).map(({ id }) => ({ s: `of ${id}` }));
    return Promise.resolve({ data: { _entities: change(entities) }, errors: [] });
  });
  const scope = toScope();
  const of = (...ids: readonly string[]): SubgraphRequest => ({
    document,
    variables: { representations: ids.map((id) => ({ __typename: "E", id })) },
  });
  return { answers: await Promise.all([call(of("1", "2"), scope), call(of("2", "3"), scope)]), calls };
}

describe("entity fetches that are joined", () => {
  it("ask each entity once, and each caller gets its own in its own order", async () => {
    const { calls, answers } = await askTwice((entities) => entities);
    expect(calls).toEqual([["1", "2", "3"].map((id) => ({ __typename: "E", id }))]);
    expect(answers).toEqual([
      { data: { _entities: [{ s: "of 1" }, { s: "of 2" }] }, errors: [] },
      { data: { _entities: [{ s: "of 2" }, { s: "of 3" }] }, errors: [] },
    ]);
  });

  it.each([
    ["too few", (entities: readonly unknown[]) => entities.slice(1)],
    ["too many", (entities: readonly unknown[]) => [...entities, { s: "of nobody" }]],
  ])("of which the subgraph gives %s give nobody's data to anyone", async (_, change) => {
    const { answers } = await askTwice(change);
    const invalid = { data: null, errors: [{ code: "SOURCE_INVALID_RESPONSE", parameters: {} }] };
    expect(answers).toEqual([invalid, invalid]);
  });
});
