import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createCallRecorder, createDeadline } from "../../../gateway/source/index.ts";
import { createAsiakasIds } from "../../../gateway/subgraph/index.ts";
import { createKoskiClient } from "../../../subgraphs/koski/client.ts";
import { parseAsetukset } from "../../../subgraphs/koski/settings.ts";

const server = createServer();
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function listen(): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`);
    });
  });
}

describe("createKoskiClient", () => {
  it("asks at most eight at once where there is no list call, and answers each", async () => {
    const hetut = Array.from({ length: 20 }, (_, at) => `0101${String(at).padStart(2, "0")}-999X`);
    const waiting: ServerResponse[] = [];
    const error = JSON.stringify([{ key: "notFound.oppijaaEiLöydyHetulla", message: "" }]);
    let received = 0;
    let mostWaiting = 0;
    const url = await listen();
    // When eight wait (or the last have come) a request of our own follows: what the client had sent
    // beyond eight would have come before it. Only then are those who wait answered.
    server.on("request", (request, response) => {
      request.resume();
      if (request.url === "/seuraava") {
        response.end();
        mostWaiting = Math.max(mostWaiting, waiting.length);
        waiting.splice(0).forEach((each) => each.writeHead(404, { "content-type": "application/json" }).end(error));
        return;
      }
      received += 1;
      waiting.push(response);
      if (waiting.length === 8 || received === hetut.length) void fetch(`${url}/seuraava`);
    });
    const tuote = { polku: "/koski", yksittain: "/hetu" };
    const client = createKoskiClient(parseAsetukset({ url, tuote }));
    const deadline = createDeadline(20_000);
    const found = await client.fetchOpinnot(hetut, {
      scope: { deadline, recorder: createCallRecorder(() => 0) },
      actor: { kind: "tuntematon" },
      pyynto: "p1",
      ids: createAsiakasIds(new Uint8Array(64)),
    });
    deadline.end();
    await client.source.close();
    expect([...found]).toEqual(hetut.map((hetu) => [hetu, { ok: true, value: [] }]));
    expect(mostWaiting).toBe(8);
  });
});
