import { afterEach, describe, expect, it } from "vitest";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph } from "../start-supergraph.ts";

/** Fields with `@requires` of an interface object, which both planners ask wrongly: tests/differential/README.md. */

type Reference = Readonly<Record<string, unknown>>;

let graph: RunningSupergraph | undefined;
afterEach(() => graph?.close());

const laitteet: MadeUpSubgraph = {
  schema: `type Query { laitteet: [Laite!]! }
    type Laite @key(fields: "id") @interfaceObject { id: ID! paino: Int @external hinta: Int @external vero: Int
      rahti: String @requires(fields: "paino") maksu: String @requires(fields: "hinta") osat: [Laite!]!
      sarja: [Laite!]! @requires(fields: "paino") mitat: Mitat! }
    type Mitat { leveys(kerroin: Int = 1): Int! korkeus: Int! }`,
  resolvers: {
    Query: { laitteet: () => [{ id: "1" }, { id: "2" }] },
    Laite: {
      __resolveReference(reference: Reference) {
        if (reference["id"] === undefined) throw new Error("a representation without its key");
        return reference;
      },
      rahti: ({ paino }: Reference) => `rahti ${String(paino)}`,
      maksu: ({ hinta }: Reference) => `maksu ${String(hinta)}`,
      vero: () => 24,
      osat: () => [{ id: "3" }, { id: "4" }],
      mitat: () => ({ leveys: ({ kerroin }: { readonly kerroin: number }) => 5 * kerroin, korkeus: 9 }),
      sarja: ({ paino }: Reference) => [{ id: String(Number(paino) / 10 + 1) }],
    },
  },
};
/** Those of odd numbers are of one type, the others of the other. */
function toLaite(id: string): Reference {
  const luku = Number(id);
  return { __typename: luku % 2 === 1 ? "Sanky" : "Tuoli", id, paino: luku * 10, hinta: luku * 100 };
}

const lajit: MadeUpSubgraph = {
  schema: `type Query { kaikki: [Laite!]! }
    interface Laite @key(fields: "id") { id: ID! paino: Int hinta: Int }
    type Sanky implements Laite @key(fields: "id") { id: ID! paino: Int hinta: Int }
    type Tuoli implements Laite @key(fields: "id") { id: ID! paino: Int hinta: Int }`,
  resolvers: {
    Query: { kaikki: () => [toLaite("1"), toLaite("2")] },
    Laite: { __resolveReference: ({ id }: Reference) => toLaite(String(id)) },
  },
};

describe.each([{ planner: "hive" }, { planner: "apollo" }] as const)("by %o", (engine) => {
  it("fields with @requires of an interface object are right for each member, asked under two of them", async () => {
    graph = await startSupergraph({ laitteet, lajit }, engine);
    expect(await graph.ask("{ laitteet { ... on Sanky { rahti } ... on Tuoli { maksu } } }")).toEqual({
      data: { laitteet: [{ rahti: "rahti 10" }, { maksu: "maksu 200" }] },
    });
  });

  it("and under one name, and beside one that requires nothing", async () => {
    graph = await startSupergraph({ laitteet, lajit }, engine);
    expect(await graph.ask("{ laitteet { ... on Sanky { x: rahti vero } ... on Tuoli { x: maksu vero } } }")).toEqual({
      data: {
        laitteet: [
          { x: "rahti 10", vero: 24 },
          { x: "maksu 200", vero: 24 },
        ],
      },
    });
  });

  it("what two members ask below it under one name, by other arguments or of another field, is asked for each", async () => {
    graph = await startSupergraph({ laitteet, lajit }, engine);
    const wide = "{ laitteet { ... on Sanky { mitat { leveys } } ... on Tuoli { mitat { leveys(kerroin: 3) } } } }";
    expect(await graph.ask(wide)).toEqual({
      data: { laitteet: [{ mitat: { leveys: 5 } }, { mitat: { leveys: 15 } }] },
    });
    const named = "{ laitteet { ... on Sanky { mitat { x: leveys } } ... on Tuoli { mitat { x: korkeus } } } }";
    expect(await graph.ask(named)).toEqual({ data: { laitteet: [{ mitat: { x: 5 } }, { mitat: { x: 9 } }] } });
  });

  it("of an interface object no type is needed where all that turns on it is left out", async () => {
    graph = await startSupergraph({ laitteet, lajit }, engine);
    const query = "{ laitteet { ... on Sanky { rahti @skip(if: true) ... on Laite { ... on Tuoli { vero } } } vero } }";
    expect(await graph.ask(query)).toEqual({ data: { laitteet: [{ vero: 24 }, { vero: 24 }] } });
  });

  it("each is known by its key, where one member type is asked apart and both need the same", async () => {
    graph = await startSupergraph({ laitteet, lajit }, engine);
    const query = "{ kaikki { eka: sarja { ... on Tuoli { sarja { id } } } sarja { sarja { paino } } } }";
    expect(await graph.ask(query)).toEqual({
      data: {
        kaikki: [
          { eka: [{ sarja: [{ id: "3" }] }], sarja: [{ sarja: [{ paino: 30 }] }] },
          { eka: [{}], sarja: [{ sarja: [{ paino: 40 }] }] },
        ],
      },
    });
  });

  it("what one member type needs is asked of each, where they are asked together", async () => {
    graph = await startSupergraph({ laitteet, lajit }, engine);
    expect(await graph.ask("{ kaikki { ... on Tuoli { rahti } osat { rahti } } }")).toEqual({
      data: {
        kaikki: [
          { osat: [{ rahti: "rahti 30" }, { rahti: "rahti 40" }] },
          { rahti: "rahti 20", osat: [{ rahti: "rahti 30" }, { rahti: "rahti 40" }] },
        ],
      },
    });
  });

  it("what is required below a field of an interface is asked of the subgraph that has it, and of no other", async () => {
    graph = await startSupergraph({ tyypit, osat, hinnat, koot }, engine);
    expect(await graph.ask("{ tila { hinta ... on Sali { x: osat { nimi } } } }")).toEqual({
      data: { tila: { hinta: 7, x: [{ nimi: "osa 3" }, { nimi: "osa 4" }] } },
    });
  });
});

it("a field that another requires is asked before it, where that one is asked within itself", async () => {
  const painot: MadeUpSubgraph = {
    schema: `type Query { laatikot: [Tila!]! } type Tila @key(fields: "id") @interfaceObject { id: ID! paino: Int }`,
    resolvers: {
      Query: { laatikot: () => [{ id: "1" }] },
      Tila: { ...itself, paino: ({ id }: Reference) => Number(id) * 10 },
    },
  };
  const luvut: MadeUpSubgraph = {
    schema: `interface Tila @key(fields: "id") { id: ID! luku: Int }
      type Sali implements Tila @key(fields: "id") { id: ID! luku: Int }`,
    resolvers: {
      Tila: { __resolveReference: ({ id }: Reference) => ({ __typename: "Sali", id, luku: Number(id) }) },
      Sali: { __resolveReference: ({ id }: Reference) => ({ id, luku: Number(id) }) },
    },
  };
  const sisallot: MadeUpSubgraph = {
    schema: `type Tila @key(fields: "id") @interfaceObject {
      id: ID! paino: Int @external luku: Int @external sisalto: [Tila!] @requires(fields: "paino luku") }`,
    resolvers: {
      Tila: { ...itself, sisalto: ({ paino, luku }: Reference) => [{ id: String(Number(paino) + Number(luku)) }] },
    },
  };
  graph = await startSupergraph({ painot, luvut, sisallot }, { planner: "apollo" });
  expect(await graph.ask("{ laatikot { ... on Sali { sisalto { sisalto { paino } } } } }")).toEqual({
    data: { laatikot: [{ sisalto: [{ sisalto: [{ paino: 1210 }] }] }] },
  });
});

const itself = { __resolveReference: (reference: Reference) => reference };
const tyypit: MadeUpSubgraph = {
  schema: `interface Tila @key(fields: "id") { id: ID! } type Sali implements Tila @key(fields: "id") { id: ID! }`,
  resolvers: { Tila: { __resolveReference: ({ id }: Reference) => ({ __typename: "Sali", id }) }, Sali: itself },
};
const osat: MadeUpSubgraph = {
  schema: `type Tila @key(fields: "id") @interfaceObject { id: ID! osat: [Osa!] }
    type Osa @key(fields: "nro", resolvable: false) { nro: Int! }`,
  resolvers: { Tila: { ...itself, osat: () => [{ nro: 3 }, { nro: 4 }] } },
};
const hinnat: MadeUpSubgraph = {
  schema: `type Query { tila: Tila }
    type Tila @key(fields: "id") @interfaceObject {
      id: ID! osat: [Osa!] @external hinta: Int @requires(fields: "osat { koko }") }
    type Osa @key(fields: "nro", resolvable: false) { nro: Int! koko: Int @external }`,
  resolvers: {
    Query: { tila: () => ({ id: "1" }) },
    Tila: {
      ...itself,
      hinta: (tila: { readonly osat: readonly { readonly koko: number }[] }) =>
        tila.osat.reduce((sum, { koko }) => sum + koko, 0),
    },
  },
};
const koot: MadeUpSubgraph = {
  schema: `type Osa @key(fields: "nro") { nro: Int! koko: Int nimi: String }`,
  resolvers: {
    Osa: { ...itself, koko: ({ nro }: Reference) => nro, nimi: ({ nro }: Reference) => `osa ${String(nro)}` },
  },
};
