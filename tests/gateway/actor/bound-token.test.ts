import { createHash, X509Certificate } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import type { Sidonta } from "../../../gateway/actor/check-binding.ts";
import { createAuthenticate } from "../../../gateway/actor/index.ts";
import type { Authenticate } from "../../../gateway/actor/index.ts";
import { createAuthority, readSetting } from "../source/certificates.ts";
import { toProvider } from "./open-issuer.ts";
import { bearer, startIssuer } from "./start-issuer.ts";
import type { Issuer } from "./start-issuer.ts";

const osoite = "https://graph.example/graphql";
const both: Sidonta = { dpop: { osoite }, mtls: { otsake: "client-cert" } };
const accepted = { ok: true, actor: { kind: "analyytikko" } };
const challenge = 'DPoP error="invalid_dpop_proof", algs="ES256 PS256 RS256 EdDSA"';
const notChecked = {
  ok: false,
  code: "UNAUTHENTICATED",
  reason: "token is bound to a key in a way that is not checked",
};

async function start(sidonta?: Sidonta): Promise<{ readonly issuer: Issuer; readonly authenticate: Authenticate }> {
  const issuer = await startIssuer();
  const providers = [{ ...toProvider(issuer), sidonta }];
  return { issuer, authenticate: createAuthenticate({ providers, sealId: () => "" }) };
}

/** A client with a key and a certificate of its own. */
async function createClient(issuer: Issuer) {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = await exportJWK(publicKey);
  const jkt = await calculateJwkThumbprint(jwk);
  const { raw } = new X509Certificate(readSetting(createAuthority().issue("ohjelma").cert));
  const x5t = createHash("sha256").update(raw).digest("base64url");
  return {
    jkt: { jkt },
    x5t: { "x5t#S256": x5t },
    token: async (cnf: unknown, scheme = "Bearer") =>
      (await bearer(issuer, { claims: { cnf } })).replace("Bearer", scheme),
    /** What its requests show beside a token. */
    async shown(authorization: string, { isProxied = true }: { readonly isProxied?: boolean } = {}) {
      const ath = createHash("sha256")
        .update(authorization.split(" ")[1] ?? "")
        .digest("base64url");
      const proof = await new SignJWT({ jti: crypto.randomUUID(), htm: "POST", htu: osoite, ath })
        .setIssuedAt()
        .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk })
        .sign(privateKey);
      const certificate = [`:${raw.toString("base64")}:`];
      const fromProxy = (header: string) => (isProxied && header === "client-cert" ? certificate : []);
      return { method: "POST", proofs: [proof], fromProxy };
    },
  };
}

describe("a token that is bound to a key", () => {
  it("is its holder's, under the scheme DPoP in any case of letters", async () => {
    const { issuer, authenticate } = await start(both);
    const client = await createClient(issuer);
    for (const scheme of ["DPoP", "dpop"]) {
      const token = await client.token(client.jkt, scheme);
      expect(await authenticate(token, await client.shown(token))).toMatchObject(accepted);
    }
  });

  it("is nobody's under the scheme Bearer, nor without a proof, nor with another's, and is told how", async () => {
    const { issuer, authenticate } = await start(both);
    const [client, thief] = [await createClient(issuer), await createClient(issuer)];
    const plain = await client.token(client.jkt);
    const token = await client.token(client.jkt, "DPoP");
    const shown = await client.shown(token);
    for (const [header, beside] of [
      [plain, await client.shown(plain)],
      [token, undefined],
      [token, { ...shown, proofs: [] }],
      [token, { ...shown, method: "GET" }],
      [token, await thief.shown(token)],
    ] as const)
      expect(await authenticate(header, beside)).toMatchObject({ ok: false, code: "UNAUTHENTICATED", challenge });
  });

  it("may be used again with a new proof, and not with the same", async () => {
    const { issuer, authenticate } = await start(both);
    const client = await createClient(issuer);
    const token = await client.token(client.jkt, "DPoP");
    const shown = await client.shown(token);
    expect(await authenticate(token, shown)).toMatchObject(accepted);
    expect(await authenticate(token, shown)).toMatchObject({ ok: false });
    expect(await authenticate(token, await client.shown(token))).toMatchObject(accepted);
  });
});

describe("a token that is bound to a certificate", () => {
  it("is taken from whose connection shows it, by the word of a trusted proxy", async () => {
    const { issuer, authenticate } = await start(both);
    const client = await createClient(issuer);
    const token = await client.token(client.x5t);
    expect(await authenticate(token, await client.shown(token))).toMatchObject(accepted);
  });

  it("is refused from any other connection", async () => {
    const { issuer, authenticate } = await start(both);
    const [client, thief] = [await createClient(issuer), await createClient(issuer)];
    const token = await client.token(client.x5t);
    const reason = "token is bound to a certificate that the connection does not show";
    for (const shown of [
      undefined,
      await thief.shown(token),
      await client.shown(token, { isProxied: false }),
      { ...(await client.shown(token)), fromProxy: () => [] },
    ])
      expect(await authenticate(token, shown)).toEqual({ ok: false, code: "UNAUTHENTICATED", reason });
    const asDpop = await client.token(client.x5t, "DPoP");
    expect(await authenticate(asDpop, await client.shown(asDpop))).toMatchObject({ ok: false, challenge });
  });
});

describe("a token that is bound to both", () => {
  it("is taken when both hold", async () => {
    const { issuer, authenticate } = await start(both);
    const client = await createClient(issuer);
    const token = await client.token({ ...client.jkt, ...client.x5t }, "DPoP");
    expect(await authenticate(token, await client.shown(token))).toMatchObject(accepted);
    const isProxied = false;
    expect(await authenticate(token, await client.shown(token, { isProxied }))).toMatchObject({ ok: false });
    const shown = { ...(await client.shown(token)), proofs: [] };
    expect(await authenticate(token, shown)).toMatchObject({ ok: false, challenge });
  });
});

describe("a binding that is not checked", () => {
  it.each<[string, Sidonta | undefined]>([
    ["nothing is configured", undefined],
    ["neither is configured", {}],
  ])("refuses the token: %s", async (_, sidonta) => {
    const { issuer, authenticate } = await start(sidonta);
    const client = await createClient(issuer);
    for (const [cnf, scheme] of [
      [client.jkt, "DPoP"],
      [client.x5t, "Bearer"],
    ] as const) {
      const token = await client.token(cnf, scheme);
      expect(await authenticate(token, await client.shown(token))).toEqual(notChecked);
    }
  });

  it("refuses the token: only the other is configured", async () => {
    for (const [sidonta, name, scheme] of [
      [{ dpop: both.dpop }, "x5t", "Bearer"],
      [{ mtls: both.mtls }, "jkt", "DPoP"],
    ] as const) {
      const { issuer, authenticate } = await start(sidonta);
      const client = await createClient(issuer);
      const token = await client.token(client[name], scheme);
      expect(await authenticate(token, await client.shown(token))).toEqual(notChecked);
    }
  });

  it.each([{}, [], "x", null, 1, { jwk: {} }, { kid: "k" }])("refuses the token: %j", async (cnf) => {
    const { issuer, authenticate } = await start(both);
    const client = await createClient(issuer);
    for (const scheme of ["Bearer", "DPoP"]) {
      const token = await client.token(cnf, scheme);
      expect(await authenticate(token, await client.shown(token))).toEqual(notChecked);
    }
  });

  it("refuses the token though another that it names holds", async () => {
    const { issuer, authenticate } = await start(both);
    const client = await createClient(issuer);
    const token = await client.token({ ...client.jkt, kid: "k" }, "DPoP");
    expect(await authenticate(token, await client.shown(token))).toEqual(notChecked);
    for (const cnf of [{ jkt: 1 }, { "x5t#S256": [] }]) {
      const header = await client.token(cnf, "jkt" in cnf ? "DPoP" : "Bearer");
      expect(await authenticate(header, await client.shown(header))).toEqual(notChecked);
    }
  });
});

describe("a token that is not bound", () => {
  it("does not come under the scheme DPoP", async () => {
    const { issuer, authenticate } = await start(both);
    const client = await createClient(issuer);
    const token = await client.token(undefined, "DPoP");
    expect(await authenticate(token, await client.shown(token))).toMatchObject({ ok: false, challenge });
    const plain = await client.token(undefined);
    expect(await authenticate(plain, await client.shown(plain))).toMatchObject(accepted);
  });
});
