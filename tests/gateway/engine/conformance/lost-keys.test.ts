import { afterEach, describe, expect, it } from "vitest";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph } from "../start-supergraph.ts";

interface Reference {
  readonly id: string;
  readonly oid: string;
}

let graph: RunningSupergraph | undefined;
afterEach(() => graph?.close());

const lista: MadeUpSubgraph = {
  schema: `type Query { toimijat: [Toimija] } type Toimija @key(fields: "id") { id: ID! }`,
  resolvers: { Query: { toimijat: () => [{ id: "1" }] } },
};
const tunnukset: MadeUpSubgraph = {
  schema: `type Toimija @key(fields: "id") @key(fields: "oid") { id: ID! oid: ID! }`,
  resolvers: { Toimija: { __resolveReference: ({ id }: Reference) => ({ id, oid: `1.2.${id}` }) } },
};
const nimet: MadeUpSubgraph = {
  schema: `type Toimija @key(fields: "oid") { oid: ID! nimi: String }`,
  resolvers: { Toimija: { __resolveReference: ({ oid }: Reference) => ({ oid, nimi: `nimi ${oid}` }) } },
};

describe.each([{ planner: "hive" }, { planner: "apollo" }] as const)("by %o", (engine) => {
  it("a field whose key could not be fetched is null with that error, and no error tells a field that nobody asked", async () => {
    graph = await startSupergraph({ lista, tunnukset, nimet }, engine);
    graph.interfere(({ subgraph }, response) => {
      if (subgraph !== "tunnukset") return false;
      response.writeHead(500).end();
      return true;
    });
    const answer = await graph.ask("{ toimijat { nimi } }");
    expect(answer).toMatchObject({ data: { toimijat: [{ nimi: null }] } });
    expect(answer).toHaveProperty(
      "errors",
      expect.arrayContaining([expect.objectContaining({ path: ["toimijat", 0, "nimi"] })]),
    );
    expect(JSON.stringify(answer)).not.toContain("oid");
  });

  it("a field of an entity of which a subgraph does not know the key is null, and no error", async () => {
    const tuntematon = { ...tunnukset, resolvers: { Toimija: { __resolveReference: () => null } } };
    graph = await startSupergraph({ lista, tunnukset: tuntematon, nimet }, engine);
    expect(await graph.ask("{ toimijat { nimi } }")).toEqual({ data: { toimijat: [{ nimi: null }] } });
  });
});
