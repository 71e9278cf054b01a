import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { PlannerName } from "../../../../gateway/engine/index.ts";
import { startSupergraph } from "../start-supergraph.ts";
import type { MadeUpSubgraph, RunningSupergraph } from "../start-supergraph.ts";

type Reference = Readonly<Record<string, unknown>> & { readonly id: string };

async function* changes(_: unknown, { kpl }: { readonly kpl: number }): AsyncGenerator<object> {
  for (let id = 1; id <= kpl; id += 1) {
    await setImmediate();
    yield { muutos: { id: String(id), nimi: `Nimi ${id}` } };
  }
}
const rekisteri: MadeUpSubgraph = {
  schema: `type Query { asiakas: Asiakas } type Subscription { muutos(kpl: Int! = 2): Asiakas laskuri: Int }
    type Asiakas @key(fields: "id") { id: ID! nimi: String }`,
  resolvers: { Subscription: { muutos: { subscribe: changes } } },
};
const etuus: MadeUpSubgraph = {
  schema: `type Asiakas @key(fields: "id") { id: ID! katto: Int }`,
  resolvers: { Asiakas: { __resolveReference: ({ id }: Reference) => ({ id, katto: Number(id) * 100 }) } },
};

let graph: RunningSupergraph | undefined;
afterEach(async () => {
  await graph?.close();
  graph = undefined;
});

async function allOf(events: AsyncGenerator): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe.each<PlannerName>(["hive", "apollo"])("a subscription, by plans of %s,", (planner) => {
  it("tells each event of its subgraph, with what the others know of it at that time", async () => {
    graph = await startSupergraph({ rekisteri, etuus }, { planner });
    const query = `subscription ($kpl: Int!) { uusi: muutos(kpl: $kpl) { katto nimi } }`;
    expect(await allOf(graph.subscribe(query, { kpl: 3 }))).toEqual(
      [1, 2, 3].map((at) => ({ data: { uusi: { katto: at * 100, nimi: `Nimi ${at}` } } })),
    );
    expect(graph.requests.filter(({ subgraph }) => subgraph === "rekisteri")).toHaveLength(1);
  });

  it("goes on when another subgraph fails, and tells the error of each event", async () => {
    graph = await startSupergraph({ rekisteri, etuus }, { planner });
    graph.interfere(({ subgraph }, response) => subgraph === "etuus" && response.destroy() === response);
    const errors = [{ code: "SOURCE_UNAVAILABLE", path: ["muutos", "katto"] }];
    expect(await allOf(graph.subscribe(`subscription { muutos { nimi katto } }`))).toEqual(
      [1, 2].map((at) => ({ data: { muutos: { nimi: `Nimi ${at}`, katto: null } }, errors })),
    );
  });
});

it("a client that leaves ends the subscription at its subgraph", async () => {
  graph = await startSupergraph({ rekisteri, etuus });
  let isLeft = false;
  graph.interfere((_, response) => {
    response.once("close", () => {
      isLeft = !response.writableFinished;
    });
    return false;
  });
  for await (const event of graph.subscribe(`subscription { muutos(kpl: 1000000) { nimi } }`)) {
    expect(event).toEqual({ data: { muutos: { nimi: "Nimi 1" } } });
    break;
  }
  await expect.poll(() => isLeft).toBe(true);
});

it.each([
  ["an event that is no JSON", "event: next\ndata: 131052-9030\n\n", "SOURCE_INVALID_RESPONSE"],
  ["an event over the limit", `event: next\ndata: "${"x".repeat(2000)}`, "SOURCE_INVALID_RESPONSE"],
  ["a stream that is cut", "event: next\n", "SOURCE_UNAVAILABLE"],
])("%s is told as an error, and ends it", async (_what, text, code) => {
  graph = await startSupergraph({ rekisteri, etuus });
  graph.interfere(
    (_, response) => response.writeHead(200, { "content-type": "text/event-stream" }).end(text) === response,
  );
  const told = await allOf(graph.subscribe(`subscription { muutos { nimi } }`));
  expect(told).toEqual([{ data: { muutos: null }, errors: [{ code, path: ["muutos"] }] }]);
});

it.each([
  [
    "answers no event stream",
    (response: { end: (text: string) => unknown }) => response.end("{}"),
    "SOURCE_INVALID_RESPONSE",
  ],
  ["is not there", (response: { destroy: () => unknown }) => response.destroy(), "SOURCE_UNAVAILABLE"],
] as const)("is not opened where its subgraph %s", async (_what, answer, code) => {
  graph = await startSupergraph({ rekisteri, etuus });
  graph.interfere((_, response) => answer(response) !== undefined);
  expect(await allOf(graph.subscribe(`subscription { laskuri }`))).toMatchObject([{ code }]);
});

it("is no query: asked for one answer, and where there is no way to open one, it is refused and nothing is asked", async () => {
  graph = await startSupergraph({ rekisteri, etuus });
  expect(await graph.ask(`subscription { laskuri }`)).toEqual({ refused: "BAD_REQUEST" });
  const apollo = await startSupergraph({ rekisteri, etuus }, { name: "apollo" });
  expect(await allOf(apollo.subscribe(`subscription { laskuri }`))).toMatchObject([{ code: "BAD_REQUEST" }]);
  expect([...graph.requests, ...apollo.requests]).toEqual([]);
  await apollo.close();
});
