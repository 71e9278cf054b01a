import { describe, expect, it } from "vitest";
import { createLocalServices } from "../../../gateway/server/local-services.ts";
import { startPeer } from "../source/start-peer.ts";
import { startStub } from "./start-stub.ts";

/** A gateway whose local services are at this URL; gives the gateway's own. */
async function startLocal(url: string): Promise<string> {
  const stub = await startStub({ local: createLocalServices(url) });
  return stub.url;
}
const json = { "content-type": "application/json" };

describe("local services", () => {
  it("are asked by path, method and body, and answer with their own status", async () => {
    const url = await startPeer((request, response) => {
      request.setEncoding("utf8").on("data", (body: string) => {
        response.writeHead(400).end(
          JSON.stringify({
            metodi: request.method,
            polku: request.url,
            body,
            lupa: request.headers.authorization ?? null,
          }),
        );
      });
    });
    const response = await fetch(`${await startLocal(url)}/paikallinen/viat`, {
      method: "PUT",
      headers: { ...json, authorization: "Bearer a" },
      body: '{"lahde":"kela"}',
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      { metodi: "PUT", polku: "/viat", body: '{"lahde":"kela"}', lupa: null },
    ]);
  });

  it("that are down or answer oddly are told as such, without a text of theirs", async () => {
    const odd = await startPeer((_, response) => void response.end("<html>salainen</html>"));
    for (const url of ["http://127.0.0.1:1", odd]) {
      const response = await fetch(`${await startLocal(url)}/paikallinen/personat`);
      const text = await response.text();
      expect(response.status).toBe(502);
      expect(text).toContain("npm start");
      expect(text).not.toContain("salainen");
    }
  });

  it("take JSON only, which another site can't send unasked", async () => {
    let requests = 0;
    const gateway = await startLocal(
      await startPeer((_, response) => {
        requests += 1;
        response.end("{}");
      }),
    );
    const plain = await fetch(`${gateway}/paikallinen/kirjautuminen`, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "text/plain" },
    });
    const removed = await fetch(`${gateway}/paikallinen/viat`, { method: "DELETE" });
    expect([plain.status, removed.status, requests]).toEqual([415, 405, 0]);
  });
});
