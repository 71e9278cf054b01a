import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { PlannerName } from "../../../../gateway/engine/index.ts";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph } from "../start-supergraph.ts";

type Reference = Readonly<Record<string, unknown>> & { readonly id: string };

const rekisteri: MadeUpSubgraph = {
  schema: `type Query { asiakas: Asiakas asiakkaat: [Asiakas!]! kukaan: Asiakas haku: [Loyto!]! }
    type Mutation { muuta: Asiakas }
    union Loyto = Asiakas | Toimipiste
    type Toimipiste { katu: String }
    type Asiakas @key(fields: "id") { id: ID! nimi: String puoliso: Asiakas osoite: Osoite } type Osoite { katu: String! kunta: String }`,
  resolvers: {
    Query: {
      asiakas: () => person("1"),
      asiakkaat: () => [person("1"), person("2")],
      kukaan: () => null,
      haku: () => [
        { __typename: "Toimipiste", katu: "Kaivokatu" },
        { __typename: "Asiakas", ...person("2") },
      ],
    },
    Mutation: { muuta: () => person("1") },
    Asiakas: { puoliso: () => person("2") },
  },
};
const person = (id: string): object => ({ id, nimi: `Nimi ${id}`, osoite: { katu: "Katu", kunta: "091" } });
const etuus: MadeUpSubgraph = {
  schema: `type Asiakas @key(fields: "id") { id: ID! katto: Int ika: Int! }`,
  resolvers: { Asiakas: { __resolveReference: ({ id }: Reference) => ({ id, katto: Number(id) * 100, ika: 40 }) } },
};
const hoito: MadeUpSubgraph = {
  schema: `type Asiakas @key(fields: "id") { id: ID! katto: Int @external kaynteja: Int omavastuu: Int @requires(fields: "katto") }`,
  resolvers: {
    Asiakas: {
      __resolveReference: ({ id, katto }: Reference) => ({ id, kaynteja: 3, omavastuu: Number(katto) - 3 }),
    },
  },
};

let graph: RunningSupergraph | undefined;
afterEach(() => graph?.close());

interface Held {
  readonly graph: RunningSupergraph;
  /** Lets the calls go that a subgraph has not answered. */
  readonly release: (subgraph: string) => void;
}

/** Subgraphs that answer only when they are told to. */
async function startHolding(planner: PlannerName, ...names: readonly string[]): Promise<Held> {
  graph = await startSupergraph({ rekisteri, etuus, hoito }, { planner });
  const held = new Set(names);
  const waiting = new Map<string, (() => void)[]>();
  graph.interfere(({ subgraph, ...seen }, response) => {
    if (!held.has(subgraph)) return false;
    waiting.set(subgraph, [...(waiting.get(subgraph) ?? []), () => answerBy(subgraph, seen.variables, response)]);
    return true;
  });
  return {
    graph,
    release(subgraph) {
      held.delete(subgraph);
      for (const answer of waiting.get(subgraph) ?? []) answer();
    },
  };
}

function answerBy(subgraph: string, variables: Readonly<Record<string, unknown>>, response: ServerResponse): void {
  const references = variables["representations"] as readonly Reference[];
  const entities = references.map(({ id, katto }) =>
    subgraph === "etuus"
      ? { katto: Number(id) * 100, ika: 40 }
      : { kaynteja: 3, omavastuu: Number(katto) - 3, __typename: "Asiakas" },
  );
  response.setHeader("content-type", "application/json").end(JSON.stringify({ data: { _entities: entities } }));
}

async function allOf(parts: AsyncGenerator): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

const asiakas = ["asiakas"];

describe.each<PlannerName>(["hive", "apollo"])("what @defer marks, by plans of %s,", (planner) => {
  it("comes when its subgraph has answered, and the rest does not wait for it", async () => {
    const { graph: held, release } = await startHolding(planner, "etuus");
    const parts = held.askInParts(`{ asiakas { nimi ... @defer(label: "etuus") { katto } } }`);
    expect((await parts.next()).value).toEqual({ data: { asiakas: { nimi: "Nimi 1" } } });
    release("etuus");
    const told = { data: { asiakas: { katto: 100 } }, places: [asiakas], label: "etuus" };
    expect(await allOf(parts)).toEqual([told]);
    expect(held.requests.map(({ subgraph }) => subgraph)).toEqual(["rekisteri", "etuus"]);
  });

  it("is told of each object of a list, and the parts in the order in which they are there", async () => {
    const { graph: held, release } = await startHolding(planner, "etuus", "hoito");
    const parts = held.askInParts(
      `{ asiakkaat { nimi ... @defer(label: "a") { katto } ... on Asiakas @defer(label: "b") { kaynteja } } }`,
    );
    expect((await parts.next()).value).toEqual({ data: { asiakkaat: [{ nimi: "Nimi 1" }, { nimi: "Nimi 2" }] } });
    const places = [
      ["asiakkaat", 0],
      ["asiakkaat", 1],
    ];
    release("hoito");
    const [b, a] = [{ kaynteja: 3 }, { katto: 100 }];
    expect((await parts.next()).value).toEqual({ data: { asiakkaat: [b, b] }, places, label: "b" });
    release("etuus");
    expect(await allOf(parts)).toEqual([{ data: { asiakkaat: [a, { katto: 200 }] }, places, label: "a" }]);
  });

  it("begins as early as if nothing were deferred", async () => {
    const { graph: held, release } = await startHolding(planner, "etuus", "hoito");
    const parts = held.askInParts(`{ asiakas { katto ... @defer { kaynteja } } }`);
    const first = parts.next();
    await expect
      .poll(() => held.requests.map(({ subgraph }) => subgraph).toSorted())
      .toEqual(["etuus", "hoito", "rekisteri"]);
    release("hoito");
    release("etuus");
    expect((await first).value).toEqual({ data: { asiakas: { katto: 100 } } });
    expect(await allOf(parts)).toEqual([{ data: { asiakas: { kaynteja: 3 } }, places: [asiakas] }]);
  });

  it("waits for what it requires, though no one asked for that", async () => {
    const { graph: held, release } = await startHolding(planner, "etuus");
    const parts = held.askInParts(`{ asiakas { nimi ... @defer { omavastuu } } }`);
    expect((await parts.next()).value).toEqual({ data: { asiakas: { nimi: "Nimi 1" } } });
    release("etuus");
    expect(await allOf(parts)).toEqual([{ data: { asiakas: { omavastuu: 97 } }, places: [asiakas] }]);
  });

  it("is told after the part that it stands in", async () => {
    const { graph: held, release } = await startHolding(planner, "etuus");
    const parts = held.askInParts(`{ asiakas { nimi ... @defer(label: "ulompi") { katto puoliso { id
      ... @defer(label: "sisempi") { kaynteja } } } } }`);
    expect((await parts.next()).value).toEqual({ data: { asiakas: { nimi: "Nimi 1" } } });
    release("etuus");
    expect(await allOf(parts)).toEqual([
      { data: { asiakas: { katto: 100, puoliso: { id: "2" } } }, places: [asiakas], label: "ulompi" },
      { data: { asiakas: { puoliso: { kaynteja: 3 } } }, places: [["asiakas", "puoliso"]], label: "sisempi" },
    ]);
  });

  it("costs no fetch of its own where another gives it", async () => {
    graph = await startSupergraph({ rekisteri, etuus, hoito }, { planner });
    const parts = await allOf(graph.askInParts(`{ asiakas { osoite { katu ... @defer { kunta } } } }`));
    expect(parts).toEqual([
      { data: { asiakas: { osoite: { katu: "Katu" } } } },
      { data: { asiakas: { osoite: { kunta: "091" } } }, places: [["asiakas", "osoite"]] },
    ]);
    expect(graph.requests).toHaveLength(1);
  });

  it("is not told of what is not there, or of another type", async () => {
    graph = await startSupergraph({ rekisteri, etuus, hoito }, { planner });
    const nobody = graph.askInParts(`{ kukaan { nimi ... @defer { katto } } }`);
    expect(await allOf(nobody)).toEqual([{ data: { kukaan: null } }]);
    const some = graph.askInParts(`{ haku { __typename ... on Asiakas @defer { ika } } }`);
    expect(await allOf(some)).toEqual([
      { data: { haku: [{ __typename: "Toimipiste" }, { __typename: "Asiakas" }] } },
      { data: { haku: [{}, { ika: 40 }] }, places: [["haku", 1]] },
    ]);
  });

  it("fails alone: a null that may be none goes no further up than the part", async () => {
    graph = await startSupergraph({ rekisteri, etuus, hoito }, { planner });
    graph.interfere(({ subgraph }, response) => {
      if (subgraph !== "etuus") return false;
      response.destroy();
      return true;
    });
    const parts = await allOf(graph.askInParts(`{ asiakkaat { nimi ... @defer { ika } ... @defer { kaynteja } } }`));
    const lost = { code: "SOURCE_UNAVAILABLE" };
    const places = [
      ["asiakkaat", 0],
      ["asiakkaat", 1],
    ];
    expect(parts).toHaveLength(3);
    expect(parts).toEqual(
      expect.arrayContaining([
        { data: { asiakkaat: [{ nimi: "Nimi 1" }, { nimi: "Nimi 2" }] } },
        { data: { asiakkaat: [{ kaynteja: 3 }, { kaynteja: 3 }] }, places },
        {
          data: { asiakkaat: [null, null] },
          places,
          errors: [0, 1].map((at) => ({ ...lost, path: ["asiakkaat", at, "ika"] })),
        },
      ]),
    );
  });

  it("stands at the root too, beside the schema's own fields", async () => {
    graph = await startSupergraph({ rekisteri, etuus, hoito }, { planner });
    const query = `{ asiakas { nimi } ... @defer { kukaan { id } __schema { queryType { name } } } }`;
    expect(await allOf(graph.askInParts(query))).toEqual([
      { data: { asiakas: { nimi: "Nimi 1" } } },
      { data: { kukaan: null, __schema: { queryType: { name: "Query" } } }, places: [[]] },
    ]);
  });

  it("asks of one type what another type asked beside it is known by", async () => {
    const esineet: MadeUpSubgraph = {
      schema: `type Query { esineet: [Esine!]! } interface Esine { nimi: String }
        type Auto implements Esine @key(fields: "rekisteri") { rekisteri: ID! nimi: String }
        type Talo implements Esine @key(fields: "tunnus") { tunnus: ID! nimi: String }`,
      resolvers: {
        Query: {
          esineet: () => [
            { __typename: "Auto", rekisteri: "A-1", nimi: "a" },
            { __typename: "Talo", tunnus: "T-1", nimi: "t" },
          ],
        },
      },
    };
    const arvot: MadeUpSubgraph = {
      schema: `type Auto @key(fields: "rekisteri") { rekisteri: ID! arvo: Int }
        type Talo @key(fields: "tunnus") { tunnus: ID! rekisteri: ID! }`,
      resolvers: {
        Auto: { __resolveReference: (auto: object) => ({ ...auto, arvo: 5 }) },
        Talo: { __resolveReference: (talo: object) => ({ ...talo, rekisteri: "R-1" }) },
      },
    };
    graph = await startSupergraph({ esineet, arvot }, { planner });
    const query = `{ esineet { nimi ... on Talo @defer { rekisteri } ... on Auto @defer { arvo } } }`;
    expect(await allOf(graph.askInParts(query))).toEqual([
      { data: { esineet: [{ nimi: "a" }, { nimi: "t" }] } },
      { data: { esineet: [{}, { rekisteri: "R-1" }] }, places: [["esineet", 1]] },
      { data: { esineet: [{ arvo: 5 }, {}] }, places: [["esineet", 0]] },
    ]);
  });

  it("is deferred by a variable, and by its value left out", async () => {
    graph = await startSupergraph({ rekisteri, etuus, hoito }, { planner });
    const query = `query ($myohemmin: Boolean) { asiakas { nimi ... @defer(if: $myohemmin) { katto } } }`;
    const whole = { data: { asiakas: { nimi: "Nimi 1", katto: 100 } } };
    const defaulted = query.replace("Boolean)", "Boolean! = true)");
    expect(await allOf(graph.askInParts(defaulted, { myohemmin: false }))).toEqual([whole]);
    expect(await allOf(graph.askInParts(defaulted, { myohemmin: true }))).toHaveLength(2);
    expect(await allOf(graph.askInParts(defaulted))).toHaveLength(2);
    expect(await allOf(graph.askInParts(`{ asiakas { nimi ... @defer(if: false) { katto } } }`))).toEqual([whole]);
  });

  it("comes at once for whoever takes no parts", async () => {
    graph = await startSupergraph({ rekisteri, etuus, hoito }, { planner });
    const query = `{ asiakas { nimi ...Etuus @defer } } fragment Etuus on Asiakas { katto }`;
    expect(await graph.ask(query)).toEqual({ data: { asiakas: { nimi: "Nimi 1", katto: 100 } } });
  });

  it("stands below a mutation's fields, which are done once", async () => {
    graph = await startSupergraph({ rekisteri, etuus, hoito }, { planner });
    expect(await allOf(graph.askInParts(`mutation { muuta { nimi ... @defer { katto } } }`))).toEqual([
      { data: { muuta: { nimi: "Nimi 1" } } },
      { data: { muuta: { katto: 100 } }, places: [["muuta"]] },
    ]);
    expect(graph.requests.filter(({ query }) => query.includes("muuta"))).toHaveLength(1);
  });
});

it.each([
  ["the root of a mutation", `mutation { ... @defer { muuta { id } } }`],
  ["two parts of one label", `{ asiakas { ... @defer(label: "a") { id } ... @defer(label: "a") { nimi } } }`],
  ["a label by a variable", `query ($nimi: String) { asiakas { ... @defer(label: $nimi) { id } } }`],
])("@defer is refused at %s", async (_what, query) => {
  graph = await startSupergraph({ rekisteri, etuus, hoito });
  expect(await graph.ask(query)).toEqual({ errors: ["GRAPHQL_VALIDATION_FAILED"] });
});
