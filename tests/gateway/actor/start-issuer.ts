import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { CryptoKey, JWK, JWTPayload } from "jose";
import { onTestFinished } from "vitest";
import { listen } from "../../../mocks/http/index.ts";

/** Issuer, audience and person that good tokens of these tests hold, unless told. */
export const good = { issuer: "https://tunnistus.example", audience: "asiakas-graph", sub: "s-1" } as const;

/** Seconds since 1970. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** An issuer of tokens that publishes its metadata and keys, until the test ends. */
export interface Issuer {
  /** Whom it says it is. */
  readonly issuer: string;
  readonly discoveryUrl: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  /** How often the keys have been asked for. */
  fetches(): number;
  /** How often anything has been asked for. */
  requests(): number;
  /** From now on publishes these. */
  publish(keys: readonly JWK[]): void;
  /** From now on its metadata has these members too, or without them where undefined. */
  tell(changes: Readonly<Record<string, unknown>>): void;
  /** From now on answers with status 500. */
  fail(): void;
  /** Answers again. */
  recover(): void;
}

/** Starts an issuer with one key named `k1`. */
export async function startIssuer({
  alg = "ES256",
  issuer = good.issuer,
}: { readonly alg?: string; readonly issuer?: string } = {}): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const publicJwk: JWK = { ...(await exportJWK(publicKey)), kid: "k1", alg, use: "sig" };
  let keys: readonly JWK[] = [publicJwk];
  let changes: Readonly<Record<string, unknown>> = {};
  let isDown = false;
  const paths: string[] = [];
  const server = createServer(({ url = "", headers }, response) => {
    paths.push(url);
    const own = `http://${headers.host}`;
    const metadata = {
      issuer,
      jwks_uri: `${own}/jwks`,
      authorization_endpoint: `${own}/auth`,
      token_endpoint: `${own}/token`,
      code_challenge_methods_supported: ["S256"],
      ...changes,
    };
    if (isDown) response.writeHead(500).end();
    else response.end(JSON.stringify(url === "/jwks" ? { keys } : metadata));
  });
  const listening = await listen(server, 0);
  onTestFinished(() => listening.close());
  return {
    issuer,
    discoveryUrl: `${listening.url}/.well-known/openid-configuration`,
    alg,
    privateKey,
    publicJwk,
    fetches: () => paths.filter((path) => path === "/jwks").length,
    requests: () => paths.length,
    publish(published) {
      keys = published;
    },
    tell(told) {
      changes = told;
    },
    fail() {
      isDown = true;
    },
    recover() {
      isDown = false;
    },
  };
}

/** What a token differs in from a good one; an undefined claim is left out. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: CryptoKey | Uint8Array;
}

/** A token of an analyst, good but for the changes; gives the value of the Authorization header. */
export async function bearer(from: Issuer, { claims = {}, header = {}, key }: TokenChanges = {}): Promise<string> {
  const iat = nowSeconds();
  const { audience: aud, sub } = good;
  const all = { iss: from.issuer, aud, sub, iat, exp: iat + 600, rooli: "analyytikko", ...claims };
  const payload: JWTPayload = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const kept = Object.fromEntries(
    Object.entries({ kid: "k1", typ: "at+jwt", ...header }).filter(([, value]) => value !== undefined),
  );
  const token = await new SignJWT(payload).setProtectedHeader({ alg: from.alg, ...kept }).sign(key ?? from.privateKey);
  return `Bearer ${token}`;
}
