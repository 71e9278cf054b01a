import { createPrivateKey, randomUUID } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { CompactEncrypt, SignJWT, importJWK } from "jose";
import type { JWK } from "jose";

/** How long a statement is good for, seconds: it is used at once. */
const lifeSeconds = 60;

/** What a statement says. */
export interface Lausuma {
  /** The customer who is signed in, and nobody else. */
  readonly hetu: string;
  /** Pseudonym of the sign-in. */
  readonly loppukayttaja: string;
  readonly nyt: Date;
}

/** By whom and for whom a statement is made. */
export interface Lausumakehys {
  readonly asiakastunnus: string;
  readonly avain: KeyObject;
  /** Address of the token endpoint: a statement is good there and nowhere else. */
  readonly tokenUrl: string;
  /** The authorization server's key, to which it is encrypted. */
  readonly vastaanottajanAvain: JWK;
}

/**
 * The gateway's statement of the signed-in customer, for a token exchange (RFC 8693; that Kanta takes one is assumed): a
 * JWT signed with ES256, encrypted to the authorization server (ECDH-ES, A256GCM; nested as in RFC 7519 section 5.2), so
 * that an identity code stands in no log on the way. Good for a minute, once, at one address. @throws Error of jose for a
 * key of the server that is no P-256 key for encryption.
 */
export async function toLausuma({ hetu, loppukayttaja, nyt }: Lausuma, kehys: Lausumakehys): Promise<string> {
  const seconds = Math.floor(nyt.getTime() / 1000);
  const signed = await new SignJWT({ henkilotunnus: hetu })
    .setProtectedHeader({ alg: "ES256", typ: "JWT" })
    .setIssuer(kehys.asiakastunnus)
    .setSubject(loppukayttaja)
    .setAudience(kehys.tokenUrl)
    .setJti(randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + lifeSeconds)
    .sign(kehys.avain);
  const { kid } = kehys.vastaanottajanAvain;
  return new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM", cty: "JWT", ...(kid === undefined ? {} : { kid }) })
    .encrypt(await importJWK(kehys.vastaanottajanAvain, "ECDH-ES"));
}

/** Reads our own key, once. @throws RangeError for a file that holds no P-256 key; never with its path or content. */
export function readAllekirjoitusavain(place: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(place.slice("file:".length)));
    if (key.asymmetricKeyDetails?.namedCurve === "prime256v1") return key;
  } catch (cause) {
    throw new RangeError("kanta.omatietovaranto.allekirjoitusavain names a file without a key", { cause });
  }
  throw new RangeError("kanta.omatietovaranto.allekirjoitusavain must be a P-256 key");
}
