import { connect } from "node:net";
import { getIntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import { createDeadline, createSource, ok } from "../../../gateway/source/index.ts";
import { serveSubgraph, toSubgraphError } from "../../../gateway/subgraph/index.ts";
import type { SubgraphContext, SubgraphResolvers, SubgraphTransport } from "../../../gateway/subgraph/index.ts";
import { writeHopBody } from "../../../gateway/subgraph/envelope.ts";
import { signAnswer, signRequest } from "../../../gateway/subgraph/hop-signature.ts";
import { toContentDigest } from "../../../gateway/subgraph/message-signature.ts";
import { deriveSubgraphKey, toSubgraphKey } from "../../../gateway/subgraph/subgraph-key.ts";
import { createGate, startPeer } from "../source/start-peer.ts";
import { ask, key, koeSchema, openKoe, reach, requestScope, serveKoe, sharedKey } from "./start-koe.ts";

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

const post = (url: string, sent: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { method: "POST", body: sent, headers: { "content-type": "application/json", ...headers } });

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

describe("a request that the gateway did not sign", () => {
  const { actor, pyynto } = requestScope();
  const envelope = { actor, pyynto, leftMs: 1000 };
  const variables = {};
  const body = writeHopBody({ query: "{ koe { luku } }", variables, envelope });
  const other = writeHopBody({
    query: "{ koe { luku } }",
    variables,
    envelope: { ...envelope, actor: { kind: "tuntematon" } },
  });
  const path = "/graphql";
  const now = new Date();
  const signed = signRequest({ path, body }, key, now).headers;
  const without = (name: string): Record<string, string> =>
    Object.fromEntries(Object.entries(signed).filter(([each]) => each !== name));
  const altered = (name: string, from: string | RegExp, to: string): Record<string, string> => ({
    ...signed,
    [name]: (signed[name] ?? "").replace(from, to),
  });
  const at = (seconds: number): Record<string, string> =>
    signRequest({ path, body }, key, new Date(now.getTime() + seconds * 1000)).headers;

  it.each([
    ["without a signature", body, {}],
    ["for introspection", JSON.stringify({ query: getIntrospectionQuery() }), {}],
    ["for the subgraph's text", JSON.stringify({ query: "{ _service { sdl } }" }), {}],
    ["with garbage for a signature", body, { ...signed, signature: "asiakasgraph=:AAAA:" }],
    ["with garbage for its parameters", body, { ...signed, "signature-input": "asiakasgraph=()" }],
    ["without the signature's parameters", body, without("signature-input")],
    ["without the digest", body, without("content-digest")],
    ["under another content type", body, { ...signed, "content-type": "application/json; charset=utf-8" }],
    [
      "signed by the shared key itself",
      body,
      signRequest({ path, body }, toSubgraphKey(sharedKey, "koe"), now).headers,
    ],
    [
      "signed for another subgraph",
      body,
      signRequest({ path, body }, deriveSubgraphKey(sharedKey, "vtj"), now).headers,
    ],
    [
      "signed for another that has the same key",
      body,
      signRequest({ path, body }, toSubgraphKey(key.bytes, "vtj"), now).headers,
    ],
    ["signed over another path", body, signRequest({ path: "/", body }, key, now).headers],
    ["signed over another body", `${body} `, signed],
    ["signed for another actor", other, signed],
    [
      "signed for another actor, with that one's digest",
      other,
      { ...signed, "content-digest": signRequest({ path, body: other }, key, now).headers["content-digest"] ?? "" },
    ],
    ["by another algorithm", body, altered("signature-input", "hmac-sha256", "hmac-sha512")],
    ["with its life made longer", body, altered("signature-input", /expires=\d+/, "expires=99999999999")],
    ["with another nonce", body, altered("signature-input", /nonce="./, 'nonce="_')],
    ["that covers less", body, altered("signature-input", '"@path" ', "")],
    ["that covers one thing twice", body, altered("signature-input", '"@path" ', '"@path" "@path" ')],
    ["signed over half a minute ago", body, at(-36)],
    ["signed in the future", body, at(7)],
    ["with an answer's signature", body, { ...signed, ...signAnswer(body, { nonce: "n", key, now }) }],
  ])("%s is refused with an empty body", async (_, sent, headers) => {
    let calls = 0;
    const koe = (): unknown => {
      calls += 1;
      return { luku: 1 };
    };
    const url = await serveKoe(openKoe({ Query: { koe } }), { now: () => now });
    const response = await post(url, sent, headers);
    expect([response.status, await response.text()]).toEqual([401, ""]);
    expect(calls).toBe(0);
  });

  it("is the one thing refused: the same request signed is answered, though clocks differ by seconds", async () => {
    const url = await serveKoe(openKoe(resolvers), { now: () => now });
    for (const headers of [signed, at(5), at(-30)]) {
      const response = await post(url, body, headers);
      expect([response.status, await response.json()]).toMatchObject([200, { data: { koe: { luku: 1 } } }]);
    }
  });

  it("but only once is refused the second time, and when its time has passed", async () => {
    let seconds = 0;
    const url = await serveKoe(openKoe(resolvers), { now: () => new Date(now.getTime() + seconds * 1000) });
    expect((await post(url, body, signed)).status).toBe(200);
    for (const later of [0, 29, 60]) {
      seconds = later;
      const response = await post(url, body, signed);
      expect([response.status, await response.text()]).toEqual([401, ""]);
    }
  });

  it.each([
    ["no envelope", JSON.stringify({ query: "{ koe { luku } }", variables })],
    [
      "an envelope of another form",
      JSON.stringify({
        query: "{ koe { luku } }",
        variables,
        extensions: { asiakasgraph: { actor: { kind: "ylläpitäjä" } } },
      }),
    ],
    ["no JSON", "{"],
  ])("with %s is refused though the key is right", async (_, sent) => {
    const url = await serveKoe(openKoe(resolvers));
    const response = await post(url, sent, signRequest({ path, body: sent }, key, new Date()).headers);
    expect([response.status, await response.text()]).toEqual([401, ""]);
  });

  it.each([
    ["GET", "/graphql"],
    ["GET", "/"],
    ["PUT", "/graphql"],
    ["POST", "/"],
    ["POST", "/graphql?x=1"],
    ["POST", "/health/live"],
  ])("by %s to %s is refused with an empty body", async (method, target) => {
    const url = new URL(target, await serveKoe(openKoe(resolvers)));
    const { headers } = signRequest({ path: target, body: "" }, key, new Date());
    const response = await fetch(url, { method, headers });
    expect([response.status, await response.text()]).toEqual([401, ""]);
  });

  it("is answered when it asks only whether the subgraph lives", async () => {
    const response = await fetch(new URL("/health/live", await serveKoe(openKoe(resolvers))));
    expect([response.status, await response.json()]).toEqual([200, { tila: "OK" }]);
  });

  it("that is cut short ends nothing but itself", async () => {
    const url = await serveKoe(openKoe(resolvers));
    const { port } = new URL(url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        socket.write("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{", () => socket.destroy());
      });
      socket.on("close", () => resolve());
    });
    expect(await ask(reach(url), "{ koe { luku } }")).toMatchObject({ data: { koe: { luku: 1 } } });
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

describe("an operation beyond its envelope", () => {
  const sallittu = { asiakkaat: ["a", "b"], tiedot: [101, 26] };
  const denied = { data: null, errors: [{ code: "SOURCE_DENIED", parameters: { lahde: "koe" } }] };
  const outcomes: string[] = [];
  const serve = (): Promise<string> =>
    serveKoe(openKoe(resolvers), { onAnswered: ({ errors }) => outcomes.push(...errors.map(({ code }) => code)) });

  it("is none where it asks whom and what the envelope allows", async () => {
    const remote = reach(await serve());
    const variables = { representations };
    const answer = await ask(remote, entities, { variables, sallittu });
    expect(answer.data).toMatchObject({ _entities: [{ nimi: "n-a" }, { nimi: "n-b" }] });
  });

  it.each([
    ["names someone else", { sallittu: { ...sallittu, asiakkaat: ["a"] } }],
    ["names nobody", { sallittu, variables: { representations: [{ __typename: "Asiakas" }] } }],
    ["asks an item that is not allowed", { sallittu: { ...sallittu, tiedot: [101] } }],
  ])("that %s is refused, and told to the log", async (_, request) => {
    const remote = reach(await serve());
    outcomes.length = 0;
    expect(await ask(remote, entities, { variables: { representations }, ...request })).toEqual(denied);
    expect(outcomes).toEqual(["FORBIDDEN"]);
  });

  it.each([
    [
      "in a fragment",
      '{ _entities(representations: [{__typename: "Asiakas", id: "a"}]) { ...f } } fragment f on Asiakas { x: katto }',
    ],
    [
      "under an alias, in the text",
      '{ e: _entities(representations: [{__typename: "Asiakas", id: "c"}]) { ... on Asiakas { nimi } } }',
    ],
    [
      "beside an allowed one",
      '{ a: _entities(representations: [{__typename: "Asiakas", id: "a"}]) { __typename } b: _entities(representations: [{__typename: "Asiakas", id: "c"}]) { __typename } }',
    ],
  ])("hidden %s is refused", async (_, query) => {
    const remote = reach(await serve());
    expect(await ask(remote, query, { sallittu: { asiakkaat: ["a"], tiedot: [101] } })).toEqual(denied);
  });
});

describe("an answer", () => {
  /** Passes requests on to the subgraph and answers through `change`, which may swap or alter them. */
  async function between(url: string, change: (answers: Answer[]) => Answer[], count: number): Promise<string> {
    const held: { readonly answer: Answer; readonly send: (answer: Answer) => void }[] = [];
    return `${await startPeer(async (request, response) => {
      const sent = Buffer.concat(await request.toArray()).toString("utf8");
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          ["host", "connection", "content-length"].includes(name) || typeof value !== "string" ? [] : [[name, value]],
        ),
      );
      const given = await post(url, sent, headers);
      held.push({
        answer: { headers: Object.fromEntries(given.headers), body: await given.text() },
        send: ({ headers: own, body }) => {
          const { "content-length": length, connection, ...rest } = own;
          response.writeHead(given.status, rest).end(body);
        },
      });
      if (held.length < count) return;
      const changed = change(held.map(({ answer }) => answer));
      held.forEach(({ send, answer }, at) => send(changed[at] ?? answer));
    })}/graphql`;
  }
  interface Answer {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }
  const invalid = { data: null, errors: [{ code: "SOURCE_INVALID_RESPONSE", parameters: { lahde: "koe" } }] };
  const whole = { data: { koe: { luku: 1 } }, errors: [] };
  const askOne = async (change: (answer: Answer) => Answer, options = {}): Promise<unknown> => {
    const url = await between(await serveKoe(openKoe(resolvers)), (answers) => answers.map(change), 1);
    return ask(reach(url, options), "{ koe { luku } }");
  };

  it("passes a machine between that changes nothing", async () => {
    expect(await askOne((answer) => answer)).toEqual(whole);
  });

  it("of one of two requests under way is not taken for the other's", async () => {
    const url = await between(await serveKoe(openKoe(resolvers)), (answers) => answers.toReversed(), 2);
    const remote = reach(url);
    const answers = await Promise.all([ask(remote, "{ koe { luku } }"), ask(remote, "{ koe { luku } }")]);
    expect(answers).toEqual([invalid, invalid]);
  });

  it.each([
    ["altered", (answer: Answer) => ({ ...answer, body: answer.body.replace('"luku":1', '"luku":2') })],
    ["not signed", ({ body }: Answer) => ({ headers: {}, body })],
    [
      "altered, with a digest to match",
      ({ headers }: Answer) => {
        const body = '{"data":{"koe":{"luku":2}}}';
        return { headers: { ...headers, "content-digest": toContentDigest(body) }, body };
      },
    ],
    [
      "signed by another's key",
      ({ headers, body }: Answer) => {
        const nonce = /nonce="([^"]+)"/.exec(headers["signature-input"] ?? "")?.[1] ?? "";
        return {
          headers: signAnswer(body, { nonce, key: deriveSubgraphKey(sharedKey, "vtj"), now: new Date() }),
          body,
        };
      },
    ],
    [
      "signed long ago",
      ({ headers, body }: Answer) => {
        const nonce = /nonce="([^"]+)"/.exec(headers["signature-input"] ?? "")?.[1] ?? "";
        return { headers: signAnswer(body, { nonce, key, now: new Date(Date.now() - 60_000) }), body };
      },
    ],
  ])("%s is refused", async (_, change) => {
    expect(await askOne(change)).toEqual(invalid);
  });

  it("that is not signed is taken where configuration says that the subgraph can't", async () => {
    expect(await askOne(({ body }) => ({ headers: {}, body }), { vastauksenAllekirjoitus: "ei" })).toEqual(whole);
  });

  it("to a request sent once more is that of the second sending", async () => {
    const url = await serveKoe(openKoe(resolvers));
    let asked = 0;
    const breaking = await startPeer(async (request, response) => {
      asked += 1;
      // The first connection breaks before a byte of an answer.
      if (asked === 1) return void request.socket.destroy();
      const sent = Buffer.concat(await request.toArray()).toString("utf8");
      const { "content-digest": digest, "signature-input": input, signature } = request.headers;
      const given = await post(url, sent, {
        "content-digest": String(digest),
        "signature-input": String(input),
        signature: String(signature),
      });
      const { "content-length": length, connection, ...rest } = Object.fromEntries(given.headers);
      response.writeHead(given.status, rest).end(await given.text());
    });
    expect(await ask(reach(`${breaking}/graphql`), "{ koe { luku } }")).toEqual(whole);
    expect(asked).toBe(2);
  });
});
