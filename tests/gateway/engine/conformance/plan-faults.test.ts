import { afterEach, describe, expect, it } from "vitest";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph } from "../start-supergraph.ts";

/** What one planner or the other does wrong, and the engine puts right: tests/differential/README.md has the list. */

type Reference = Readonly<Record<string, unknown>>;

let graph: RunningSupergraph | undefined;
afterEach(() => graph?.close());

/** An entity's fields are told from its representation. */
const entity = { __resolveReference: (reference: Reference) => reference };

describe.each([{ planner: "hive" }, { planner: "apollo" }] as const)("by %o", (engine) => {
  it("what is asked twice, under a condition and without, is there", async () => {
    const d: MadeUpSubgraph = {
      schema: `type Query { haku: Kokoelma } type Kokoelma { asiat: [Asia!] osa: Osa }
        type Asia @key(fields: "k") { k: Int! } type Osa @key(fields: "t") { t: ID! }`,
      resolvers: { Query: { haku: () => ({ asiat: [{ k: 1 }], osa: { t: "2" } }) } },
    };
    const a: MadeUpSubgraph = {
      schema: `type Asia @key(fields: "k") { k: Int! pituus: Int leveys: Int }`,
      resolvers: { Asia: { ...entity, pituus: () => 3, leveys: () => 4 } },
    };
    const b: MadeUpSubgraph = {
      schema: `type Osa @key(fields: "t") { t: ID! nimi: String }`,
      resolvers: { Osa: { ...entity, nimi: () => "osa" } },
    };
    graph = await startSupergraph({ a, b, d }, engine);
    const query = `query ($v: Boolean!) { haku { osa { nimi @include(if: $v) } asiat { leveys }
      toiset: asiat { ... on Asia @include(if: $v) { pituus avain: k } avain: k } } }`;
    expect(await graph.ask(query, { v: true })).toEqual({
      data: { haku: { osa: { nimi: "osa" }, asiat: [{ leveys: 4 }], toiset: [{ pituus: 3, avain: 1 }] } },
    });
    expect(await graph.ask(query, { v: false })).toEqual({
      data: { haku: { osa: {}, asiat: [{ leveys: 4 }], toiset: [{ avain: 1 }] } },
    });
  });

  it("and of which type an object is, where the condition is a type", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { nimetyt: [Nimetty!]! } interface Nimetty { nimi: String }
        type Talo implements Nimetty { nimi: String } type Katu implements Nimetty { nimi: String }`,
      resolvers: { Query: { nimetyt: () => [{ __typename: "Talo", nimi: "Koti" }] } },
    };
    graph = await startSupergraph({ a }, engine);
    const query = "query ($v: Boolean!) { nimetyt { ... on Talo { nimi ... @include(if: $v) { nimi } } nimi } }";
    expect(await graph.ask(query, { v: true })).toEqual({ data: { nimetyt: [{ nimi: "Koti" }] } });
  });

  it("no type is needed for a fragment that no object of its place can meet", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { nimetyt: [Nimetty!]! } interface Nimetty { nimi: String }
        type Talo implements Nimetty { nimi: String } type Katu implements Nimetty { nimi: String }
        union Kohde = Talo | Luku type Luku { luku: Int }`,
      resolvers: { Query: { nimetyt: () => [{ __typename: "Talo", nimi: "Koti" }] } },
    };
    graph = await startSupergraph({ a }, engine);
    expect(await graph.ask("{ nimetyt { ... on Kohde { ... on Luku { luku } } nimi } }")).toEqual({
      data: { nimetyt: [{ nimi: "Koti" }] },
    });
  });

  it("what one field provides of a type is not asked by way of another that provides less", async () => {
    const c: MadeUpSubgraph = {
      schema: `type Query { haku: Asia @provides(fields: "nimi koodi") }
        type Asia @key(fields: "id") { id: ID! nimi: String @external koodi: Int @external osa: Asia @provides(fields: "nimi") }`,
      resolvers: {
        Query: { haku: () => ({ id: "1", nimi: "a", koodi: 1 }) },
        Asia: { ...entity, osa: () => ({ id: "2", nimi: "b" }) },
      },
    };
    const b: MadeUpSubgraph = {
      schema: `type Asia @key(fields: "id") { id: ID! nimi: String @shareable koodi: Int @shareable }`,
      resolvers: { Asia: { __resolveReference: ({ id }: Reference) => ({ id, nimi: "b", koodi: Number(id) }) } },
    };
    graph = await startSupergraph({ b, c }, engine);
    expect(await graph.ask("{ haku { koodi osa { koodi nimi } } }")).toEqual({
      data: { haku: { koodi: 1, osa: { koodi: 2, nimi: "b" } } },
    });
  });

  it("what a field provides of one type at two depths is asked at each, and nowhere below", async () => {
    const c: MadeUpSubgraph = {
      schema: `type Query { haku: Asia @provides(fields: "osa { nimi osa { nimi } }") }
        type Asia @key(fields: "id") { id: ID! nimi: String @external osa: Asia @external }`,
      resolvers: { Query: { haku: () => ({ id: "1", osa: { id: "2", nimi: "c2", osa: { id: "3", nimi: "c3" } } }) } },
    };
    const b: MadeUpSubgraph = {
      schema: `type Asia @key(fields: "id") { id: ID! nimi: String @shareable osa: Asia @shareable }`,
      resolvers: {
        Asia: {
          __resolveReference: ({ id }: Reference) => ({ id, nimi: `b${String(id)}` }),
          osa: ({ id }: Reference) => ({ id: String(Number(id) + 1), nimi: `b${Number(id) + 1}` }),
        },
      },
    };
    graph = await startSupergraph({ b, c }, engine);
    expect(await graph.ask("{ haku { osa { nimi osa { nimi } } } }")).toEqual({
      data: { haku: { osa: { nimi: "c2", osa: { nimi: "c3" } } } },
    });
    expect(graph.requests.map(({ subgraph }) => subgraph)).toEqual(["c"]);
    expect(await graph.ask("{ haku { osa { osa { osa { nimi } } } } }")).toEqual({
      data: { haku: { osa: { osa: { osa: { nimi: "b4" } } } } },
    });
  });

  it("objects that two subgraphs share are asked of both by an operation that is one", async () => {
    const osa = ({ id }: Reference): object => ({ id: `${String(id)}1`, koko: 5 });
    const a: MadeUpSubgraph = {
      schema: `type Query { haku: Asia! }
        type Asia @key(fields: "id") { id: ID! koko: Int osa: Asia! @shareable }`,
      resolvers: { Query: { haku: () => ({ id: "1", koko: 5 }) }, Asia: { ...entity, osa } },
    };
    const b: MadeUpSubgraph = {
      schema: `type Asia @key(fields: "id") { id: ID! koko: Int @external osa: Asia! @shareable
        hinta: Int @requires(fields: "koko") }`,
      resolvers: { Asia: { ...entity, osa, hinta: ({ koko }: Reference) => Number(koko) * 2 } },
    };
    graph = await startSupergraph({ a, b }, engine);
    expect(await graph.ask("{ haku { osa { osa { hinta id } hinta } } }")).toEqual({
      data: { haku: { osa: { osa: { hinta: 10, id: "111" }, hinta: 10 } } },
    });
    // Of this one the native planner has no plan ("failed to build fetch graph"): the other makes it.
    expect(await graph.ask("{ haku { osa { osa { hinta } hinta } } }")).toEqual({
      data: { haku: { osa: { osa: { hinta: 10 }, hinta: 10 } } },
    });
  });

  it("types under conditions of their own are asked by an operation that is one, though nothing is computed", async () => {
    const d: MadeUpSubgraph = {
      schema: `type Query { haku: Asia } type Asia @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: { Query: { haku: () => ({ id: "1" }) } },
    };
    const f: MadeUpSubgraph = {
      schema: `type Talo @key(fields: "id") { id: ID! } union Kohde = Talo | Asia
        type Asia @key(fields: "id") { id: ID! kohteet: [Kohde!]! }`,
      resolvers: {
        Asia: {
          ...entity,
          kohteet: () => [
            { __typename: "Talo", id: "2" },
            { __typename: "Asia", id: "3" },
          ],
        },
      },
    };
    const nimi = { ...entity, nimi: ({ id }: Reference) => `nimi ${String(id)}` };
    const c: MadeUpSubgraph = {
      schema: `type Talo @key(fields: "id") { id: ID! nimi: String } type Asia @key(fields: "id") { id: ID! nimi: String }`,
      resolvers: { Talo: nimi, Asia: nimi },
    };
    const a: MadeUpSubgraph = {
      schema: `type Talo @key(fields: "id") { id: ID! numero: Int }`,
      resolvers: { Talo: { ...entity, numero: () => 7 } },
    };
    graph = await startSupergraph({ a, c, d, f }, engine);
    const query = `query ($eka: Boolean!, $toka: Boolean!, $kolmas: Boolean!) { haku { ... on Asia @include(if: $eka) {
      kohteet { ... on Talo { __typename } ... on Asia { nimi } ... on Talo @skip(if: $kolmas) { nimi } }
      kohteet @skip(if: $toka) { ... on Talo { numero } } } } }`;
    expect(await graph.ask(query, { eka: true, toka: true, kolmas: true })).toEqual({
      data: { haku: { kohteet: [{ __typename: "Talo" }, { nimi: "nimi 3" }] } },
    });
    expect(await graph.ask(query, { eka: true, toka: false, kolmas: false })).toEqual({
      data: { haku: { kohteet: [{ __typename: "Talo", nimi: "nimi 2", numero: 7 }, { nimi: "nimi 3" }] } },
    });
  });

  it("a subgraph is told of which type each object is that two fields require differently by type", async () => {
    const d: MadeUpSubgraph = {
      schema: `type Query { haku: Asia } union Kohde = Talo | Auto
        type Talo @shareable { ala: Int vuosi: Int } type Auto @shareable { vuosi: Int matka: Int }
        type Asia @key(fields: "id") { id: ID! kohteet: [Kohde!] }`,
      resolvers: {
        Query: { haku: () => ({ id: "1" }) },
        Asia: {
          kohteet: () => [
            { __typename: "Talo", ala: 90, vuosi: 1950 },
            { __typename: "Auto", vuosi: 2020, matka: 7 },
          ],
        },
      },
    };
    const e: MadeUpSubgraph = {
      schema: `union Kohde = Talo | Auto
        type Talo @shareable { ala: Int vuosi: Int } type Auto @shareable { vuosi: Int matka: Int }
        type Asia @key(fields: "id") { id: ID! kohteet: [Kohde!] @external
          vero: String @requires(fields: "kohteet { ... on Talo { ala } ... on Auto { vuosi } }")
          ika: String @requires(fields: "kohteet { ... on Talo { vuosi } ... on Auto { matka } }") }`,
      resolvers: {
        Asia: {
          vero: ({ kohteet }: { kohteet: Reference[] }) =>
            kohteet.map((each) => `${String(each["__typename"])} ${String(each["ala"] ?? each["vuosi"])}`).join(", "),
          ika: ({ kohteet }: { kohteet: Reference[] }) =>
            kohteet.map((each) => `${String(each["__typename"])} ${String(each["matka"] ?? each["vuosi"])}`).join(", "),
        },
      },
    };
    graph = await startSupergraph({ d, e }, engine);
    expect(await graph.ask("{ haku { vero ika } }")).toEqual({
      data: { haku: { vero: "Talo 90, Auto 2020", ika: "Talo 1950, Auto 7" } },
    });
    expect(graph.requests.at(-1)?.variables).toEqual({
      representations: [
        expect.objectContaining({
          kohteet: [
            { __typename: "Talo", ala: 90, vuosi: 1950 },
            { __typename: "Auto", vuosi: 2020, matka: 7 },
          ],
        }),
      ],
    });
  });

  it("a fragment of objects that are only to be known by their key is asked for that key", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { haku: [Asia!]! } union Kohde = Asia
        type Asia @key(fields: "k") { k: Int! kohde(luku: Int): Kohde }`,
      resolvers: {
        Query: { haku: () => [{ k: 1 }] },
        Asia: { ...entity, kohde: ({ k }: Reference, { luku }: Reference) => ({ k: Number(k) + Number(luku) }) },
        Kohde: { __resolveType: () => "Asia" },
      },
    };
    const b: MadeUpSubgraph = {
      schema: `interface Nimetty { nimi: String } type Osa { k: Int } union Kohde = Asia
        type Asia implements Nimetty @key(fields: "k") { k: Int! nimi: String kohde(luku: Int): Kohde @external
          seuraava: Nimetty @requires(fields: "kohde(luku: 3) { ... on Asia { nimi } }")
          osat: [Osa] @requires(fields: "kohde(luku: 3) { ... on Asia { k } }") }`,
      resolvers: {
        Asia: {
          ...entity,
          nimi: ({ k }: Reference) => `nimi ${String(k)}`,
          seuraava: ({ kohde }: { kohde: { nimi: string } }) => ({ k: Number(kohde.nimi.slice(5)) * 10 }),
          osat: ({ kohde }: { kohde: { k: number } }) => [{ k: kohde.k }],
        },
        Nimetty: { __resolveType: () => "Asia" },
        Kohde: { __resolveType: () => "Asia" },
      },
    };
    graph = await startSupergraph({ a, b }, engine);
    expect(await graph.ask("{ haku { seuraava { ... on Asia { osat { k } } } } }")).toEqual({
      data: { haku: [{ seuraava: { osat: [{ k: 43 }] } }] },
    });
  });

  it("a field with @requires may be asked within itself", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { juuri: Solmu! }
        type Solmu @key(fields: "n") { n: Int! t: Int s: Int lapset: [Solmu!]! @external
          valitut: [Solmu!] @requires(fields: "lapset { t }") }`,
      resolvers: {
        Query: { juuri: () => ({ n: 1 }) },
        Solmu: {
          ...entity,
          t: ({ n }: Reference) => Number(n) * 2,
          s: ({ n }: Reference) => Number(n) * 3,
          valitut: ({ lapset }: Reference) => (lapset as { t: number }[]).map(({ t }) => ({ n: t })),
        },
      },
    };
    const b: MadeUpSubgraph = {
      schema: `type Solmu @key(fields: "n") { n: Int! t: Int @external s: Int @external
        lapset: [Solmu!]! @requires(fields: "t s") }`,
      resolvers: { Solmu: { ...entity, lapset: ({ t, s }: Reference) => [{ n: Number(s) - Number(t) }] } },
    };
    graph = await startSupergraph({ a, b }, engine);
    expect(await graph.ask("{ juuri { valitut { valitut { s } t } } }")).toEqual({
      data: { juuri: { valitut: [{ valitut: [{ s: 12 }], t: 4 }] } },
    });
  });

  it.each([
    `... @include(if: $on) { eka: a(luku: 1) } toka: b(luku: 2) ... @include(if: $on) { kolmas: a(luku: 3) }`,
    `... @include(if: true) { eka: a(luku: 1) } toka: b(luku: 2)
      ... @include(if: true) { eka: a(luku: 1) kolmas: a(luku: 3) }`,
    `...f @include(if: $on) toka: b(luku: 2) ... @skip(if: false) { ...f @include(if: $on) kolmas: a(luku: 3) }`,
  ])(
    "a mutation's fields are done once each, in the client's order, where equal fragments stand apart: %s",
    async (selections) => {
      const done: string[] = [];
      const toSubgraph = (name: string): MadeUpSubgraph => ({
        schema: `type Query { ${name}Tila: Int } type Mutation { ${name}(luku: Int!): Int }`,
        resolvers: { Mutation: { [name]: (_: unknown, { luku }: { luku: number }) => done.push(`${name}${luku}`) } },
      });
      graph = await startSupergraph({ a: toSubgraph("a"), b: toSubgraph("b") }, engine);
      const fragment = selections.includes("...f") ? "fragment f on Mutation { eka: a(luku: 1) }" : "";
      const variables = selections.includes("$on") ? "($on: Boolean! = true)" : "";
      const answer = await graph.ask(`mutation ${variables} { ${selections} } ${fragment}`);
      expect(JSON.stringify(answer)).toBe('{"data":{"eka":1,"toka":2,"kolmas":3}}');
      expect(done).toEqual(["a1", "b2", "a3"]);
    },
  );

  it("what no planner has a plan of with its conditions is planned with them decided", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Huone @key(fields: "id") { id: ID! }`,
      resolvers: { Huone: entity },
    };
    const b: MadeUpSubgraph = {
      schema: `type Query { tilat: [Tila!]! } interface Tila @key(fields: "id") { id: ID! }
        type Huone implements Tila @key(fields: "id") { id: ID! } type Sali implements Tila @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          tilat: () => [
            { __typename: "Huone", id: "1" },
            { __typename: "Sali", id: "2" },
          ],
        },
        Tila: { __resolveReference: ({ id }: Reference) => ({ __typename: "Huone", id }) },
      },
    };
    const c: MadeUpSubgraph = {
      schema: `type Tila @key(fields: "id") @interfaceObject { id: ID! }`,
      resolvers: { Tila: entity },
    };
    graph = await startSupergraph({ a, b, c }, engine);
    const query = "query ($v: Boolean!) { tilat { ... on Huone { ... @include(if: $v) { id } } } }";
    expect(await graph.ask(query, { v: true })).toEqual({ data: { tilat: [{ id: "1" }, {}] } });
    expect(await graph.ask(query, { v: false })).toEqual({ data: { tilat: [{}, {}] } });
  });

  it("what only a condition asks is not asked without it, though the client has asked a part of the key", async () => {
    const f: MadeUpSubgraph = {
      schema: `type Query { haku: Asia! }
        type Asia @key(fields: "avain { osa luku } numero", resolvable: false) { avain: Avain! numero: Int! }
        type Avain @shareable { osa: ID! luku: Int! }`,
      resolvers: { Query: { haku: () => ({ avain: { osa: "o", luku: 1 }, numero: 2 }) } },
    };
    const d: MadeUpSubgraph = {
      schema: `type Asia @key(fields: "avain { osa luku } numero") { avain: Avain! numero: Int! koodi: Int! }
        type Avain @shareable { osa: ID! luku: Int! }`,
      resolvers: { Asia: { ...entity, koodi: ({ avain }: { avain: { luku: number } }) => avain.luku } },
    };
    graph = await startSupergraph({ f, d }, engine);
    const query = `query ($v: Boolean!, $w: Boolean!)
      { ... @skip(if: $v) { haku @skip(if: $w) { koodi } } haku { numero avain { osa } } }`;
    expect(await graph.ask(query, { v: true, w: false })).toEqual({
      data: { haku: { numero: 2, avain: { osa: "o" } } },
    });
    expect(await graph.ask(query, { v: false, w: false })).toMatchObject({ data: { haku: { koodi: 1 } } });
  });
});

it("what no subgraph tells is refused whole, and not asked where it is not", async () => {
  const a: MadeUpSubgraph = {
    schema: `type Query { a: Solmu tuote: Tuote! } interface Solmu @key(fields: "id") { id: ID! }
      type Tuote @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
    resolvers: { Query: { a: () => ({ id: "1" }) } },
  };
  const b: MadeUpSubgraph = {
    schema: `type Query { b: Solmu } interface Tuote @key(fields: "id") { id: ID! }
      type Solmu @key(fields: "id", resolvable: false) @interfaceObject { id: ID! kentta: String }`,
    resolvers: { Query: { b: () => ({ id: "1" }) } },
  };
  graph = await startSupergraph({ a, b }, { planner: "hive" });
  expect(await graph.ask("{ a { kentta } }")).toMatchObject({
    refused: "OPERATION_NOT_PLANNED",
    why: expect.stringContaining("No paths found") as unknown,
  });
  expect(graph.requests).toEqual([]);
});
