import { getIntrospectionQuery } from "graphql";
import { afterEach, expect, it } from "vitest";
import { startFixtureGraph, perusteella, asiakasActor, idOf } from "../fixture-graph.ts";
import { unhurried } from "../unhurried.ts";
import type { FixtureGraph, FixtureRegister } from "../fixture-graph.ts";
import { createEngine } from "../../../gateway/engine/index.ts";
import { engineOfTests } from "../../engine-of-tests.ts";
import { toSubgraphError } from "../../../gateway/subgraph/index.ts";
import type { SubgraphTransport } from "../../../gateway/subgraph/index.ts";

type Key = { readonly id: string };

const canary = "131052-9030";

const kela: FixtureRegister = {
  name: "kela",
  schema: `
    type Asiakas @key(fields: "id") { id: ID! laakekatto(vuosi: Int): Maksukatto @tieto(id: 26) matkakatto: Maksukatto @tieto(id: 107) }
    type Maksukatto { vuosi: Int! kertynyt: Int }`,
  resolvers: {
    Asiakas: {
      laakekatto: ({ id }: Key, { vuosi = 2026 }: { vuosi?: number }) => ({ vuosi, kertynyt: id.length }),
      matkakatto() {
        throw toSubgraphError("SOURCE_TIMEOUT", { lahde: "kela" });
      },
    },
  },
};

const koski: FixtureRegister = {
  name: "koski",
  schema: `type Asiakas @key(fields: "id") { id: ID! koulutus: Koulutus @tieto(id: 2) } type Koulutus { tutkinnot: [String!]! }`,
  resolvers: {
    Asiakas: {
      koulutus() {
        throw new Error(`https://koski.invalid/oppija/${canary} answered 500: <html>`);
      },
    },
  },
};

let graph: FixtureGraph | undefined;
afterEach(() => graph?.close());

const representations = (call: { readonly variables: Readonly<Record<string, unknown>> } | undefined): unknown =>
  call?.variables["representations"];

it("asks a source once for the same selection, however many aliases lead to it, each person once", async () => {
  graph = await startFixtureGraph([kela, koski]);
  const query = `query Nimetty($a: ID!, $b: ID!) {
    yksi: asiakas(id: $a) { laakekatto { vuosi } }
    kaksi: asiakas(id: $b) { laakekatto { vuosi } }
    kolme: asiakas(id: $a) { laakekatto { vuosi } }
  }`;
  const { data, errors } = await graph.ask(query, perusteella("H"), { a: idOf("A"), b: idOf("B") });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    yksi: { laakekatto: { vuosi: 2026 } },
    kaksi: { laakekatto: { vuosi: 2026 } },
    kolme: { laakekatto: { vuosi: 2026 } },
  });
  const calls = graph.calls.filter(({ name }) => name === "kela");
  expect(calls).toHaveLength(1);
  expect(representations(calls[0])).toEqual([
    { __typename: "Asiakas", id: idOf("A") },
    { __typename: "Asiakas", id: idOf("B") },
  ]);
});

it("keeps selections with other arguments apart", async () => {
  graph = await startFixtureGraph([kela, koski]);
  const query = `query($a: ID!, $v: Int) {
    yksi: asiakas(id: $a) { laakekatto(vuosi: 2024) { vuosi } }
    kaksi: asiakas(id: $a) { laakekatto(vuosi: $v) { vuosi } }
  }`;
  const { data } = await graph.ask(query, perusteella("H"), { a: idOf("A"), v: 2025 });
  expect(data).toEqual({ yksi: { laakekatto: { vuosi: 2024 } }, kaksi: { laakekatto: { vuosi: 2025 } } });
});

it("never joins the fetches of two requests", async () => {
  graph = await startFixtureGraph([kela, koski]);
  const query = "{ mina { laakekatto { kertynyt } } }";
  const started = graph;
  const answers = await Promise.all(["A", "B", "A"].map((code) => started.ask(query, asiakasActor(code))));
  expect(answers.map(({ errors }) => errors)).toEqual([[], [], []]);
  expect(graph.calls.filter(({ name }) => name === "kela").map(representations)).toEqual(
    expect.arrayContaining([[{ __typename: "Asiakas", id: idOf("A") }], [{ __typename: "Asiakas", id: idOf("B") }]]),
  );
  expect(graph.calls.filter(({ name }) => name === "kela")).toHaveLength(3);
});

it("gives the rest when one field fails, and the failure with its path", async () => {
  graph = await startFixtureGraph([kela, koski]);
  const { data, errors } = await graph.ask("{ mina { laakekatto { vuosi } matkakatto { vuosi } } }", asiakasActor("A"));
  expect(data).toEqual({ mina: { laakekatto: { vuosi: 2026 }, matkakatto: null } });
  expect(errors).toEqual([{ code: "SOURCE_TIMEOUT", parameters: { lahde: "kela" }, path: ["mina", "matkakatto"] }]);
});

it("tells nothing of what a source said when a resolver throws", async () => {
  graph = await startFixtureGraph([kela, koski]);
  const answer = await graph.ask("{ mina { koulutus { tutkinnot } } }", asiakasActor("A"));
  expect(answer.data).toEqual({ mina: { koulutus: null } });
  expect(answer.errors).toEqual([{ code: "INTERNAL_SERVER_ERROR", parameters: {}, path: ["mina", "koulutus"] }]);
  expect(JSON.stringify(answer)).not.toMatch(/131052|koski\.invalid|html/);
});

const answeringWith =
  (entity: unknown) =>
  (transport: SubgraphTransport): SubgraphTransport =>
    transport.name === "kela"
      ? { ...transport, call: () => Promise.resolve({ data: { _entities: [entity] }, errors: [] }) }
      : transport;

it("tells of a null in a non-null field as an error with its path", async () => {
  graph = await startFixtureGraph(
    [kela],
    answeringWith({ __typename: "Asiakas", laakekatto: { vuosi: null, kertynyt: 1 } }),
  );
  const { data, errors } = await graph.ask("{ mina { laakekatto { vuosi kertynyt } } }", asiakasActor("A"));
  expect(data).toEqual({ mina: { laakekatto: null } });
  expect(errors).toEqual([{ code: "SOURCE_INVALID_RESPONSE", parameters: {}, path: ["mina", "laakekatto", "vuosi"] }]);
});

it("takes no entity list of another length than was asked", async () => {
  graph = await startFixtureGraph([kela], (transport) =>
    transport.name === "kela"
      ? { ...transport, call: () => Promise.resolve({ data: { _entities: [] }, errors: [] }) }
      : transport,
  );
  const { data, errors } = await graph.ask("{ mina { laakekatto { vuosi } } }", asiakasActor("A"));
  expect(data).toEqual({ mina: { laakekatto: null } });
  expect(errors).toEqual([{ code: "SOURCE_INVALID_RESPONSE", parameters: {}, path: ["mina", "laakekatto"] }]);
});

it("tells a failure of the whole call once for each field that was asked", async () => {
  const down = { data: null, errors: [{ code: "SOURCE_UNAVAILABLE" as const, parameters: { lahde: "kela" } }] };
  graph = await startFixtureGraph([kela], (transport) =>
    transport.name === "kela" ? { ...transport, call: () => Promise.resolve(down) } : transport,
  );
  const { data, errors } = await graph.ask(
    "{ mina { laakekatto { vuosi } m: matkakatto { vuosi } } }",
    asiakasActor("A"),
  );
  expect(data).toEqual({ mina: { laakekatto: null, m: null } });
  expect(errors.map(({ path }) => path)).toEqual([
    ["mina", "laakekatto"],
    ["mina", "m"],
  ]);
});

it("answers introspection without asking a subgraph, and shows no federation internals", async () => {
  graph = await startFixtureGraph([kela, koski]);
  const { data, errors } = await graph.ask(getIntrospectionQuery(), { kind: "tuntematon" });
  expect(errors).toEqual([]);
  expect(JSON.stringify(data)).not.toMatch(/_entities|_service|join__/);
  expect(graph.calls).toEqual([]);
});

it("refuses an operation that could not be planned, and asks no subgraph", async () => {
  graph = await startFixtureGraph([kela], undefined, { maxPlanLength: 10 });
  expect(await graph.ask("{ mina { laakekatto { vuosi } } }", asiakasActor("A"))).toMatchObject({
    data: null,
    errors: [],
    refused: { code: "OPERATION_TOO_COMPLEX", parameters: { saanto: "suunnitelma", raja: 10 } },
  });
  expect(graph.calls).toEqual([]);
});

it.each([
  ["does not parse", "type Query {"],
  ["is no supergraph", "type Query { mina: String }"],
])("does not start on a supergraph that %s, and tells why", async (_what, supergraphSdl) => {
  const options = { supergraphSdl, subgraphs: new Map(), limits: unhurried, onPlannerEnded: () => undefined };
  await expect(createEngine(engineOfTests, options)).rejects.toThrow(/syntax error|supergraph/i);
});
