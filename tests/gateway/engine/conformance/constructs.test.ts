import { afterEach, describe, expect, it } from "vitest";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph } from "../start-supergraph.ts";

type Reference = Readonly<Record<string, unknown>> & { readonly id: string };

let graph: RunningSupergraph | undefined;
afterEach(() => graph?.close());

const byHive = { planner: "hive" } as const;
const byApollo = { planner: "apollo" } as const;
const engines = [byHive, byApollo, { name: "apollo" }] as const;

const postit: MadeUpSubgraph = {
  schema: `type Query { paketit: [Paketti!]! }
    type Paketti @key(fields: "id") { id: ID! paino(yksikko: String = "kg"): Int mitat: Mitat }
    type Mitat { leveys: Int korkeus: Int }`,
  resolvers: {
    Query: { paketit: () => [{ id: "1" }, { id: "2" }] },
    Paketti: {
      __resolveReference: ({ id }: Reference) => ({ id }),
      paino: ({ id }: Reference, { yksikko }: { yksikko: string }) => Number(id) * (yksikko === "g" ? 1000 : 1),
      mitat: ({ id }: Reference) => (id === "2" ? null : { leveys: 3, korkeus: 4 }),
    },
  },
};

describe.each(engines)("@requires, by %o", (engine) => {
  it("brings what another subgraph knows, of an object too, and null where it is null", async () => {
    const hinnat: MadeUpSubgraph = {
      schema: `type Paketti @key(fields: "id") {
          id: ID! paino(yksikko: String = "kg"): Int @external mitat: Mitat @external
          hinta: Int @requires(fields: "paino mitat { leveys }") }
        type Mitat @external { leveys: Int }`,
      resolvers: {
        Paketti: {
          __resolveReference: (reference: Reference) => reference,
          hinta: ({ paino, mitat }: { paino: number; mitat: { leveys: number } | null }) =>
            paino + (mitat?.leveys ?? 100),
        },
      },
    };
    graph = await startSupergraph({ postit, hinnat }, engine);
    expect(await graph.ask("{ paketit { hinta } }")).toEqual({ data: { paketit: [{ hinta: 4 }, { hinta: 102 }] } });
  });
});

describe.each([byHive])("@requires with arguments, by %o", (engine) => {
  const hinnat: MadeUpSubgraph = {
    schema: `type Paketti @key(fields: "id") {
        id: ID! paino(yksikko: String = "kg"): Int @external
        grammoina: Int @requires(fields: "paino(yksikko: \\"g\\")")
        kiloina: Int @requires(fields: "paino(yksikko: \\"kg\\")") }`,
    resolvers: {
      Paketti: {
        __resolveReference: (reference: Reference) => reference,
        grammoina: ({ paino }: { paino: number }) => paino,
        kiloina: ({ paino }: { paino: number }) => paino,
      },
    },
  };

  it("keeps each apart from the other and from the client's own", async () => {
    graph = await startSupergraph({ postit, hinnat }, engine);
    expect(await graph.ask(`{ paketit { grammoina kiloina paino(yksikko: "g") } }`)).toEqual({
      data: {
        paketit: [
          { grammoina: 1000, kiloina: 1, paino: 1000 },
          { grammoina: 2000, kiloina: 2, paino: 2000 },
        ],
      },
    });
  });

  it("is where @apollo/gateway gives wrong data and no error", async () => {
    graph = await startSupergraph({ postit, hinnat }, { name: "apollo" });
    expect(await graph.ask(`{ paketit { grammoina kiloina } }`)).not.toEqual({
      data: {
        paketit: [
          { grammoina: 1000, kiloina: 1 },
          { grammoina: 2000, kiloina: 2 },
        ],
      },
    });
  });
});

describe.each(engines)("a construct, by %o", (engine) => {
  it("@provides spares a request, and only where it is provided", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { suora: Toimija @provides(fields: "nimi") kierto: Toimija }
        type Toimija @key(fields: "id") { id: ID! nimi: String @external }`,
      resolvers: { Query: { suora: () => ({ id: "1", nimi: "mukana" }), kierto: () => ({ id: "1" }) } },
    };
    const b: MadeUpSubgraph = {
      schema: `type Toimija @key(fields: "id") { id: ID! nimi: String @shareable }`,
      resolvers: { Toimija: { __resolveReference: ({ id }: Reference) => ({ id, nimi: "haettu" }) } },
    };
    graph = await startSupergraph({ a, b }, engine);
    expect(await graph.ask("{ suora { nimi } }")).toEqual({ data: { suora: { nimi: "mukana" } } });
    expect(graph.requests).toHaveLength(1);
    expect(await graph.ask("{ kierto { nimi } }")).toEqual({ data: { kierto: { nimi: "haettu" } } });
  });

  it("@override moves a field to another subgraph", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { toimija: Toimija } type Toimija @key(fields: "id") { id: ID! nimi: String }`,
      resolvers: { Query: { toimija: () => ({ id: "1", nimi: "vanha" }) } },
    };
    const b: MadeUpSubgraph = {
      schema: `type Toimija @key(fields: "id") { id: ID! nimi: String @override(from: "a") }`,
      resolvers: { Toimija: { __resolveReference: ({ id }: Reference) => ({ id, nimi: "uusi" }) } },
    };
    graph = await startSupergraph({ a, b }, engine);
    expect(await graph.ask("{ toimija { nimi } }")).toEqual({ data: { toimija: { nimi: "uusi" } } });
  });

  it("@interfaceObject adds a field to every object of an interface", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { palvelut: [Palvelu!]! }
        interface Palvelu @key(fields: "id") { id: ID! }
        type Kaynti implements Palvelu @key(fields: "id") { id: ID! kesto: Int }
        type Jakso implements Palvelu @key(fields: "id") { id: ID! paivia: Int }`,
      resolvers: {
        Query: {
          palvelut: () => [
            { __typename: "Kaynti", id: "1", kesto: 30 },
            { __typename: "Jakso", id: "2", paivia: 5 },
          ],
        },
        Palvelu: {
          __resolveReference: ({ id }: Reference) => ({ __typename: id === "1" ? "Kaynti" : "Jakso", id, kesto: 30 }),
        },
      },
    };
    const b: MadeUpSubgraph = {
      schema: `type Query { uusin: Palvelu! } type Palvelu @key(fields: "id") @interfaceObject { id: ID! hinta: Int }`,
      resolvers: {
        Query: { uusin: () => ({ id: "1" }) },
        Palvelu: {
          __resolveReference: ({ id }: Reference) => ({ id, hinta: Number(id) * 10 }),
          hinta: ({ id }: Reference) => Number(id) * 10,
        },
      },
    };
    graph = await startSupergraph({ a, b }, engine);
    expect(await graph.ask("{ palvelut { __typename hinta ... on Kaynti { kesto } } }")).toEqual({
      data: {
        palvelut: [
          { __typename: "Kaynti", hinta: 10, kesto: 30 },
          { __typename: "Jakso", hinta: 20 },
        ],
      },
    });
    expect(await graph.ask("{ uusin { id hinta } }")).toEqual({ data: { uusin: { id: "1", hinta: 10 } } });
    expect(await graph.ask("{ uusin { hinta ... on Kaynti { kesto } } }")).toEqual({
      data: { uusin: { hinta: 10, kesto: 30 } },
    });
  });

  it("@shareable: one object of the root is put together from two subgraphs", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { tila: Tila @shareable } type Tila @shareable { nimi: String avoinna: Boolean rivit: [Rivi!]! } type Rivi @shareable { a: Int }`,
      resolvers: { Query: { tila: () => ({ nimi: "asema", avoinna: true, rivit: [{ a: 1 }, { a: 2 }] }) } },
    };
    const b: MadeUpSubgraph = {
      schema: `type Query { tila: Tila @shareable } type Tila @shareable { nimi: String paikkoja: Int }`,
      resolvers: { Query: { tila: () => ({ nimi: "asema", paikkoja: 12 }) } },
    };
    graph = await startSupergraph({ a, b }, engine);
    expect(await graph.ask("{ tila { paikkoja nimi rivit { a } } }")).toEqual({
      data: { tila: { paikkoja: 12, nimi: "asema", rivit: [{ a: 1 }, { a: 2 }] } },
    });
  });

  it("a union is spread over subgraphs, each object asked where its type is known", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { loydot: [Loyto!]! } union Loyto = Henkilo | Yhteiso
        type Henkilo @key(fields: "id") { id: ID! } type Yhteiso @key(fields: "id") { id: ID! toimiala: String }`,
      resolvers: {
        Query: {
          loydot: () => [
            { __typename: "Henkilo", id: "1" },
            { __typename: "Yhteiso", id: "2", toimiala: "SOTE" },
          ],
        },
      },
    };
    const b: MadeUpSubgraph = {
      schema: `type Henkilo @key(fields: "id") { id: ID! nimi: String }`,
      resolvers: { Henkilo: { __resolveReference: ({ id }: Reference) => ({ id, nimi: `nimi ${id}` }) } },
    };
    graph = await startSupergraph({ a, b }, engine);
    expect(await graph.ask("{ loydot { __typename ... on Henkilo { nimi } ... on Yhteiso { toimiala } } }")).toEqual({
      data: {
        loydot: [
          { __typename: "Henkilo", nimi: "nimi 1" },
          { __typename: "Yhteiso", toimiala: "SOTE" },
        ],
      },
    });
  });

  it("mutations run one after another, in the client's order, across subgraphs", async () => {
    const done: string[] = [];
    const toSubgraph = (name: string): MadeUpSubgraph => ({
      schema: `type Query { ${name}Tila: Int } type Mutation { ${name}(luku: Int!): Int }`,
      resolvers: { Mutation: { [name]: (_: unknown, { luku }: { luku: number }) => done.push(`${name}${luku}`) } },
    });
    graph = await startSupergraph({ a: toSubgraph("a"), b: toSubgraph("b") }, engine);
    expect(await graph.ask("mutation { eka: a(luku: 1) toka: b(luku: 2) kolmas: a(luku: 3) }")).toEqual({
      data: { eka: 1, toka: 2, kolmas: 3 },
    });
    expect(done).toEqual(["a1", "b2", "a3"]);
  });

  it("a mutation's fragment of which nothing is left asks nothing, not even the type", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { a: Int } type Mutation { muuta: Kohde } interface Kohde { nimi: String }
        type Talo implements Kohde { nimi: String huoneita: Int }`,
      resolvers: { Mutation: { muuta: () => ({ __typename: "Talo", nimi: "Koti" }) } },
    };
    graph = await startSupergraph({ a }, engine);
    const query = "mutation ($ohi: Boolean! = true) { muuta { ... on Talo { huoneita @skip(if: $ohi) } nimi } }";
    expect(await graph.ask(query)).toEqual({ data: { muuta: { nimi: "Koti" } } });
  });

  it("@skip and @include decide by variables, their defaults too, what is fetched at all", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { toimija: Toimija } type Toimija @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { toimija: () => ({ id: "1" }) } },
    };
    const b: MadeUpSubgraph = {
      schema: `type Toimija @key(fields: "id") { id: ID! nimi: String }`,
      resolvers: { Toimija: { __resolveReference: ({ id }: Reference) => ({ id, nimi: "Aino" }) } },
    };
    graph = await startSupergraph({ a, b }, engine);
    const query = "query ($mukaan: Boolean! = false) { toimija { id ... @include(if: $mukaan) { nimi } } }";
    expect(await graph.ask(query)).toEqual({ data: { toimija: { id: "1" } } });
    expect(graph.requests.map(({ subgraph }) => subgraph)).toEqual(["a"]);
    expect(await graph.ask(query, { mukaan: true })).toEqual({ data: { toimija: { id: "1", nimi: "Aino" } } });
    expect(await graph.ask(query, { mukaan: false })).toEqual({ data: { toimija: { id: "1" } } });
  });

  it("__typename and introspection are answered beside fields", async () => {
    graph = await startSupergraph({ postit }, engine);
    expect(
      await graph.ask(`{ __typename paketit { __typename } tyyppi: __type(name: "Mitat") { fields { name } } }`),
    ).toEqual({
      data: {
        __typename: "Query",
        paketit: [{ __typename: "Paketti" }, { __typename: "Paketti" }],
        tyyppi: { fields: [{ name: "leveys" }, { name: "korkeus" }] },
      },
    });
  });
});

describe.each([byHive, byApollo])("@inaccessible, by %o", (engine) => {
  const a: MadeUpSubgraph = {
    schema: `type Query { palvelut: [Palvelu] tila: Tila! }
      interface Palvelu { nimi: String }
      type Julkinen implements Palvelu { nimi: String salainen: String @inaccessible }
      type Salainen implements Palvelu @inaccessible { nimi: String }
      enum Tila { AUKI PIILOSSA @inaccessible }`,
    resolvers: {
      Query: {
        palvelut: () => [
          { __typename: "Julkinen", nimi: "a" },
          { __typename: "Salainen", nimi: "b" },
        ],
        tila: () => "PIILOSSA",
      },
    },
  };

  it("hides fields, and objects of a hidden type behind an interface, even where the client asks no type", async () => {
    graph = await startSupergraph({ a }, engine);
    expect(await graph.ask("{ palvelut { nimi } }")).toEqual({ data: { palvelut: [{ nimi: "a" }, null] } });
    expect(await graph.ask("{ palvelut { ... on Julkinen { salainen } } }")).toEqual({
      errors: ["GRAPHQL_VALIDATION_FAILED"],
    });
  });

  it("a hidden value of an enum is an error at its place, not the value", async () => {
    graph = await startSupergraph({ a }, engine);
    expect(await graph.ask("{ tila }")).toEqual({
      data: null,
      errors: [{ code: "SOURCE_INVALID_RESPONSE", path: ["tila"] }],
    });
  });
});
