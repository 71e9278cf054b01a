import type { RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import type { SubgraphResolvers } from "../../../gateway/subgraph/index.ts";
import { signAnswer } from "../../../gateway/subgraph/hop-signature.ts";
import { toContentDigest } from "../../../gateway/subgraph/message-signature.ts";
import { deriveSubgraphKey } from "../../../gateway/subgraph/subgraph-key.ts";
import { startPeer } from "../source/start-peer.ts";
import { ask, key, openKoe, post, reach, serveKoe, sharedKey } from "./start-koe.ts";

const resolvers: SubgraphResolvers = { Query: { koe: () => ({ luku: 1 }) } };

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A machine on the way: passes requests on to the subgraph, and lets `answer` send what came. */
function startBetween(url: string, answer: (given: Answer, send: (sent: Answer) => void) => void): Promise<string> {
  const listener: RequestListener = (request, response) => {
    const pass = async (): Promise<void> => {
      const sent = Buffer.concat(await request.toArray()).toString("utf8");
      const given = await post(url, sent, pick(request.headers, ["content-digest", "signature-input", "signature"]));
      const headers = pick(Object.fromEntries(given.headers), [
        "content-type",
        "content-digest",
        "signature-input",
        "signature",
      ]);
      answer({ status: given.status, headers, body: await given.text() }, (changed) => {
        response.writeHead(changed.status, changed.headers).end(changed.body);
      });
    };
    pass().catch(() => response.destroy());
  };
  return startPeer(listener).then((own) => `${own}/graphql`);
}

function pick(headers: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => (name in headers ? [[name, String(headers[name])]] : [])));
}

describe("an answer", () => {
  const invalid = { data: null, errors: [{ code: "SOURCE_INVALID_RESPONSE", parameters: { lahde: "koe" } }] };
  const whole = { data: { koe: { luku: 1 } }, errors: [] };
  const askOne = async (change: (answer: Answer) => Answer, options = {}): Promise<unknown> => {
    const url = await startBetween(await serveKoe(openKoe(resolvers)), (given, send) => send(change(given)));
    return ask(reach(url, options), "{ koe { luku } }");
  };

  it("passes a machine between that changes nothing", async () => {
    expect(await askOne((answer) => answer)).toEqual(whole);
  });

  it("of one of two requests under way is not taken for the other's", async () => {
    const held: { readonly given: Answer; readonly send: (sent: Answer) => void }[] = [];
    const url = await startBetween(await serveKoe(openKoe(resolvers)), (given, send) => {
      held.push({ given, send });
      const [one, other] = held;
      if (one === undefined || other === undefined) return;
      one.send(other.given);
      other.send(one.given);
    });
    const remote = reach(url);
    const answers = await Promise.all([ask(remote, "{ koe { luku } }"), ask(remote, "{ koe { luku } }")]);
    expect(answers).toEqual([invalid, invalid]);
  });

  it.each([
    ["altered", (answer: Answer) => ({ ...answer, body: answer.body.replace('"luku":1', '"luku":2') })],
    [
      "without its digest",
      ({ headers, ...answer }: Answer) => {
        const { "content-digest": _, ...others } = headers;
        return { ...answer, headers: others };
      },
    ],
    ["not signed", (answer: Answer) => ({ ...answer, headers: {} })],
    [
      "altered, with a digest to match",
      ({ status, headers }: Answer) => {
        const body = '{"data":{"koe":{"luku":2}}}';
        return { status, headers: { ...headers, "content-digest": toContentDigest(body) }, body };
      },
    ],
    [
      "signed by another's key",
      ({ status, headers, body }: Answer) => {
        const nonce = /nonce="([^"]+)"/.exec(headers["signature-input"] ?? "")?.[1] ?? "";
        return {
          status,
          headers: signAnswer(body, { nonce, key: deriveSubgraphKey(sharedKey, "vtj"), now: new Date() }),
          body,
        };
      },
    ],
    [
      "signed long ago",
      ({ status, headers, body }: Answer) => {
        const nonce = /nonce="([^"]+)"/.exec(headers["signature-input"] ?? "")?.[1] ?? "";
        return { status, headers: signAnswer(body, { nonce, key, now: new Date(Date.now() - 60_000) }), body };
      },
    ],
  ])("%s is refused", async (_, change) => {
    expect(await askOne(change)).toEqual(invalid);
  });

  it("that is not signed is taken where configuration says that the subgraph can't", async () => {
    expect(await askOne((answer) => ({ ...answer, headers: {} }), { vastauksenAllekirjoitus: "ei" })).toEqual(whole);
  });

  it("to a request sent once more is that of the second sending, which has a nonce of its own", async () => {
    const url = await serveKoe(openKoe(resolvers));
    const digests: string[] = [];
    const breaking = await startBetween(url, (given, send) => {
      digests.push(given.headers["signature-input"] ?? "");
      // The first answer goes back as a proxy's that has lost the way.
      send(digests.length === 1 ? { ...given, status: 503 } : given);
    });
    expect(await ask(reach(breaking), "{ koe { luku } }")).toEqual(whole);
    expect(new Set(digests).size).toBe(2);
  });
});
