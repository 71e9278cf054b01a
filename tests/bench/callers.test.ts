import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { runCallers } from "../../bench/callers.ts";
import type { CallersResult } from "../../bench/callers.ts";

const whole = { data: { mina: {} }, extensions: { lahteet: [] } };

/** A load of 16 callers on a gateway that answers so; `seconds` for one that never refuses. */
async function load(answerOf: (call: number) => readonly [status: number, body: unknown]): Promise<CallersResult> {
  let calls = 0;
  const server = createServer((_, response) => {
    const [status, body] = answerOf((calls += 1));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return await runCallers({
    url: `http://127.0.0.1:${port}`,
    query: "{ mina }",
    tokens: ["a"],
    callers: 16,
    seconds: 0.2,
    rightDenials: ["CONSENT_MISSING mina.vakuutukset"],
  });
}

it("counts every whole answer", async () => {
  let answered = 0;
  const { requests } = await load(() => {
    answered += 1;
    return [200, whole];
  });
  expect(requests).toBe(answered);
  expect(requests).toBeGreaterThan(15);
});

it("counts a denial that is the right answer to some", async () => {
  const denied = { path: ["mina", "vakuutukset"], extensions: { code: "CONSENT_MISSING" } };
  const { requests } = await load((call) => [200, call % 2 === 0 ? whole : { ...whole, errors: [denied] }]);
  expect(requests).toBeGreaterThan(15);
});

it.each<[string, number, unknown, string]>([
  [
    "a field that a source's full queue took away",
    200,
    { ...whole, errors: [{ path: ["mina", "nimi"], message: "salaista", extensions: { code: "SOURCE_UNAVAILABLE" } }] },
    "HTTP 200, SOURCE_UNAVAILABLE mina.nimi",
  ],
  ["too many requests", 429, { errors: [{ extensions: { code: "RATE_LIMITED" } }] }, "HTTP 429, RATE_LIMITED"],
  ["a gateway that is full", 503, { errors: [{ extensions: { code: "OVERLOADED" } }] }, "HTTP 503, OVERLOADED"],
  ["no data, and no word why", 200, { data: null }, "HTTP 200"],
])("ends at once by %s, after any number of whole ones", async (_, status, body, told) => {
  await expect(load((call) => (call > 20 ? [status, body] : [200, whole]))).rejects.toThrow(
    new Error(`an answer is not whole: ${told}`),
  );
});
