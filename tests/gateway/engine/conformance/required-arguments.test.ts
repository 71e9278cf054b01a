import { afterEach, describe, expect, it } from "vitest";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph } from "../start-supergraph.ts";

/** What planners do wrong with required fields and their arguments, and the engine puts right or refuses. */

type Reference = Readonly<Record<string, unknown>>;

const notPlanned = (why: string): unknown => ({
  refused: "OPERATION_NOT_PLANNED",
  why: expect.stringContaining(why) as unknown,
});

let graph: RunningSupergraph | undefined;
afterEach(() => graph?.close());

/** An entity's fields are told from its representation. */
const entity = { __resolveReference: (reference: Reference) => reference };

const hinnat: MadeUpSubgraph = {
  schema: `type Palvelu @key(fields: "id") { id: ID! hinta(vuosi: Int): Int koodi: Int }`,
  resolvers: {
    Palvelu: { ...entity, hinta: (_: unknown, { vuosi }: { vuosi?: number }) => vuosi ?? 1, koodi: () => 7 },
  },
};
const palvelut: MadeUpSubgraph = {
  schema: `type Query { palvelu: Palvelu }
    type Palvelu @key(fields: "id") { id: ID! hinta(vuosi: Int): Int @external koodi: Int @external
      perus: Int @requires(fields: "hinta koodi") }`,
  resolvers: {
    Query: { palvelu: () => ({ id: "1" }) },
    Palvelu: { ...entity, perus: ({ hinta, koodi }: Reference) => Number(hinta) + Number(koodi) },
  },
};
const ennusteet: MadeUpSubgraph = {
  schema: `type Palvelu @key(fields: "id") { id: ID! hinta(vuosi: Int): Int @external perus: Int @external
    ennuste: String @requires(fields: "hinta(vuosi: 3) perus") }`,
  resolvers: {
    Palvelu: { ...entity, ennuste: ({ hinta, perus }: Reference) => `${String(hinta)}, ${String(perus)}` },
  },
};

const vertailut: MadeUpSubgraph = {
  schema: `type Query { kori: Kori } type Kori { palvelut: [Palvelu!]! }
    type Palvelu @key(fields: "id") { id: ID! hinta(vuosi: Int): Int @external
      nyt: Int @requires(fields: "hinta(vuosi: 2)") sitten: Int @requires(fields: "hinta(vuosi: 3)") koko: Int }`,
  resolvers: {
    Query: { kori: () => ({ palvelut: [{ id: "1" }] }) },
    Palvelu: {
      ...entity,
      nyt: ({ hinta }: Reference) => hinta,
      sitten: ({ hinta }: Reference) => hinta,
      koko: () => 5,
    },
  },
};

describe("by the native planner", () => {
  it.each(["{ palvelu { ennuste } }", "{ palvelu { ennuste perus } }"])(
    "a field that is required with several arguments is given with each one's own: %s",
    async (query) => {
      graph = await startSupergraph({ hinnat, palvelut, ennusteet });
      expect(await graph.ask(query)).toMatchObject({ data: { palvelu: { ennuste: "3, 8" } } });
    },
  );

  it("two fields of one subgraph that require a third with differing arguments are each given their own", async () => {
    graph = await startSupergraph({ hinnat, vertailut });
    expect(await graph.ask("{ kori { palvelut { nyt sitten } } }")).toEqual({
      data: { kori: { palvelut: [{ nyt: 2, sitten: 3 }] } },
    });
  });

  it.each(["{ alku { nyt koko sitten } }", "{ alku { sitten koko hinta(vuosi: 9) nyt } }"])(
    "and where a field that requires nothing is asked between them: %s",
    async (query) => {
      const alku: MadeUpSubgraph = {
        schema: `type Query { alku: Palvelu } ${hinnat.schema}`,
        resolvers: { ...hinnat.resolvers, Query: { alku: () => ({ id: "1" }) } },
      };
      graph = await startSupergraph({ alku, vertailut });
      expect(await graph.ask(query)).toMatchObject({ data: { alku: { nyt: 2, sitten: 3, koko: 5 } } });
    },
  );

  it("and where the third is of an interface that is an object to their subgraph", async () => {
    const laitteet: MadeUpSubgraph = {
      schema: `type Query { laite: Laite } type Laite @key(fields: "id") @interfaceObject { id: ID! paino(vuosi: Int): Int @external
        nyt: Int @requires(fields: "paino(vuosi: 2)") sitten: Int @requires(fields: "paino(vuosi: 3)") koko: Int }`,
      resolvers: {
        Query: { laite: () => ({ id: "1" }) },
        Laite: {
          ...entity,
          nyt: ({ paino }: Reference) => paino,
          sitten: ({ paino }: Reference) => paino,
          koko: () => 5,
        },
      },
    };
    const lajit: MadeUpSubgraph = {
      schema: `interface Laite @key(fields: "id") { id: ID! paino(vuosi: Int): Int }
        type Sanky implements Laite @key(fields: "id") { id: ID! paino(vuosi: Int): Int }`,
      resolvers: {
        Laite: { __resolveReference: ({ id }: Reference) => ({ __typename: "Sanky", id }) },
        Sanky: { paino: (_: unknown, { vuosi }: { vuosi?: number }) => vuosi ?? 1 },
      },
    };
    graph = await startSupergraph({ laitteet, lajit });
    expect(await graph.ask("{ laite { nyt koko sitten } }")).toEqual({
      data: { laite: { nyt: 2, koko: 5, sitten: 3 } },
    });
  });

  it("a client's own arguments of a required field are its own", async () => {
    graph = await startSupergraph({ hinnat, palvelut, ennusteet });
    expect(await graph.ask("{ palvelu { hinta(vuosi: 9) ennuste perus } }")).toEqual({
      data: { palvelu: { hinta: 9, ennuste: "3, 8", perus: 8 } },
    });
  });

  it("an error of such a field is told under the client's own key", async () => {
    graph = await startSupergraph({ hinnat, palvelut, ennusteet });
    graph.interfere(({ subgraph, query }, response) => {
      if (subgraph !== "hinnat") return false;
      const [, key = ""] = /(_b_\w+):/.exec(query) ?? [];
      const body = { data: { _entities: [{ hinta: 1, koodi: 7, [key]: "kallis" }] } };
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
      return true;
    });
    expect(await graph.ask("{ palvelu { oma: hinta(vuosi: 9) } }")).toEqual({
      data: { palvelu: { oma: null } },
      errors: [{ code: "SOURCE_INVALID_RESPONSE", path: ["palvelu", "oma"] }],
    });
  });

  it("a value that no subgraph gave is null with an error, though null may be", async () => {
    graph = await startSupergraph({ hinnat, palvelut, ennusteet });
    graph.interfere(({ subgraph }, response) => {
      if (subgraph !== "hinnat") return false;
      response.setHeader("content-type", "application/json").end('{"data":{"_entities":[{}]}}');
      return true;
    });
    expect(await graph.ask("{ palvelu { koodi } }")).toEqual({
      data: { palvelu: { koodi: null } },
      errors: [{ code: "SOURCE_INVALID_RESPONSE", path: ["palvelu", "koodi"] }],
    });
  });
});

it.each([
  [false, { palkka: "palkka 7" }],
  [true, { palkka: "palkka 7", vero: "vero 3" }],
])("what a field under a condition requires is not demanded of those beside it: %s", async (on, expected) => {
  const maksut: MadeUpSubgraph = {
    schema: `type Query { tyo: Tyo! } type Tyo @key(fields: "id") { id: ID! laji: Laji
        vero: String @requires(fields: "laji { luokka }") tunnit: Int @requires(fields: "laji { kerroin }") }
      type Laji @key(fields: "id") { id: ID! luokka: Int @external kerroin: Int @external }`,
    resolvers: {
      Query: { tyo: () => ({ id: "1", laji: { id: "5" } }) },
      Tyo: {
        ...entity,
        vero: ({ laji }: { laji: Reference }) => `vero ${String(laji["luokka"])}`,
        tunnit: ({ laji }: { laji: Reference }) => Number(laji["kerroin"]) + 2,
      },
      Laji: entity,
    },
  };
  const luokat: MadeUpSubgraph = {
    schema: `type Laji @key(fields: "id") { id: ID! luokka: Int kerroin: Int }`,
    resolvers: { Laji: { ...entity, luokka: () => 3, kerroin: () => 5 } },
  };
  const palkat: MadeUpSubgraph = {
    schema: `type Tyo @key(fields: "id") { id: ID! tunnit: Int @external
      palkka: String @requires(fields: "tunnit") }`,
    resolvers: { Tyo: { ...entity, palkka: ({ tunnit }: Reference) => `palkka ${String(tunnit)}` } },
  };
  graph = await startSupergraph({ maksut, luokat, palkat }, { planner: "hive" });
  const query = "query($on: Boolean!) { tyo { palkka vero @include(if: $on) } }";
  expect(await graph.ask(query, { on })).toEqual({ data: { tyo: expected } });
});

describe("by Apollo's planner", () => {
  it("a field is refused that would be computed of what was not asked", async () => {
    const maksut: MadeUpSubgraph = {
      schema: `type Query { tyo: Tyo! } type Laji @key(fields: "id") { id: ID! kerroin: Int @external }
        type Tyo @key(fields: "id") { id: ID! laji: Laji tunnit: Int @requires(fields: "laji { kerroin }") }`,
      resolvers: { Query: { tyo: () => ({ id: "1", laji: { id: "2" } }) }, Tyo: { ...entity, tunnit: () => 0 } },
    };
    const lajit: MadeUpSubgraph = {
      schema: `type Laji @key(fields: "id") { id: ID! kerroin: Int }`,
      resolvers: { Laji: { ...entity, kerroin: () => 3 } },
    };
    const palkat: MadeUpSubgraph = {
      schema: `type Tyo @key(fields: "id") { id: ID! tunnit: Int @external palkka: Int @requires(fields: "tunnit") }`,
      resolvers: { Tyo: { ...entity, palkka: ({ tunnit }: Reference) => tunnit } },
    };
    graph = await startSupergraph({ maksut, lajit, palkat }, { planner: "apollo" });
    expect(await graph.ask("{ tyo { palkka } }")).toEqual(notPlanned("without what it is computed of"));
  });

  it("a field is refused that is required with other arguments than those with which its key was asked", async () => {
    graph = await startSupergraph({ hinnat, palvelut, ennusteet }, { planner: "apollo" });
    expect(await graph.ask("{ palvelu { perus } }")).toEqual({ data: { palvelu: { perus: 8 } } });
    expect(await graph.ask("{ palvelu { ennuste } }")).toEqual(notPlanned("without what it is computed of"));
  });

  it("fields that require a third with differing arguments are refused together", async () => {
    graph = await startSupergraph({ hinnat, vertailut }, { planner: "apollo" });
    expect(await graph.ask("{ kori { palvelut { sitten } } }")).toEqual({
      data: { kori: { palvelut: [{ sitten: 3 }] } },
    });
    expect(await graph.ask("{ kori { palvelut { nyt sitten } } }")).toEqual(
      notPlanned("without what it is computed of"),
    );
  });
});
