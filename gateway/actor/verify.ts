import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import { tuntematon } from "./actor.ts";
import { toActor } from "./claims.ts";
import type { ActorResult, ClaimKit } from "./claims.ts";
import type { DenyList } from "./deny-list.ts";
import { KeysUnavailableError } from "./provider.ts";
import type { Provider } from "./provider.ts";

/** Whose tokens are accepted. */
export interface IdentityOptions extends Pick<ClaimKit, "sealId"> {
  readonly providers: readonly Provider[];
  /** Tokens and people that are let in no more. */
  readonly denyList?: DenyList | undefined;
}

/** Turns the value of the Authorization header into an actor; no header is nobody, not an error. */
export type Authenticate = (authorization: string | undefined) => Promise<ActorResult>;

/** Never what the token says: the list is ours, and holds no symmetric algorithm. */
const algorithms = ["ES256", "PS256", "RS256", "EdDSA"];
const maxTokenBytes = 8 * 1024;
const skewSeconds = 30;
const maxLifeSeconds = 3600;

/** Header members that offer a key or an address of one, or ask for more than is known here. */
const forbiddenHeaders = ["jku", "jwk", "x5u", "crit"] as const;

/**
 * Verifies access tokens (RFC 9068) by the configured provider that their issuer names: signature by its
 * published keys, issuer, audience (ours alone), type, times and algorithm. Of revocation it knows the deny list only.
 */
export function createAuthenticate({ providers, denyList, sealId }: IdentityOptions): Authenticate {
  const byIssuer: ReadonlyMap<unknown, Provider> = new Map(providers.map((each) => [each.issuer, each]));
  const identify = async (token: string): Promise<ActorResult> => {
    // Not verified yet: it only chooses which provider's keys the token must fit.
    const provider = byIssuer.get(decodeJwt(token).iss);
    if (provider === undefined) return refused("token of an unknown issuer");
    const header: object = decodeProtectedHeader(token);
    if (forbiddenHeaders.some((name) => name in header)) return refused("header of the token asks for more");
    const payload = await verify(token, provider);
    const why = findRefusal(payload, provider, denyList);
    const { nimi, mapping } = provider;
    return why === undefined ? toActor(payload, { provider: nimi, mapping, sealId }) : refused(why);
  };
  return async (authorization) => {
    if (authorization === undefined) return { ok: true, actor: tuntematon };
    const [scheme, token, ...rest] = authorization.split(" ");
    if (scheme?.toLowerCase() !== "bearer" || token === undefined || rest.length > 0)
      return refused("not a bearer token");
    if (token.length > maxTokenBytes) return refused("token too large");
    try {
      return await identify(token);
    } catch (error) {
      if (error instanceof KeysUnavailableError) return refused("keys of the provider are not to be had");
      // Which check failed would help a forger more than a caller: the code goes to the log only.
      return refused(`token does not verify: ${error instanceof errors.JOSEError ? error.code : "ERR_KEYS"}`);
    }
  };
}

function findRefusal(payload: JWTPayload, { nimi }: Provider, denyList: DenyList | undefined): string | undefined {
  const { aud, jti, sub = "" } = payload;
  if ([aud].flat().length !== 1) return "token for others too";
  // Bound to its holder's key (DPoP, mTLS): without that check it would be anyone's who has it.
  if (payload["cnf"] !== undefined) return "token is bound to a key";
  return denyList?.isDenied({ jti, sub: `${nimi}:${sub}` }) === true ? "token on the deny list" : undefined;
}

async function verify(token: string, { issuer, audience, getKey }: Provider): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, getKey, {
    issuer,
    audience,
    algorithms,
    typ: "at+jwt",
    clockTolerance: skewSeconds,
    maxTokenAge: maxLifeSeconds,
    requiredClaims: ["exp", "iat", "sub"],
  });
  const { exp = 0, iat = 0 } = payload;
  if (exp - iat > maxLifeSeconds) throw new errors.JWTInvalid("lives too long");
  return payload;
}

function refused(reason: string): ActorResult {
  return { ok: false, code: "UNAUTHENTICATED", reason };
}
