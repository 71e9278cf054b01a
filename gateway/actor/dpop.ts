import { createHash } from "node:crypto";
import { calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import { algorithms } from "./algorithms.ts";

/** How a provider's tokens that are bound by DPoP are taken. */
export interface DpopOptions {
  /** The graph's address as clients know it: what a proof must be for. */
  readonly osoite: string;
}

/** A request that shows a bound token. */
export interface ProofOf {
  /** Values of the header `DPoP`, as they came. */
  readonly proofs: readonly string[];
  readonly method: string;
  readonly token: string;
  /** Thumbprint of the key that the token is bound to (its `cnf.jkt`). */
  readonly jkt: string;
  readonly osoite: string;
}

/** Does the request prove that its sender holds the token's key. */
export type ProvesKey = (request: ProofOf) => Promise<boolean>;

/** The challenge of RFC 9449, 7.1, to one whose proof does not hold. */
export const dpopChallenge = `DPoP error="invalid_dpop_proof", algs="${algorithms.join(" ")}"`;

const lifeSeconds = 60;
const skewSeconds = 30;
const maxProofBytes = 8 * 1024;
const maxJtiLength = 256;
/** Of one process, in the time that a proof may be used: 90 s. */
const maxRemembered = 100_000;

/**
 * Checks proofs of RFC 9449 (4.3 and 7): one header, `typ` `dpop+jwt`, signed by the public key it holds with an algorithm
 * of our list, for this method and address, not older than a minute, for this token (`ath`), by the key that the token is
 * bound to, and not used before. Uses are remembered by this process alone; where there is no room for more nothing is taken.
 * It asks for no nonce. `nowMs` is the wall clock.
 */
export function createProvesKey(nowMs: () => number, max = maxRemembered): ProvesKey {
  const isNew = createMemory(nowMs, max);
  return async ({ proofs: [proof, ...others], method, token, jkt, osoite }) => {
    if (proof === undefined || others.length > 0 || proof.length > maxProofBytes) return false;
    const payload = await verify(proof, nowMs);
    if (payload === undefined) return false;
    const { jti = "", htm, htu, ath } = payload;
    const isOfRequest = htm === method && toAddress(htu) === toAddress(osoite) && ath === hashOf(token);
    if (!isOfRequest || jti === "" || jti.length > maxJtiLength) return false;
    const { jwk } = decodeProtectedHeader(proof);
    if (jwk === undefined || (await calculateJwkThumbprint(jwk)) !== jkt) return false;
    return isNew(hashOf(`${jkt} ${jti}`));
  };
}

async function verify(proof: string, nowMs: () => number): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(proof, EmbeddedJWK, {
      typ: "dpop+jwt",
      algorithms: [...algorithms],
      maxTokenAge: lifeSeconds,
      clockTolerance: skewSeconds,
      currentDate: new Date(nowMs()),
    });
    return payload;
  } catch {
    // Which check failed would help a forger more than a caller.
    return undefined;
  }
}

/** An address without query and fragment, in one spelling (RFC 3986, 6.2.2 and 6.2.3). */
function toAddress(value: unknown): string | undefined {
  if (typeof value !== "string" || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  url.search = "";
  url.hash = "";
  return url.href;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** Remembers what was used, for as long as it could be used again. */
function createMemory(nowMs: () => number, max: number): (key: string) => boolean {
  const usedUntil = new Map<string, number>();
  return (key) => {
    const now = nowMs();
    // In the order of use: the first that is not over yet ends the search.
    for (const [each, until] of usedUntil) {
      if (until > now) break;
      usedUntil.delete(each);
    }
    if (usedUntil.has(key) || usedUntil.size >= max) return false;
    usedUntil.set(key, now + (lifeSeconds + 2 * skewSeconds) * 1000);
    return true;
  };
}
