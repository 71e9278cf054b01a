import { afterEach, describe, expect, it } from "vitest";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph } from "../start-supergraph.ts";

type Reference = Readonly<Record<string, unknown>> & { readonly id?: string };

let graph: RunningSupergraph | undefined;
afterEach(() => graph?.close());

const engines = [{ planner: "hive" }, { planner: "apollo" }, { name: "apollo" }] as const;

describe.each(engines)("entities, by %o", (engine) => {
  it("are joined by a key of several fields, one of them an object", async () => {
    const alueet: MadeUpSubgraph = {
      schema: `type Query { palvelut: [Palvelu!]! }
        type Palvelu @key(fields: "alue { koodi } numero") { alue: Alue! numero: Int! }
        type Alue @shareable { koodi: ID! }`,
      resolvers: {
        Query: {
          palvelut: () => [
            { alue: { koodi: "08" }, numero: 1 },
            { alue: { koodi: "15" }, numero: 1 },
          ],
        },
      },
    };
    const hinnat: MadeUpSubgraph = {
      schema: `type Palvelu @key(fields: "alue { koodi } numero") { alue: Alue! numero: Int! hinta: Int }
        type Alue @shareable { koodi: ID! }`,
      resolvers: {
        Palvelu: {
          __resolveReference: ({ alue, numero }: { alue: { koodi: string }; numero: number }) => ({
            alue,
            numero,
            hinta: Number(alue.koodi) * 100 + numero,
          }),
        },
      },
    };
    graph = await startSupergraph({ alueet, hinnat }, engine);
    expect(await graph.ask("{ palvelut { hinta } }")).toEqual({
      data: { palvelut: [{ hinta: 801 }, { hinta: 1501 }] },
    });
  });

  it("are found through a chain of keys, each known to another subgraph", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { toimijat: [Toimija] } type Toimija @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { toimijat: () => [{ id: "1" }, null, { id: "2" }] } },
    };
    const b: MadeUpSubgraph = {
      schema: `type Toimija @key(fields: "id") @key(fields: "oid") { id: ID! oid: ID! }`,
      resolvers: { Toimija: { __resolveReference: ({ id }: Reference) => ({ id, oid: `1.2.${String(id)}` }) } },
    };
    const c: MadeUpSubgraph = {
      schema: `type Toimija @key(fields: "oid") { oid: ID! nimi: String }`,
      resolvers: { Toimija: { __resolveReference: ({ oid }: { oid: string }) => ({ oid, nimi: `nimi ${oid}` }) } },
    };
    graph = await startSupergraph({ a, b, c }, engine);
    expect(await graph.ask("{ toimijat { nimi } }")).toEqual({
      data: { toimijat: [{ nimi: "nimi 1.2.1" }, null, { nimi: "nimi 1.2.2" }] },
    });
    expect(graph.requests.map(({ subgraph }) => subgraph)).toEqual(["a", "b", "c"]);
  });

  it("that a subgraph does not know leave null, and no error", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { asiakkaat: [Asiakas!]! } type Asiakas @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { asiakkaat: () => [{ id: "1" }, { id: "2" }] } },
    };
    const b: MadeUpSubgraph = {
      schema: `type Asiakas @key(fields: "id") { id: ID! nimi: String }`,
      resolvers: { Asiakas: { __resolveReference: ({ id }: Reference) => (id === "1" ? null : { id, nimi: "Aino" }) } },
    };
    graph = await startSupergraph({ a, b }, engine);
    expect(await graph.ask("{ asiakkaat { id nimi } }")).toEqual({
      data: {
        asiakkaat: [
          { id: "1", nimi: null },
          { id: "2", nimi: "Aino" },
        ],
      },
    });
  });

  it("met in many places are asked once each, in one request", async () => {
    const a: MadeUpSubgraph = {
      schema: `type Query { tapahtumat: [Tapahtuma!]! }
        type Tapahtuma { tekija: Toimija toinen: Toimija } type Toimija @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          tapahtumat: () => [
            { tekija: { id: "1" }, toinen: { id: "2" } },
            { tekija: { id: "1" }, toinen: null },
            { tekija: { id: "2" }, toinen: { id: "1" } },
          ],
        },
      },
    };
    const b: MadeUpSubgraph = {
      schema: `type Toimija @key(fields: "id") { id: ID! nimi: Nimi } type Nimi { suku: String }`,
      resolvers: { Toimija: { __resolveReference: ({ id }: Reference) => ({ id, nimi: { suku: `Testi ${id}` } }) } },
    };
    graph = await startSupergraph({ a, b }, engine);
    const ainoa = { nimi: { suku: "Testi 1" } };
    const toinen = { nimi: { suku: "Testi 2" } };
    expect(await graph.ask("{ tapahtumat { tekija { nimi { suku } } toinen { nimi { suku } } } }")).toEqual({
      data: {
        tapahtumat: [
          { tekija: ainoa, toinen },
          { tekija: ainoa, toinen: null },
          { tekija: toinen, toinen: ainoa },
        ],
      },
    });
    if (!("planner" in engine) || engine.planner !== "hive") return;
    const asked = graph.requests.filter(({ subgraph }) => subgraph === "b");
    expect(asked).toHaveLength(1);
    expect(Object.values(asked[0]?.variables ?? {}).flat()).toHaveLength(2);
  });
});
