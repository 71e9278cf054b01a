import { describe, expect, it } from "vitest";
import { createDeadline, createSource, ok } from "../../../gateway/source/index.ts";
import { serveSubgraph, toSubgraphError } from "../../../gateway/subgraph/index.ts";
import type { SubgraphContext, SubgraphResolvers, SubgraphTransport } from "../../../gateway/subgraph/index.ts";
import { deriveSubgraphKey } from "../../../gateway/subgraph/subgraph-key.ts";
import { createGate, startPeer } from "../source/start-peer.ts";
import { ask, key, koeSchema, openKoe, reach, requestScope, serveKoe } from "./start-koe.ts";

const query = "{ koe { luku pakollinen lista } kokeet { pakollinen } }";
const entities =
  "query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Asiakas { nimi katto } } }";
const representations = ["a", "b"].map((id) => ({ __typename: "Asiakas", id }));

const resolvers: SubgraphResolvers = {
  Query: {
    koe: () => ({ luku: 1, pakollinen: "p", lista: [1, 2] }),
    kokeet: () => {
      throw new Error("ORA-00942 131052-9030");
    },
  },
  Asiakas: {
    nimi: ({ id }: { readonly id: string }) => `n-${id}`,
    katto: () => {
      throw toSubgraphError("SOURCE_TIMEOUT", { lahde: "kela" });
    },
  },
};

describe("a subgraph in another process", () => {
  it("answers entities as it does in this process", async () => {
    const transport = openKoe(resolvers);
    const remote = reach(await serveKoe(transport));
    const variables = { representations };
    const expected = await ask(transport, entities, { variables });
    expect(expected.errors).toHaveLength(2);
    expect(await ask(remote, entities, { variables })).toEqual(expected);
  });

  it("answers root fields as it does in this process, and a bug of its own as a source that can't be reached", async () => {
    const remote = reach(await serveKoe(openKoe(resolvers)));
    expect(await ask(remote, "{ koe { luku pakollinen lista } }")).toEqual({
      data: { koe: { luku: 1, pakollinen: "p", lista: [1, 2] } },
      errors: [],
    });
    expect(await ask(remote, query)).toEqual({
      data: null,
      errors: [{ code: "SOURCE_UNAVAILABLE", parameters: { lahde: "koe" }, path: ["kokeet"] }],
    });
  });

  it("is told who asks, the correlation id and what time is left", async () => {
    const seen: SubgraphContext[] = [];
    const koe = (_parent: never, _args: never, context: SubgraphContext): unknown => {
      seen.push(context);
      return { luku: 1 };
    };
    const remote = reach(await serveKoe(openKoe({ Query: { koe } })));
    const deadline = createDeadline(4000);
    const scope = requestScope(deadline);
    await ask(remote, "{ koe { luku } }", { scope });
    expect(seen[0]).toMatchObject({ actor: scope.actor, pyynto: scope.pyynto });
    expect(seen[0]?.scope.deadline.leftMs()).toBeLessThanOrEqual(4000);
  });

  it("tells which sources it asked", async () => {
    const url = await startPeer((_, response) => void response.end());
    const source = createSource({ lahde: "kela", solmu: "08", url });
    const koe = async (_parent: never, _args: never, { scope }: SubgraphContext): Promise<unknown> => {
      await source.call({ method: "GET", path: "/" }, scope, async () => ok(1));
      return { luku: 1 };
    };
    const remote = reach(await serveKoe(openKoe({ Query: { koe } })));
    const scope = requestScope();
    await ask(remote, "{ koe { luku } }", { scope });
    await source.close();
    expect(scope.recorder.rows()).toMatchObject([{ lahde: "kela", solmu: "08", tila: "OK", kutsut: 1 }]);
  });

  it("that is too slow is a timeout, and is told to stop", async () => {
    const stopped = createGate();
    const koe = (_parent: never, _args: never, { scope }: SubgraphContext): Promise<unknown> =>
      new Promise((resolve) => {
        scope.deadline.signal.addEventListener("abort", () => {
          stopped.open();
          resolve({ luku: 1 });
        });
      });
    const remote = reach(await serveKoe(openKoe({ Query: { koe } })), { timeoutMs: 50 });
    const scope = requestScope();
    expect(await ask(remote, "{ koe { luku } }", { scope })).toEqual({
      data: null,
      errors: [{ code: "SOURCE_TIMEOUT", parameters: { lahde: "koe" } }],
    });
    expect(scope.recorder.rows()).toMatchObject([{ lahde: "koe", tila: "SOURCE_TIMEOUT" }]);
    await stopped.promise;
  });

  it("is told to stop when the client leaves", async () => {
    const [came, stopped] = [createGate(), createGate()];
    const koe = (_parent: never, _args: never, { scope }: SubgraphContext): Promise<unknown> =>
      new Promise((resolve) => {
        scope.deadline.signal.addEventListener("abort", () => {
          stopped.open();
          resolve({ luku: 1 });
        });
        came.open();
      });
    const remote = reach(await serveKoe(openKoe({ Query: { koe } })));
    const deadline = createDeadline(5000);
    const answer = ask(remote, "{ koe { luku } }", { scope: requestScope(deadline) });
    await came.promise;
    deadline.end();
    expect((await answer).errors).toEqual([{ code: "SOURCE_TIMEOUT", parameters: { lahde: "koe" } }]);
    await stopped.promise;
  });

  it("is unavailable when its code throws outside a resolver", async () => {
    const broken: SubgraphTransport = { ...openKoe(resolvers), call: () => Promise.reject(new Error("salainen")) };
    const remote = reach(await serveKoe(broken));
    expect((await ask(remote, "{ koe { luku } }")).errors).toEqual([
      { code: "SOURCE_UNAVAILABLE", parameters: { lahde: "koe" } },
    ]);
  });

  it("refuses the gateway's request under another key, which is told as denied", async () => {
    const remote = reach(await serveKoe(openKoe(resolvers)), {
      key: deriveSubgraphKey(new Uint8Array(32).fill(9), "koe"),
    });
    expect((await ask(remote, "{ koe { luku } }")).errors).toEqual([
      { code: "SOURCE_DENIED", parameters: { lahde: "koe" } },
    ]);
  });
});

describe("serveSubgraph", () => {
  it("lets a request under way end, then closes the subgraph, though a connection is kept alive", async () => {
    const [came, go] = [createGate(), createGate()];
    const order: string[] = [];
    const koe = async (): Promise<unknown> => {
      came.open();
      await go.promise;
      order.push("resolved");
      return { luku: 1 };
    };
    const inner = openKoe({ Query: { koe } });
    const transport: SubgraphTransport = {
      ...inner,
      async close() {
        order.push("subgraph closed");
      },
    };
    const server = await serveSubgraph({
      transport,
      schema: koeSchema,
      key,
      host: "127.0.0.1",
      port: 0,
      onAnswered: () => undefined,
    });
    const remote = reach(`http://127.0.0.1:${server.port}/graphql`);
    const answer = ask(remote, "{ koe { luku } }");
    await came.promise;
    const closed = server.close();
    go.open();
    expect(await answer).toEqual({ data: { koe: { luku: 1 } }, errors: [] });
    await closed;
    expect(order).toEqual(["resolved", "subgraph closed"]);
  });

  it("refuses to start where another listens", async () => {
    const url = await serveKoe(openKoe(resolvers));
    const again = serveSubgraph({
      transport: openKoe(resolvers),
      schema: koeSchema,
      key,
      host: "127.0.0.1",
      port: Number(new URL(url).port),
      onAnswered: () => undefined,
    });
    await expect(again).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
