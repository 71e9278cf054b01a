import { randomBytes, randomUUID } from "node:crypto";

/** What the service remembers of one who acts. */
export interface Istunto {
  readonly sessionId: string;
  readonly userId: string;
  readonly delegate: string;
  chosen: readonly string[];
  code: string | undefined;
  /** Token and when it ends, milliseconds. */
  token: { readonly text: string; readonly endsMs: number } | undefined;
}

/** Seconds that a token lives. */
export const tokenSeconds = 599;

/** Sessions in memory; gone with the mock. */
export interface Istuntokirja {
  register(delegate: string): Istunto;
  ofUser(userId: string): Istunto | undefined;
  of(sessionId: string): Istunto | undefined;
  /** Ends the choice with a code that is good once. */
  choose(istunto: Istunto, principals: readonly string[]): string;
  /** The token for a code; undefined for one that is used or nobody's. */
  redeem(code: string, now: Date): string | undefined;
  isLive(istunto: Istunto, token: string, now: Date): boolean;
  remove(sessionId: string): void;
}

/** An empty book. */
export function createIstuntokirja(): Istuntokirja {
  const sessions = new Map<string, Istunto>();
  const find = (matches: (istunto: Istunto) => boolean): Istunto | undefined => [...sessions.values()].find(matches);
  return {
    register(delegate) {
      const made: Istunto = {
        sessionId: randomUUID(),
        userId: randomUUID(),
        delegate,
        chosen: [],
        code: undefined,
        token: undefined,
      };
      sessions.set(made.sessionId, made);
      return made;
    },
    ofUser: (userId) => find((istunto) => istunto.userId === userId),
    of: (sessionId) => sessions.get(sessionId),
    choose(istunto, principals) {
      istunto.chosen = principals;
      istunto.code = randomBytes(12).toString("base64url");
      return istunto.code;
    },
    redeem(code, now) {
      const istunto = find((each) => each.code === code);
      if (istunto === undefined) return undefined;
      istunto.code = undefined;
      istunto.token = { text: randomUUID(), endsMs: now.getTime() + tokenSeconds * 1000 };
      return istunto.token.text;
    },
    isLive: ({ token }, text, now) => token?.text === text && now.getTime() < token.endsMs,
    remove: (sessionId) => void sessions.delete(sessionId),
  };
}
