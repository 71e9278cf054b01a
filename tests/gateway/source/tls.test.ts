import { createServer } from "node:https";
import type { TLSSocket } from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { ok, readTls, tlsSettings } from "../../../gateway/source/index.ts";
import type { SourceResult, TlsSettings } from "../../../gateway/source/index.ts";
import { listen } from "../../../mocks/http/index.ts";
import { createAuthority, readSetting } from "./certificates.ts";
import { openSource, scopeOf } from "./start-peer.ts";

interface TlsPeer {
  readonly url: string;
  /** Connections that were begun. */
  readonly connections: () => number;
  /** Names of the certificates that clients showed. */
  readonly names: readonly string[];
}

/** A register that asks for a certificate of the same authority as its own. */
async function startTlsPeer(own: TlsSettings): Promise<TlsPeer> {
  let connections = 0;
  const names: string[] = [];
  const server = createServer({ ...readTls(own), requestCert: true }, ({ socket }, response) => {
    const { subject } = (socket as TLSSocket).getPeerCertificate();
    names.push(String(subject.CN));
    response.end("{}");
  });
  server.on("connection", () => (connections += 1));
  const peer = await listen(server, 0);
  onTestFinished(() => peer.close());
  return { url: peer.url.replace("http:", "https:"), connections: () => connections, names };
}

function call(url: string, tls: TlsSettings): Promise<SourceResult<number>> {
  const source = openSource(url, { tls });
  return source.call({ method: "POST", path: "/" }, scopeOf(), async ({ status }) => ok(status));
}

const unavailable = { ok: false, failure: { kind: "unavailable", reason: "connection refused, reset or cut" } };

describe("a source over mutual TLS", () => {
  it("is answered, and shown our certificate", async () => {
    const authority = createAuthority();
    const { url, names } = await startTlsPeer(authority.issue("rekisteri.example"));
    const tls = { ...authority.issue("yhdyskaytava.example"), nimi: "rekisteri.example" };
    expect(await call(url, tls)).toEqual(ok(200));
    expect(names).toEqual(["yhdyskaytava.example"]);
  });

  it.each([
    ["has expired", { days: -1 }, "rekisteri.example"],
    ["has another name", {}, "toinen.example"],
    ["is its own authority", { isSelfSigned: true }, "rekisteri.example"],
  ])("whose certificate %s is unavailable, and is tried once", async (_, options, nimi) => {
    const authority = createAuthority();
    const peer = await startTlsPeer(authority.issue("rekisteri.example", options));
    expect(await call(peer.url, { ...authority.issue("yhdyskaytava.example"), nimi })).toEqual(unavailable);
    expect([peer.connections(), peer.names]).toEqual([1, []]);
  });

  it.each([
    ["of another authority", () => createAuthority().issue("yhdyskaytava.example")],
    ["that has expired", (own: ReturnType<typeof createAuthority>) => own.issue("yhdyskaytava.example", { days: -1 })],
  ])("is unavailable when it refuses ours: a certificate %s", async (_, issue) => {
    const authority = createAuthority();
    const peer = await startTlsPeer(authority.issue("rekisteri.example"));
    const { cert, key } = issue(authority);
    const { ca } = authority.issue("x.example");
    expect(await call(peer.url, { ca, cert, key, nimi: "rekisteri.example" })).toMatchObject({
      ok: false,
      failure: { kind: "unavailable" },
    });
    expect(peer.names).toEqual([]);
  });

  it("is refused at start where the URL is not https, or a file is not there", () => {
    const tls = createAuthority().issue("yhdyskaytava.example");
    expect(() => openSource("http://127.0.0.1:1", { tls })).toThrow("tls needs a url that begins with https:");
    expect(() => openSource("https://127.0.0.1:1", { tls: { ...tls, cert: "file:/ei/ole.pem" } })).toThrow(
      "tls.cert names a file that can't be read",
    );
  });

  it("takes files only, never a key in the configuration itself", () => {
    const tls = createAuthority().issue("yhdyskaytava.example");
    expect(tlsSettings.safeParse(tls).success).toBe(true);
    expect(tlsSettings.safeParse({ ...tls, key: readSetting(tls.key) }).success).toBe(false);
  });
});
