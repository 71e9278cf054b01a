import { hash } from "node:crypto";
import type { ActorResult } from "./claims.ts";
import type { Provider } from "./provider.ts";

/** What is kept of a token that has verified. Neither the token nor its claims: an identity code may be among them. */
export interface VerifiedToken {
  readonly provider: Provider;
  /** The provider's keys by which it verified. */
  readonly keys: object;
  /** Until when its times hold, skew included. Milliseconds since 1970. */
  readonly untilMs: number;
  readonly jti: string | undefined;
  /** Its claims `sub` and `cnf`. */
  readonly sub: string;
  readonly cnf: unknown;
  /** Whom it says to ask. */
  readonly result: ActorResult;
}

/** Tokens that have verified, by a hash of each. */
export interface VerifiedTokens {
  /** The token, while its times and the keys that it was verified by hold. @throws KeysUnavailableError */
  find(token: string): Promise<VerifiedToken | undefined>;
  keep(token: string, verified: Omit<VerifiedToken, "untilMs">, seconds: { readonly until: number }): void;
}

interface Kept extends VerifiedToken {
  /** A clock that has been set back may say that the token is not valid yet. */
  readonly fromMs: number;
}

/**
 * Remembers up to `most` tokens, the oldest forgotten first: a signature is checked once, not for each request. Whatever may
 * change while a token lives is for the caller to look at each time: the deny list, and the proof of its key. `nowMs` is
 * the wall clock.
 */
export function createVerifiedTokens(nowMs: () => number, most = 10_000): VerifiedTokens {
  const kept = new Map<string, Kept>();
  return {
    async find(token) {
      const name = nameOf(token);
      const found = kept.get(name);
      if (found === undefined) return undefined;
      const now = nowMs();
      const isCurrent = now >= found.fromMs && now < found.untilMs && (await found.provider.keys()) === found.keys;
      if (!isCurrent) kept.delete(name);
      return isCurrent ? found : undefined;
    },
    keep(token, verified, { until }) {
      kept.set(nameOf(token), { ...verified, fromMs: nowMs(), untilMs: until * 1000 });
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
    },
  };
}

function nameOf(token: string): string {
  return hash("sha256", token, "base64url");
}
