import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph, SeenRequest } from "../start-supergraph.ts";

type Reference = Readonly<Record<string, unknown>> & { readonly id: string };

const rekisteri: MadeUpSubgraph = {
  schema: `type Query { asiakkaat: [Asiakas!]! eka: Asiakas }
    type Asiakas @key(fields: "id") { id: ID! lapset: [Lapsi!] } type Lapsi { etunimi: String! }`,
  resolvers: {
    Query: { asiakkaat: () => [{ id: "1" }, { id: "2" }], eka: () => ({ id: "1" }) },
    Asiakas: { lapset: () => [{ etunimi: "Eino" }, { etunimi: "Helmi" }] },
  },
};
const etuus: MadeUpSubgraph = {
  schema: `type Asiakas @key(fields: "id") { id: ID! katto: Int ika: Int! }`,
  resolvers: { Asiakas: { __resolveReference: ({ id }: Reference) => ({ id, katto: Number(id) * 100, ika: 40 }) } },
};

let graph: RunningSupergraph | undefined;
afterEach(() => graph?.close());

const json =
  (body: unknown) =>
  (_: SeenRequest, response: ServerResponse): void => {
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  };
type Fault = (seen: SeenRequest, response: ServerResponse) => void;

async function askWith(subgraph: string, fault: Fault, query: string): Promise<unknown> {
  graph = await startSupergraph({ rekisteri, etuus }, { planner: "hive" });
  graph.interfere((seen, response) => {
    if (seen.subgraph !== subgraph) return false;
    fault(seen, response);
    return true;
  });
  return graph.ask(query);
}

const nothingOfAny = { asiakkaat: [{ katto: null }, { katto: null }] };
const atEach = (code: string): unknown => [
  { code, path: ["asiakkaat", 0, "katto"] },
  { code, path: ["asiakkaat", 1, "katto"] },
];
const garbage: Fault = (_, response) => void response.writeHead(502).end("<html>131052-9030</html>");
const reset: Fault = (_, response) => void response.destroy();
const halfSent: Fault = (_, response) => {
  response.writeHead(200, { "content-length": 1000 }).write('{"data":{"_entities":[{"katto":1');
  response.destroy();
};

describe("an entity fetch that fails costs its own fields, each told with its path,", () => {
  it.each<[what: string, fault: Fault, code: string]>([
    ["no JSON", garbage, "SOURCE_INVALID_RESPONSE"],
    ["a reset", reset, "SOURCE_UNAVAILABLE"],
    ["an answer cut short", halfSent, "SOURCE_UNAVAILABLE"],
    ["neither data nor errors", json({}), "SOURCE_INVALID_RESPONSE"],
    ["an error and no data", json({ errors: [{ message: "131052-9030" }] }), "SOURCE_DENIED"],
    ["one entity too few", json({ data: { _entities: [{ katto: 1 }] } }), "SOURCE_INVALID_RESPONSE"],
    ["one too many", json({ data: { _entities: [{ katto: 1 }, { katto: 2 }, {}] } }), "SOURCE_INVALID_RESPONSE"],
    ["no list", json({ data: { _entities: { katto: 1 } } }), "SOURCE_INVALID_RESPONSE"],
    ["lists of lists", json({ data: { _entities: [[1], [2]] } }), "SOURCE_INVALID_RESPONSE"],
    ["texts for objects", json({ data: { _entities: ["a", "b"] } }), "SOURCE_INVALID_RESPONSE"],
    [
      "values of another type",
      json({ data: { _entities: [{ katto: "1" }, { katto: {} }] } }),
      "SOURCE_INVALID_RESPONSE",
    ],
    [
      "numbers that are no Int",
      json({ data: { _entities: [{ katto: 1.5 }, { katto: 2 ** 40 }] } }),
      "SOURCE_INVALID_RESPONSE",
    ],
  ])("%s", async (_what, fault, code) => {
    const answer = await askWith("etuus", fault, "{ asiakkaat { katto } }");
    expect(answer).toEqual({ data: nothingOfAny, errors: atEach(code) });
    expect(JSON.stringify(answer)).not.toContain("131052");
  });
});

describe("of an entity fetch", () => {
  it("an error of one entity is told of that one, and the others are there", async () => {
    const fault = json({
      data: { _entities: [{ katto: 7 }, { katto: null }] },
      errors: [{ message: "ei", path: ["_entities", 1, "katto"] }],
    });
    expect(await askWith("etuus", fault, "{ asiakkaat { katto } }")).toEqual({
      data: { asiakkaat: [{ katto: 7 }, { katto: null }] },
      errors: [{ code: "SOURCE_DENIED", path: ["asiakkaat", 1, "katto"] }],
    });
  });

  it("a null that may be none takes its object away, up to where null may be, and is told once", async () => {
    const fault = json({ data: { _entities: [{ ika: null }] } });
    expect(await askWith("etuus", fault, "{ eka { id ika } }")).toEqual({
      data: { eka: null },
      errors: [{ code: "SOURCE_INVALID_RESPONSE", path: ["eka", "ika"] }],
    });
  });

  it("an entity that is null for an error within is told for each field that it lacks, and for none that another gave", async () => {
    const fault = json({
      data: { _entities: [null] },
      errors: [{ message: "131052-9030", path: ["_entities", 0, "id"] }],
    });
    expect(await askWith("etuus", fault, "{ eka { id katto } }")).toEqual({
      data: { eka: { id: "1", katto: null } },
      errors: [{ code: "SOURCE_DENIED", path: ["eka", "katto"] }],
    });
  });

  it("an entity that is null without an error is unknown to its subgraph: null, and no error", async () => {
    expect(await askWith("etuus", json({ data: { _entities: [null] } }), "{ eka { id katto } }")).toEqual({
      data: { eka: { id: "1", katto: null } },
    });
  });

  it("a null that goes up to the root leaves no data", async () => {
    expect(await askWith("etuus", reset, "{ asiakkaat { ika } }")).toEqual({
      data: null,
      errors: [
        { code: "SOURCE_UNAVAILABLE", path: ["asiakkaat", 0, "ika"] },
        { code: "SOURCE_UNAVAILABLE", path: ["asiakkaat", 1, "ika"] },
      ],
    });
  });

  it("what was not asked is not given", async () => {
    const fault = json({ data: { _entities: [{ katto: 7, hetu: "131052-9030", __proto__: { admin: true } }] } });
    expect(await askWith("etuus", fault, "{ eka { katto } }")).toEqual({ data: { eka: { katto: 7 } } });
  });
});

describe("of a fetch of the root", () => {
  it.each<[what: string, fault: Fault, code: string]>([
    ["no JSON", garbage, "SOURCE_INVALID_RESPONSE"],
    ["a reset", reset, "SOURCE_UNAVAILABLE"],
    ["an object for a list", json({ data: { asiakkaat: {} } }), "SOURCE_INVALID_RESPONSE"],
    ["data that lacks the field", json({ data: {} }), "SOURCE_INVALID_RESPONSE"],
  ])("%s leaves no data where it may not be null", async (_what, fault, code) => {
    expect(await askWith("rekisteri", fault, "{ asiakkaat { id } }")).toEqual({
      data: null,
      errors: [{ code, path: ["asiakkaat"] }],
    });
  });

  it("a name that every object of JavaScript has is no value", async () => {
    const fault = json({ data: { eka: {} } });
    expect(await askWith("rekisteri", fault, "{ eka { toString: id constructor: id } }")).toEqual({
      data: { eka: null },
      errors: [{ code: "SOURCE_INVALID_RESPONSE", path: ["eka", "toString"] }],
    });
  });

  it("a wrong item of a list takes the list away where its items may not be null", async () => {
    const fault = json({ data: { eka: { lapset: [{ etunimi: "Eino" }, { etunimi: null }] } } });
    expect(await askWith("rekisteri", fault, "{ eka { lapset { etunimi } } }")).toEqual({
      data: { eka: { lapset: null } },
      errors: [{ code: "SOURCE_INVALID_RESPONSE", path: ["eka", "lapset", 1, "etunimi"] }],
    });
  });
});
