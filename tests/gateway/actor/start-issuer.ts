import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { CryptoKey, JWK, JWTPayload } from "jose";
import { onTestFinished } from "vitest";
import { listen } from "../../../mocks/http/index.ts";

/** Issuer, audience and person that good tokens of these tests hold. */
export const good = { issuer: "https://tunnistus.example", audience: "asiakas-graph", sub: "s-1" } as const;

/** Seconds since 1970. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** An issuer of tokens that publishes its keys, until the test ends. */
export interface Issuer {
  readonly jwksUrl: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  /** How often the keys have been asked for. */
  fetches(): number;
  /** From now on publishes these. */
  publish(keys: readonly JWK[]): void;
  /** From now on answers with status 500. */
  fail(): void;
}

/** Starts an issuer with one ES256 key named `k1`. */
export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const publicJwk: JWK = { ...(await exportJWK(publicKey)), kid: "k1", alg: "ES256", use: "sig" };
  let keys: readonly JWK[] | undefined = [publicJwk];
  let fetches = 0;
  const server = createServer((_, response) => {
    fetches += 1;
    if (keys === undefined) response.writeHead(500).end();
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ keys }));
  });
  const listening = await listen(server, 0);
  onTestFinished(() => listening.close());
  return {
    jwksUrl: `${listening.url}/jwks`,
    privateKey,
    publicJwk,
    fetches: () => fetches,
    publish(published) {
      keys = published;
    },
    fail() {
      keys = undefined;
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
export async function bearer(issuer: Issuer, { claims = {}, header = {}, key }: TokenChanges = {}): Promise<string> {
  const iat = nowSeconds();
  const { issuer: iss, audience: aud, sub } = good;
  const all = { iss, aud, sub, iat, exp: iat + 600, rooli: "analyytikko", ...claims };
  const payload: JWTPayload = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const kept = Object.fromEntries(
    Object.entries({ kid: "k1", typ: "at+jwt", ...header }).filter(([, value]) => value !== undefined),
  );
  const token = await new SignJWT(payload).setProtectedHeader({ alg: "ES256", ...kept }).sign(key ?? issuer.privateKey);
  return `Bearer ${token}`;
}
