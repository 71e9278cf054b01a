import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadConfig, loadSubgraphEnvironment } from "../../../gateway/config/index.ts";
import type { KeyStore, SubgraphPlace } from "../../../gateway/config/index.ts";

const keys: KeyStore = { obtain: (_, bytes) => new Uint8Array(bytes).fill(7) };
const noKeys: KeyStore = {
  obtain: () => {
    throw new Error("no key is made in production");
  },
};
const mapping = { oletusrooli: "asiakas", hetu: "urn:oid:1.2.246.21" };
const identity = { providers: [{ nimi: "a", issuer: "https://a.example", audience: "asiakas-graph", mapping }] };
const url = "https://vtj.example/graphql";
const tls = { ca: "file:/a/ca.pem", cert: "file:/a/oma.pem", key: "file:/a/oma.key" };

function place(vtj: object): SubgraphPlace | undefined {
  const file = { identity, subgraphs: { vtj: { run: "remote", url, ...vtj } } };
  return loadConfig({ env: {}, file, keys }).subgraphs["vtj"];
}

describe("a subgraph in a process of its own, in the configuration", () => {
  it("must sign its answers unless told otherwise", () => {
    expect(place({})).toEqual({ run: "remote", url, vastauksenAllekirjoitus: "vaaditaan" });
    expect(place({ vastauksenAllekirjoitus: "ei" })).toMatchObject({ vastauksenAllekirjoitus: "ei" });
  });

  it("may have a key of its own and mutual TLS, in files", () => {
    const own = { avain: "file:/a/vtj.key", tls: { ...tls, nimi: "vtj.example" } };
    expect(place(own)).toMatchObject(own);
  });

  it.each([
    [{ vastauksenAllekirjoitus: "ehka" }, "subgraphs.vtj.vastauksenAllekirjoitus"],
    [{ avain: randomBytes(32).toString("base64") }, "subgraphs.vtj.avain: must be file:PATH"],
    [{ tls: { ...tls, key: "-----BEGIN PRIVATE KEY-----" } }, "subgraphs.vtj.tls.key: must be file:PATH"],
    [{ tls: { ca: tls.ca } }, "subgraphs.vtj.tls.cert"],
    [{ tls: { ...tls, rejectAll: true } }, "subgraphs.vtj.tls"],
  ])("is refused by name when wrong: %j", (wrong, message) => {
    expect(() => place(wrong)).toThrow(message);
  });
});

describe("the environment of a subgraph in a process of its own", () => {
  const [idKey, own, shared] = [64, 32, 32].map((bytes) => randomBytes(bytes));
  const base = { NODE_ENV: "production", ASIAKAS_ID_AVAIN: idKey?.toString("base64"), PORT: "0" };
  const load = (env: Readonly<Record<string, string | undefined>>) =>
    loadSubgraphEnvironment({ env: { ...base, ...env }, keys: noKeys });

  it("needs its own key and no other's: neither the shared one nor those of the log", () => {
    const env = load({ ASIAKAS_ALIGRAAFIN_OMA_AVAIN: own?.toString("base64") });
    expect(env).toEqual({ host: "127.0.0.1", port: 0, idKey, avain: { laji: "OMA", tavut: own } });
  });

  it("takes the shared key where there is none of its own, and says so where there is neither", () => {
    const env = load({ ASIAKAS_ALIGRAAFI_AVAIN: shared?.toString("base64") });
    expect(env.avain).toEqual({ laji: "YHTEINEN", tavut: shared });
    expect(() => load({})).toThrow("ASIAKAS_ALIGRAAFI_AVAIN is missing");
  });
});
