import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import { tuntematon } from "./actor.ts";
import { algorithms } from "./algorithms.ts";
import { checkBinding } from "./check-binding.ts";
import type { Shown } from "./check-binding.ts";
import { toActor } from "./claims.ts";
import type { ActorResult, ClaimKit } from "./claims.ts";
import type { DenyList } from "./deny-list.ts";
import { createProvesKey } from "./dpop.ts";
import type { ProvesKey } from "./dpop.ts";
import { KeysUnavailableError } from "./provider.ts";
import type { Provider } from "./provider.ts";
import { createVerifiedTokens } from "./verified-tokens.ts";
import type { VerifiedToken } from "./verified-tokens.ts";

/** Whose tokens are accepted. */
export interface IdentityOptions extends Pick<ClaimKit, "sealId"> {
  readonly providers: readonly Provider[];
  /** Tokens and people that are let in no more. */
  readonly denyList?: DenyList | undefined;
  /** Remembers the proofs of a key that were used: who makes this anew hands on the one before. */
  readonly provesKey?: ProvesKey;
}

/**
 * Turns the value of the Authorization header into an actor; no header is nobody, not an error. `shown` is what came
 * beside it: without it a token that is bound to a key is refused.
 */
export type Authenticate = (authorization: string | undefined, shown?: Shown) => Promise<ActorResult>;

const maxTokenBytes = 8 * 1024;
const skewSeconds = 30;
const maxLifeSeconds = 3600;

/** Header members that offer a key or an address of one, or ask for more than is known here. */
const forbiddenHeaders = ["jku", "jwk", "x5u", "crit"] as const;

/**
 * Verifies access tokens (RFC 9068) by the configured provider that their issuer names: signature by its
 * published keys, issuer, audience (ours alone), type, times and algorithm, and the key or certificate that they are bound
 * to. Of revocation it knows the deny list only. What can't change of a token is checked once while its provider's keys
 * stay the same; deny list and binding each time.
 */
export function createAuthenticate(options: IdentityOptions): Authenticate {
  const { providers, denyList, sealId, provesKey = createProvesKey(Date.now) } = options;
  const byIssuer: ReadonlyMap<unknown, Provider> = new Map(providers.map((each) => [each.issuer, each]));
  const verified = createVerifiedTokens(() => Date.now());
  const readToken = async (token: string): Promise<Omit<VerifiedToken, "untilMs"> | Refusal> => {
    const known = await verified.find(token);
    if (known !== undefined) return known;
    // Not verified yet: it only chooses which provider's keys the token must fit.
    const provider = byIssuer.get(decodeJwt(token).iss);
    if (provider === undefined) return refused("token of an unknown issuer");
    const header: object = decodeProtectedHeader(token);
    if (forbiddenHeaders.some((name) => name in header)) return refused("header of the token asks for more");
    const keys = await provider.keys();
    const payload = await verify(token, provider);
    if ([payload.aud].flat().length !== 1) return refused("token for others too");
    const result = toActor(payload, { provider: provider.nimi, mapping: provider.mapping, sealId });
    const { jti, sub = "", cnf, exp = 0, iat = 0 } = payload;
    const read = { provider, keys, jti, sub, cnf, result };
    // By new keys it may have been verified, or not: then it is verified once more.
    if (result.ok && (await provider.keys()) === keys) {
      verified.keep(token, read, { until: Math.min(exp, iat + maxLifeSeconds) + skewSeconds });
    }
    return read;
  };
  const identify = async ({ token, isDpop, shown }: Came): Promise<ActorResult> => {
    const read = await readToken(token);
    if (!("provider" in read)) return read;
    const { provider, jti, sub, cnf, result } = read;
    const { nimi, sidonta } = provider;
    if (denyList?.isDenied({ jti, sub: `${nimi}:${sub}` }) === true) return refused("token on the deny list");
    const unbound = await checkBinding({ cnf, token, isDpop, shown, sidonta }, provesKey);
    return unbound === undefined ? result : { ...refused(unbound.reason), ...unbound };
  };
  return async (authorization, shown) => {
    if (authorization === undefined) return { ok: true, actor: tuntematon };
    const [scheme, token, ...rest] = authorization.split(" ");
    const known = schemes.find((each) => each === scheme?.toLowerCase());
    if (known === undefined || token === undefined || rest.length > 0) return refused("not a bearer token");
    if (token.length > maxTokenBytes) return refused("token too large");
    try {
      return await identify({ token, isDpop: known === "dpop", shown });
    } catch (error) {
      if (error instanceof KeysUnavailableError) return refused("keys of the provider are not to be had");
      // Which check failed would help a forger more than a caller: the code goes to the log only.
      return refused(`token does not verify: ${error instanceof errors.JOSEError ? error.code : "ERR_KEYS"}`);
    }
  };
}

const schemes = ["bearer", "dpop"] as const;

/** A token as it came. */
interface Came {
  readonly token: string;
  readonly isDpop: boolean;
  readonly shown: Shown | undefined;
}

async function verify(token: string, { issuer, audience, getKey }: Provider): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, getKey, {
    issuer,
    audience,
    algorithms: [...algorithms],
    typ: "at+jwt",
    clockTolerance: skewSeconds,
    maxTokenAge: maxLifeSeconds,
    requiredClaims: ["exp", "iat", "sub"],
  });
  const { exp = 0, iat = 0 } = payload;
  if (exp - iat > maxLifeSeconds) throw new errors.JWTInvalid("lives too long");
  return payload;
}

type Refusal = Extract<ActorResult, { readonly ok: false }>;

function refused(reason: string): Refusal {
  return { ok: false, code: "UNAUTHENTICATED", reason };
}
