import { createHash, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { JSONWebKeySet } from "jose";
import { loadSigningKey } from "./signing-key.ts";

/** Issuer of every local token: a constant, so that tokens of the command and of any port verify. Nobody's address. */
export const paikallinenIssuer = "https://tunnistus.asiakas-graph.example";

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

/**
 * Professional title and service task of each role that has them: what a county's provider would know of its
 * people. The words are recalled; that service tasks are a code list of social care's is the registry sheet's
 * (`1.2.246.537.6.1221.201601`, whose codes are not public in our sources).
 */
const tyot: Readonly<Record<Ammattirooli, { readonly ammattinimike?: string; readonly palvelutehtava?: string }>> = {
  terveydenhuolto: { ammattinimike: "sairaanhoitaja" },
  sosiaalihuolto: { ammattinimike: "sosiaalityöntekijä", palvelutehtava: "Työikäisten palvelut" },
  palveluohjaus: { ammattinimike: "palveluohjaaja", palvelutehtava: "Iäkkäiden palvelut" },
  laskutus: { ammattinimike: "laskutussihteeri" },
  jarjestaja: { ammattinimike: "suunnittelija" },
  tietosuojavastaava: {},
  analyytikko: {},
};

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
      readonly yksikko: string | undefined;
      /** Name of the professional. */
      readonly nimi: string;
      /** Undefined where each request states its own. */
      readonly kayttotarkoitus: string | undefined;
    }
  | {
      readonly rooli: "kolmasosapuoli";
      readonly persona: string;
      /** The receiver that consents name, and its name for people. */
      readonly vastaanottaja: string;
      readonly vastaanottajanNimi: string;
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
      return new SignJWT({ ...toClaims(request), client_id: "paikallinen" })
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

/** Claims of a token beside those that every one has. A professional's never holds an identity code: kinds exclude each other. */
export function toClaims(request: TokenRequest): Record<string, string> {
  const { rooli } = request;
  if (request.rooli === "asiakas") {
    const { laji, arvo } = request.tunnus;
    return { rooli, [laji === "HETU" ? hetuClaim : "tilapainen_tunnus"]: arvo };
  }
  const { kayttotarkoitus } = request;
  const purpose = kayttotarkoitus === undefined ? {} : { kayttotarkoitus };
  if (request.rooli === "kolmasosapuoli") {
    return {
      rooli,
      vastaanottaja: request.vastaanottaja,
      vastaanottajan_nimi: request.vastaanottajanNimi,
      ...purpose,
    };
  }
  const { organisaatio, organisaationNimi, yksikko, nimi, alue } = request;
  const unit = yksikko === undefined ? {} : { yksikko };
  const work = tyot[request.rooli];
  return { rooli, organisaatio, organisaation_nimi: organisaationNimi, ...unit, nimi, ...work, alue, ...purpose };
}

/** Subject of a persona: stable, and made of its name: a hash of an identity code could be searched through. */
export function toPseudonym(persona: string): string {
  return createHash("sha256").update(`asiakas-graph/idp/${persona}`).digest("base64url").slice(0, 22);
}
