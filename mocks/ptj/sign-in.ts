import { randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { jwtVerify } from "jose";
import type { MockRequest, MockResponse } from "../http/index.ts";
import { toJson } from "./bundle.ts";

/** The one registered client: its id and public key. */
export interface Asiakasohjelma {
  readonly tunnus: string;
  readonly avain: KeyObject;
}

/** Tokens that a node has given, and what each may read. */
export interface Luvat {
  /** Answers `POST /oauth/token` (SMART Backend Services). */
  issue(request: MockRequest): Promise<MockResponse>;
  /** Scopes of a token in force; undefined for another. */
  scopesOf(authorization: string | undefined): readonly string[] | undefined;
}

const lifetimeS = 300;
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * A node's sign-in. The assertion is really verified: signature by the registered key, `iss` and `sub` the client,
 * `aud` this address, at most five minutes long, each `jti` once. The fault `kapea` grants no Communication.
 */
export function createLuvat(options: {
  readonly ohjelma: Asiakasohjelma;
  readonly now: () => Date;
  readonly tokenUrl: () => string;
}): Luvat {
  const { ohjelma, now, tokenUrl } = options;
  const tokens = new Map<string, { readonly scopes: readonly string[]; readonly until: number }>();
  const seen = new Set<string>();
  const isGood = async (assertion: string): Promise<boolean> => {
    try {
      const { payload } = await jwtVerify(assertion, ohjelma.avain, {
        algorithms: ["ES384"],
        issuer: ohjelma.tunnus,
        subject: ohjelma.tunnus,
        audience: tokenUrl(),
        currentDate: now(),
        clockTolerance: 5,
        requiredClaims: ["exp", "jti"],
      });
      const { exp = 0, jti = "" } = payload;
      if (seen.has(jti) || exp * 1000 > now().getTime() + 305_000) return false;
      seen.add(jti);
      return true;
    } catch {
      // Whatever is wrong with it: the answer is the same.
      return false;
    }
  };
  return {
    async issue(request) {
      const form = new URLSearchParams(request.body);
      if (form.get("grant_type") !== "client_credentials") return toJson(400, { error: "unsupported_grant_type" });
      const isSigned = form.get("client_assertion_type") === assertionType;
      if (!isSigned || !(await isGood(form.get("client_assertion") ?? ""))) {
        return toJson(401, { error: "invalid_client" });
      }
      const asked = (form.get("scope") ?? "").split(" ");
      const isNarrow = request.fault?.laji === "virhekoodi" && request.fault.koodi === "kapea";
      const scopes = asked.filter((scope) => !isNarrow || !scope.startsWith("system/Communication"));
      const token = randomBytes(24).toString("base64url");
      tokens.set(token, { scopes, until: now().getTime() + lifetimeS * 1000 });
      return toJson(200, {
        access_token: token,
        token_type: "Bearer",
        expires_in: lifetimeS,
        scope: scopes.join(" "),
      });
    },
    scopesOf(authorization = "") {
      const known = tokens.get(authorization.replace(/^Bearer /, ""));
      return known === undefined || known.until < now().getTime() ? undefined : known.scopes;
    },
  };
}
