import { describe, expect, it } from "vitest";
import type { SubgraphResolvers } from "../../../gateway/subgraph/index.ts";
import { ask, openKoe, reach, serveKoe } from "./start-koe.ts";

const entities =
  "query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Asiakas { nimi katto } } }";
const representations = ["a", "b"].map((id) => ({ __typename: "Asiakas", id }));
const resolvers: SubgraphResolvers = {
  Asiakas: { nimi: ({ id }: { readonly id: string }) => `n-${id}`, katto: () => 1 },
};

describe("an operation beyond its envelope", () => {
  const sallittu = { asiakkaat: ["a", "b"], tiedot: [101, 26] };
  const denied = { data: null, errors: [{ code: "SOURCE_DENIED", parameters: { lahde: "koe" } }] };
  const outcomes: string[] = [];
  const serve = (): Promise<string> =>
    serveKoe(openKoe(resolvers), { onAnswered: ({ errors }) => outcomes.push(...errors.map(({ code }) => code)) });

  it("is none where it asks whom and what the envelope allows", async () => {
    const remote = reach(await serve());
    const variables = { representations };
    const answer = await ask(remote, entities, { variables, sallittu });
    expect(answer.data).toMatchObject({ _entities: [{ nimi: "n-a" }, { nimi: "n-b" }] });
  });

  it.each([
    ["names someone else", { sallittu: { ...sallittu, asiakkaat: ["a"] } }],
    ["names nobody", { sallittu, variables: { representations: [{ __typename: "Asiakas" }] } }],
    ["asks an item that is not allowed", { sallittu: { ...sallittu, tiedot: [101] } }],
  ])("that %s is refused, and told to the log", async (_, request) => {
    const remote = reach(await serve());
    outcomes.length = 0;
    expect(await ask(remote, entities, { variables: { representations }, ...request })).toEqual(denied);
    expect(outcomes).toEqual(["FORBIDDEN"]);
  });

  it.each([
    [
      "in a fragment",
      '{ _entities(representations: [{__typename: "Asiakas", id: "a"}]) { ...f } } fragment f on Asiakas { x: katto }',
    ],
    [
      "under an alias, in the text",
      '{ e: _entities(representations: [{__typename: "Asiakas", id: "c"}]) { ... on Asiakas { nimi } } }',
    ],
    [
      "beside an allowed one",
      '{ a: _entities(representations: [{__typename: "Asiakas", id: "a"}]) { __typename } b: _entities(representations: [{__typename: "Asiakas", id: "c"}]) { __typename } }',
    ],
  ])("hidden %s is refused", async (_, query) => {
    const remote = reach(await serve());
    expect(await ask(remote, query, { sallittu: { asiakkaat: ["a"], tiedot: [101] } })).toEqual(denied);
  });
});
