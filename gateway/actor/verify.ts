import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import type { Actor } from "./actor.ts";
import { kayttotarkoitusForm } from "./parse-asia.ts";
import { tuntematon } from "./actor.ts";

/** Whose tokens are accepted. */
export interface IdentityOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Seals the person's code into the customer's own opaque id. */
  readonly sealId: (laji: "HETU" | "TILAPAINEN", arvo: string) => string;
}

/** An actor, or why there is none. `reason` is for the log: a constant text and a code of the verifier. */
export type ActorResult =
  | { readonly ok: true; readonly actor: Actor }
  | { readonly ok: false; readonly code: "UNAUTHENTICATED" | "FORBIDDEN"; readonly reason: string };

/** Turns the value of the Authorization header into an actor; no header is nobody, not an error. */
export type Authenticate = (authorization: string | undefined) => Promise<ActorResult>;

/** Never what the token says: the list is ours, and holds no symmetric algorithm. */
const algorithms = ["ES256", "PS256", "RS256", "EdDSA"];
const maxTokenBytes = 8 * 1024;
const skewSeconds = 30;
const maxLifeSeconds = 3600;

/** National identification number, as Suomi.fi-tunnistus names the claim. */
const hetuClaim = "urn:oid:1.2.246.21";

/** A map, not an object: a role named `constructor` has no letter. */
const letters: ReadonlyMap<unknown, "H" | "L" | "O" | "R" | "J"> = new Map([
  ["terveydenhuolto", "H"],
  ["sosiaalihuolto", "L"],
  ["palveluohjaus", "O"],
  ["laskutus", "R"],
  ["jarjestaja", "J"],
] as const);

/**
 * Verifies access tokens (RFC 9068): signature by the issuer's published keys, issuer, audience,
 * type, times and algorithm. Keys are fetched when first needed, kept 10 minutes, and fetched again
 * at most every 30 seconds for an unknown key id. Does not check revocation.
 */
export function createAuthenticate(options: IdentityOptions): Authenticate {
  const keys = createRemoteJWKSet(new URL(options.jwksUrl), { cooldownDuration: 30_000, cacheMaxAge: 600_000 });
  return async (authorization) => {
    if (authorization === undefined) return { ok: true, actor: tuntematon };
    const [scheme, token, ...rest] = authorization.split(" ");
    if (scheme?.toLowerCase() !== "bearer" || token === undefined || rest.length > 0)
      return refused("not a bearer token");
    if (token.length > maxTokenBytes) return refused("token too large");
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: options.issuer,
        audience: options.audience,
        algorithms,
        typ: "at+jwt",
        clockTolerance: skewSeconds,
        maxTokenAge: maxLifeSeconds,
        requiredClaims: ["exp", "iat", "sub"],
      });
      return toActor(payload, options.sealId);
    } catch (error) {
      // Which check failed would help a forger more than a caller: the code goes to the log only.
      return refused(`token does not verify: ${error instanceof errors.JOSEError ? error.code : "ERR_KEYS"}`);
    }
  };
}

function toActor(payload: JWTPayload, sealId: IdentityOptions["sealId"]): ActorResult {
  const { sub = "", exp = 0, iat = 0 } = payload;
  if (exp - iat > maxLifeSeconds) return refused("token lives too long");
  const rooli = payload["rooli"];
  const hetu = textOf(payload[hetuClaim]);
  const tilapainen = textOf(payload["tilapainen_tunnus"]);
  if (rooli === "asiakas") {
    if (hetu !== undefined) return { ok: true, actor: { kind: "asiakas", sub, asiakasId: sealId("HETU", hetu) } };
    if (tilapainen === undefined) return refused("customer without an identity");
    return { ok: true, actor: { kind: "asiakas", sub, asiakasId: sealId("TILAPAINEN", tilapainen) } };
  }
  if (hetu !== undefined || tilapainen !== undefined) return refused("a customer's identity in another role's token");
  if (rooli === "analyytikko") return { ok: true, actor: { kind: "analyytikko", sub } };
  if (rooli === "kolmasosapuoli") return toKolmasosapuoli(payload, sub);
  return toProfessional(payload, sub);
}

function toKolmasosapuoli(payload: JWTPayload, sub: string): ActorResult {
  const vastaanottaja = textOf(payload["vastaanottaja"]);
  const vastaanottajanNimi = textOf(payload["vastaanottajan_nimi"]) ?? vastaanottaja;
  if (vastaanottaja === undefined || vastaanottajanNimi === undefined) {
    return { ok: false, code: "FORBIDDEN", reason: "receiver missing" };
  }
  return { ok: true, actor: { kind: "kolmasosapuoli", sub, vastaanottaja, vastaanottajanNimi, ...purposeOf(payload) } };
}

function purposeOf(payload: JWTPayload): { readonly kayttotarkoitus?: string } {
  const kayttotarkoitus = textOf(payload["kayttotarkoitus"]);
  return kayttotarkoitus === undefined || !kayttotarkoitusForm.test(kayttotarkoitus) ? {} : { kayttotarkoitus };
}

function toProfessional(payload: JWTPayload, sub: string): ActorResult {
  const kirjain = letters.get(payload["rooli"]);
  const organisaatio = textOf(payload["organisaatio"]);
  const alue = textOf(payload["alue"]);
  if (kirjain === undefined && payload["rooli"] !== "tietosuojavastaava")
    return { ok: false, code: "FORBIDDEN", reason: "unknown role" };
  const organisaationNimi = textOf(payload["organisaation_nimi"]) ?? organisaatio;
  if (organisaatio === undefined || organisaationNimi === undefined || alue === undefined) {
    return { ok: false, code: "FORBIDDEN", reason: "organisation or region missing" };
  }
  const place = { sub, organisaatio, organisaationNimi, alue };
  if (kirjain === undefined) return { ok: true, actor: { kind: "tietosuojavastaava", ...place } };
  const yksikko = textOf(payload["yksikko"]);
  const nimi = textOf(payload["nimi"]);
  return {
    ok: true,
    actor: {
      kind: "ammattilainen",
      ...place,
      kirjain,
      ...(yksikko === undefined ? {} : { yksikko }),
      ...(nimi === undefined ? {} : { nimi }),
      ...purposeOf(payload),
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= 200 ? value : undefined;
}

function refused(reason: string): ActorResult {
  return { ok: false, code: "UNAUTHENTICATED", reason };
}
