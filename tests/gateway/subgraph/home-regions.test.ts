import { describe, expect, it } from "vitest";
import type { AsiakasKey, SubgraphContext, SubgraphTransport } from "../../../gateway/subgraph/index.ts";
import { joinEntities } from "../../../gateway/subgraph/index.ts";
import { ask, openKoe, reach, requestScope, serveKoe } from "./start-koe.ts";

/** Tells the home region that it was told, in place of a name. */
const tells = {
  Asiakas: {
    nimi: ({ id }: AsiakasKey, _: unknown, { kotialueOf }: SubgraphContext) => kotialueOf(id) ?? "ei kerrottu",
  },
};
const query =
  "query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Asiakas { nimi } } }";
const of = (...ids: readonly string[]) => ({
  representations: ids.map((id) => ({ __typename: "Asiakas", id })),
});
const toNames = (data: unknown): unknown => Object(data)["_entities"].map(({ nimi }: { nimi: string }) => nimi);

describe.each<[string, () => Promise<SubgraphTransport>]>([
  ["in this process", async () => openKoe(tells)],
  ["behind a signed hop", async () => reach(await serveKoe(openKoe(tells)))],
])("home regions, told with a call to a subgraph %s", (_, open) => {
  it("are each person's own, and nothing is known of the others", async () => {
    const kotialueet = { a: "08", b: "90" };
    const { data, errors } = await ask(await open(), query, { variables: of("a", "b", "c"), kotialueet });
    expect(errors).toEqual([]);
    expect(toNames(data)).toEqual(["08", "90", "ei kerrottu"]);
  });

  it("are not known in another request", async () => {
    const transport = await open();
    await ask(transport, query, { variables: of("a"), kotialueet: { a: "08" } });
    expect(toNames((await ask(transport, query, { variables: of("a") })).data)).toEqual(["ei kerrottu"]);
  });
});

it("home regions of calls that are joined go together", async () => {
  const transport = openKoe(tells);
  const joined: SubgraphTransport = {
    ...transport,
    call: joinEntities((request, scope) => transport.call(request, scope)),
  };
  const scope = requestScope();
  const answers = await Promise.all([
    ask(joined, query, { scope, variables: of("a"), kotialueet: { a: "08" } }),
    ask(joined, query, { scope, variables: of("b"), kotialueet: { b: "90" } }),
  ]);
  expect(answers.map(({ data }) => toNames(data))).toEqual([["08"], ["90"]]);
});

it("an envelope whose home region is no region's number is refused", async () => {
  const transport = reach(await serveKoe(openKoe(tells)));
  const { data, errors } = await ask(transport, query, { variables: of("a"), kotialueet: { a: "08' or" } });
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
});
