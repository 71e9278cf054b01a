import { connect } from "node:net";
import { getIntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import type { SubgraphResolvers } from "../../../gateway/subgraph/index.ts";
import { writeHopBody } from "../../../gateway/subgraph/envelope.ts";
import { signAnswer, signRequest } from "../../../gateway/subgraph/hop-signature.ts";
import { signComponents, toContentDigest } from "../../../gateway/subgraph/message-signature.ts";
import { deriveSubgraphKey, toSubgraphKey } from "../../../gateway/subgraph/subgraph-key.ts";
import { ask, key, openKoe, post, reach, requestScope, serveKoe, sharedKey } from "./start-koe.ts";

const resolvers: SubgraphResolvers = { Query: { koe: () => ({ luku: 1 }) } };

describe("a request that the gateway did not sign", () => {
  const { actor, pyynto } = requestScope();
  const envelope = { actor, pyynto, leftMs: 1000 };
  const variables = {};
  const body = writeHopBody({ queryJson: '"{ koe { luku } }"', variables, envelope });
  const other = writeHopBody({
    queryJson: '"{ koe { luku } }"',
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

  const signedFor = (tag: string): Record<string, string> => {
    const created = Math.floor(now.getTime() / 1000);
    const digest = toContentDigest(body);
    const type = "application/json";
    const components = { '"@method"': "POST", '"@path"': path, '"content-type"': type, '"content-digest"': digest };
    const parameters = { created, expires: created + 30, nonce: "n", keyid: key.id, tag };
    return { "content-digest": digest, ...signComponents(components, parameters, key.bytes) };
  };

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
    ["signed for another use", body, signedFor("asiakasgraph-vastaus")],
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
    for (const headers of [signed, at(5), at(-30), signedFor("asiakasgraph-pyynto")]) {
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
    const { headers } = signRequest({ path: target, body }, key, new Date());
    const response = await fetch(url, { method, headers, ...(method === "GET" ? {} : { body }) });
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
