import { createHash, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { JSONWebKeySet } from "jose";
import { loadSigningKey } from "./signing-key.ts";

/** Issuer of every local token: a constant, so that tokens of the command and of any port verify. */
export const paikallinenIssuer = "http://asiakas-graph.local/idp";

/** Audience of every local token. */
export const paikallinenAudience = "asiakas-graph";

/** Lifetime of a token in seconds, also the longest one. */
export const voimassaSekuntia = 3600;

/** Claim of the national identification number, as Suomi.fi-tunnistus names it. */
export const hetuClaim = "urn:oid:1.2.246.21";

/** Roles of professionals, in the words of the claim `rooli`. */
export const ammattiroolit = [
  "terveydenhuolto",
  "sosiaalihuolto",
  "palveluohjaus",
  "laskutus",
  "jarjestaja",
  "tietosuojavastaava",
  "analyytikko",
] as const;

/** One of `ammattiroolit`. */
export type Ammattirooli = (typeof ammattiroolit)[number];

/** Whom a token is for: made by `parseKirjautuminen`, which checks it. */
export type TokenRequest =
  | {
      readonly rooli: "asiakas";
      readonly persona: string;
      readonly tunnus: { readonly laji: "HETU" | "TILAPAINEN"; readonly arvo: string };
    }
  | {
      readonly rooli: Ammattirooli;
      readonly persona: string;
      /** Identifier of the organisation (OID), and its name. */
      readonly organisaatio: string;
      readonly organisaationNimi: string;
      /** Region, two digits. */
      readonly alue: string;
      /** Undefined where each request states its own. */
      readonly kayttotarkoitus: string | undefined;
    }
  | {
      readonly rooli: "kolmasosapuoli";
      readonly persona: string;
      /** The receiver that consents name. */
      readonly vastaanottaja: string;
      readonly kayttotarkoitus: string | undefined;
    };

/** Signs access tokens. */
export interface TokenIssuer {
  /** Public keys, as `/jwks` gives them. */
  jwks(): JSONWebKeySet;
  /** A signed access token (RFC 9068: `typ` `at+jwt`), valid for an hour. */
  issue(request: TokenRequest): Promise<string>;
}

/** How an issuer is made. */
export interface TokenIssuerOptions {
  /** Where the signing key is kept; made when missing. */
  readonly directory: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The issuer of the key in a directory. @throws when the key can't be read or made. */
export function createTokenIssuer(options: TokenIssuerOptions): TokenIssuer {
  const { directory, issuer = paikallinenIssuer, audience = paikallinenAudience, now = Date.now } = options;
  const key = loadSigningKey(directory);
  return {
    jwks: () => ({ keys: [{ ...key.publicJwk }] }),
    issue(request) {
      const seconds = Math.floor(now() / 1000);
      return new SignJWT(toClaims(request))
        .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: key.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(toPseudonym(request.persona))
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + voimassaSekuntia)
        .setJti(randomUUID())
        .sign(key.privateKey);
    },
  };
}

/** A professional's token never carries an identity code: the kinds exclude each other. */
function toClaims(request: TokenRequest): Record<string, string> {
  const perus = { rooli: request.rooli, client_id: "paikallinen" };
  if (request.rooli === "asiakas") {
    const { laji, arvo } = request.tunnus;
    return { ...perus, [laji === "HETU" ? hetuClaim : "tilapainen_tunnus"]: arvo };
  }
  const { kayttotarkoitus } = request;
  const place =
    request.rooli === "kolmasosapuoli"
      ? { vastaanottaja: request.vastaanottaja, vastaanottajan_nimi: request.vastaanottaja }
      : { organisaatio: request.organisaatio, organisaation_nimi: request.organisaationNimi, alue: request.alue };
  return { ...perus, ...place, ...(kayttotarkoitus === undefined ? {} : { kayttotarkoitus }) };
}

/** Stable, and made of the persona's name: a hash of an identity code could be searched through. */
function toPseudonym(persona: string): string {
  return createHash("sha256").update(`asiakas-graph/idp/${persona}`).digest("base64url").slice(0, 22);
}
