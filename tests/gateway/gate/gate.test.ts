import { parse } from "graphql";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { SubgraphTransport } from "../../../gateway/subgraph/index.ts";
import { asiakasActor, idOf, startFixtureGraph } from "../fixture-graph.ts";
import type { FixtureRegister } from "../fixture-graph.ts";
import { scopeOf } from "./ask-kit.ts";
import { ammattilainen } from "./world.ts";

const crm: FixtureRegister = {
  name: "crm",
  schema: `
    type Query { ohjeet: Ohje tilastot: Tilastot @sisaankaynti(sallittu: ["J"]) }
    type Ohje @viitetieto { teksti: String }
    type Tilastot { luku: Int }
    type Asiakas @key(fields: "id") { id: ID! laakekatto: String @tieto(id: 26) maksuyhteydet: String @tieto(id: 5) }`,
  resolvers: {
    Query: { ohjeet: () => ({ teksti: "ohje" }), tilastot: () => ({ luku: 7 }) },
    Asiakas: { laakekatto: () => "laakekatto", maksuyhteydet: () => "tili" },
  },
};

let isDown = false;
const orDown = (transport: SubgraphTransport): SubgraphTransport => ({
  ...transport,
  call: (request, scope) =>
    isDown && transport.name === "crm"
      ? Promise.resolve({ data: null, errors: [{ code: "SOURCE_UNAVAILABLE", parameters: {}, path: ["ohjeet"] }] })
      : transport.call(request, scope),
});
const graph = await startFixtureGraph([crm], orDown);
afterAll(() => graph.close());
beforeEach(() => {
  isDown = false;
  graph.calls.length = 0;
});

const crmCalls = () => graph.calls.filter(({ name }) => name === "crm");

describe("a subgraph", () => {
  it("is told with each call whom and which items it may tell of", async () => {
    await graph.ask("{ mina { laakekatto maksuyhteydet } }", asiakasActor("AINO"));
    expect(crmCalls().map(({ sallittu }) => sallittu)).toEqual([{ asiakkaat: [idOf("AINO")], tiedot: [26, 5] }]);
  });

  it("is asked by one document for one selection, so that its text is written once", async () => {
    // Of an operation that is asked again, the engine makes its plan leaner once.
    for (const tunnus of ["AINO", "AINO", "EINO"]) await graph.ask("{ mina { laakekatto } }", asiakasActor(tunnus));
    for (const name of ["asiakas", "crm"]) {
      const [, first, second] = graph.calls.filter((call) => call.name === name);
      expect(first?.document).toBeDefined();
      expect(second?.document).toBe(first?.document);
    }
  });
});

it("what the asker may not enter by is told as denied, also when what stands beside it fails", async () => {
  isDown = true;
  const { data, errors } = await graph.ask("{ ohjeet { teksti } tilastot { luku } }", ammattilainen("H"));
  expect(data).toEqual({ ohjeet: null, tilastot: null });
  expect(errors.map(({ code, path }) => [code, path])).toEqual([
    ["SOURCE_UNAVAILABLE", ["ohjeet"]],
    ["FORBIDDEN", ["tilastot"]],
  ]);
});

it.each([
  ["no list of them", {}],
  ["nothing in a place of theirs", { representations: [{ __typename: "Asiakas", id: idOf("AINO") }, null] }],
])("a call about entities with %s is refused: whose answer is whose could not be told", async (_, variables) => {
  const document = parse(
    "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Asiakas { laakekatto } } }",
  );
  const asked = graph.guards.get("crm")?.({ document, variables }, scopeOf(asiakasActor("AINO")));
  await expect(asked).rejects.toThrow("an entity call without representations");
  expect(graph.calls).toEqual([]);
});
