import { connect } from "node:tls";
import { describe, expect, it } from "vitest";
import { readTls } from "../../../gateway/source/index.ts";
import type { TlsSettings } from "../../../gateway/source/index.ts";
import { createAuthority } from "../source/certificates.ts";
import { ask, openKoe, reach, serveKoe } from "./start-koe.ts";

const yhdyskaytava = "yhdyskaytava.hva.example";
const nimi = "koe.example";
const koe = openKoe({ Query: { koe: () => ({ luku: 1 }) } });
const whole = { data: { koe: { luku: 1 } }, errors: [] };
const failing = (code: string): unknown => ({ data: null, errors: [{ code, parameters: { lahde: "koe" } }] });

async function serve(own: TlsSettings): Promise<string> {
  return serveKoe(koe, { tls: { ...readTls(own), yhdyskaytava } });
}

describe("a subgraph over mutual TLS", () => {
  it("answers the gateway, over new connections as well as kept ones", async () => {
    const authority = createAuthority();
    const url = await serve(authority.issue(nimi));
    const tls = { ...authority.issue(yhdyskaytava), nimi };
    const remote = reach(url, { tls });
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(remote, "{ koe { luku } }")));
    answers.push(await ask(remote, "{ koe { luku } }"), await ask(reach(url, { tls }), "{ koe { luku } }"));
    expect(answers).toEqual(Array.from({ length: 6 }, () => whole));
  });

  it.each(["vtj.example", "yhdyskaytava.hva.example.org", "*.hva.example"])(
    "refuses a signed request of %s, though the same authority knows it",
    async (other) => {
      const authority = createAuthority();
      const url = await serve(authority.issue(nimi));
      const remote = reach(url, { tls: { ...authority.issue(other), nimi } });
      expect(await ask(remote, "{ koe { luku } }")).toEqual(failing("SOURCE_DENIED"));
    },
  );

  it("answers that other with 403 and nothing more, whatever it asks", async () => {
    const authority = createAuthority();
    const { port } = new URL(await serve(authority.issue(nimi)));
    const other = readTls(authority.issue("vtj.example"));
    const socket = connect({ port: Number(port), host: "127.0.0.1", servername: nimi, ...other });
    socket.end("GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    const answer = Buffer.concat(await socket.toArray()).toString("utf8");
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer.split("\r\n\r\n")[1]).toMatch(/^(0)?$/);
  });

  it.each([
    ["no certificate", () => undefined],
    ["a certificate of another authority", () => readTls(createAuthority().issue(yhdyskaytava))],
  ])("lets nobody in with %s", async (_, show) => {
    const authority = createAuthority();
    const { port } = new URL(await serve(authority.issue(nimi)));
    const { ca } = readTls(authority.issue("x.example"));
    const socket = connect({ port: Number(port), host: "127.0.0.1", servername: nimi, ...show(), ca });
    const received: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => received.push(chunk));
    socket.write("GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n");
    await new Promise<void>((resolve) => {
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
    });
    expect(received).toEqual([]);
  });

  it("is unavailable where its own certificate is not of its name", async () => {
    const authority = createAuthority();
    const url = await serve(authority.issue("vtj.example"));
    const remote = reach(url, { tls: { ...authority.issue(yhdyskaytava), nimi } });
    expect(await ask(remote, "{ koe { luku } }")).toEqual(failing("SOURCE_UNAVAILABLE"));
  });
});
