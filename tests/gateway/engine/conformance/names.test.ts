import { afterEach, describe, expect, it } from "vitest";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph } from "../start-supergraph.ts";

interface Reference {
  readonly id: string;
}

let graph: RunningSupergraph | undefined;
afterEach(() => graph?.close());

const rekisteri: MadeUpSubgraph = {
  schema: `type Query { toimijat: [[Toimija!]!]! kohde: Kohde! }
    interface Kohde { nimi: String! }
    type Toimija implements Kohde @key(fields: "id") { id: ID! nimi: String! }`,
  resolvers: {
    Query: {
      toimijat: () => [[{ id: "1", nimi: "Aino" }], [{ id: "2", nimi: "Eero" }]],
      kohde: () => ({ __typename: "Toimija", id: "1", nimi: "Aino" }),
    },
  },
};
const palkat: MadeUpSubgraph = {
  schema: `type Toimija @key(fields: "id") { id: ID! palkka: Int! }`,
  resolvers: { Toimija: { __resolveReference: ({ id }: Reference) => ({ id, palkka: Number(id) * 100 }) } },
};

describe.each([{ planner: "hive" }, { planner: "apollo" }] as const)("by %o", (engine) => {
  it("objects in lists within lists are asked of other subgraphs too", async () => {
    graph = await startSupergraph({ rekisteri, palkat }, engine);
    expect(await graph.ask("{ toimijat { palkka } }")).toEqual({
      data: { toimijat: [[{ palkka: 100 }], [{ palkka: 200 }]] },
    });
  });

  it("a field called by the name of a key is not taken for the key", async () => {
    graph = await startSupergraph({ rekisteri, palkat }, engine);
    expect(await graph.ask("{ toimijat { id: nimi palkka } }")).toEqual({
      data: { toimijat: [[{ id: "Aino", palkka: 100 }], [{ id: "Eero", palkka: 200 }]] },
    });
  });

  it("an error of a field under another's name is told under that name", async () => {
    graph = await startSupergraph({ rekisteri, palkat }, engine);
    graph.interfere(({ subgraph }, response) => {
      if (subgraph !== "palkat") return false;
      response.setHeader("content-type", "application/json").end('{"data":{"_entities":[{"_a_nimi":"x"},null]}}');
      return true;
    });
    expect(await graph.ask("{ toimijat { nimi: palkka } }")).toEqual({
      data: null,
      errors: [{ code: "SOURCE_INVALID_RESPONSE", path: ["toimijat", 0, 0, "nimi"] }],
    });
  });

  it("the type of an object of an interface may be called by any name", async () => {
    graph = await startSupergraph({ rekisteri, palkat }, engine);
    expect(await graph.ask("{ kohde { nimi: __typename id: nimi } }")).toEqual({
      data: { kohde: { nimi: "Toimija", id: "Aino" } },
    });
  });

  it("what a literal condition leaves out is not planned, and a condition that is always met is none", async () => {
    graph = await startSupergraph({ rekisteri, palkat }, engine);
    const query = `query ($m: Boolean!) { toimijat @include(if: false) { palkka }
      kohde { ... on Kohde @include(if: $m) { ... on Toimija { palkka @skip(if: false) } } } }`;
    expect(await graph.ask(query, { m: true })).toEqual({ data: { kohde: { palkka: 100 } } });
    expect(await graph.ask(query, { m: false })).toEqual({ data: { kohde: {} } });
  });

  it("mutations under one condition keep the client's order across subgraphs", async () => {
    const done: string[] = [];
    const toSubgraph = (name: string): MadeUpSubgraph => ({
      schema: `type Query { ${name}Tila: Int } type Mutation { ${name}: Int }`,
      resolvers: { Mutation: { [name]: () => done.push(name) } },
    });
    graph = await startSupergraph({ a: toSubgraph("a"), b: toSubgraph("b") }, engine);
    const query = "mutation ($m: Boolean!, $n: Boolean!) { ... @include(if: $m) { b ... @include(if: $n) { a } } }";
    expect(await graph.ask(query, { m: true, n: true })).toEqual({ data: { b: 1, a: 2 } });
    expect(await graph.ask(query, { m: false, n: true })).toEqual({ data: {} });
    expect(done).toEqual(["b", "a"]);
  });

  it("a mutation that stands twice, once under a condition, is done once", async () => {
    const done: string[] = [];
    const toSubgraph = (name: string): MadeUpSubgraph => ({
      schema: `type Query { ${name}Tila: Int } type Mutation { ${name}: Int }`,
      resolvers: { Mutation: { [name]: () => done.push(name) } },
    });
    graph = await startSupergraph({ a: toSubgraph("a"), b: toSubgraph("b") }, engine);
    const query = "mutation ($m: Boolean!) { b @include(if: $m) a b }";
    expect(await graph.ask(query, { m: true })).toEqual({ data: { b: 1, a: 2 } });
    expect(await graph.ask(query, { m: false })).toEqual({ data: { a: 3, b: 4 } });
    expect(done).toEqual(["b", "a", "a", "b"]);
  });
});
