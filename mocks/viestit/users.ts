import { randomUUID } from "node:crypto";

/** An API user: one for each region. */
export interface ApiUser {
  readonly alue: string;
  readonly username: string;
  readonly password: string;
}

/** Seconds that a token lives, as in the service's test environment. */
export const tokenSeconds = 3600;

/** API users with their tokens, in memory. */
export interface UserBook {
  /** A token; undefined for wrong credentials. */
  signIn(username: string, password: string, now: Date): string | undefined;
  /** The user of a token that has not ended; undefined for any other. */
  userOf(token: string, now: Date): ApiUser | undefined;
  /** Changes a password; every token of the user dies. False when the token or the old password is not right. */
  changePassword(
    given: { readonly token: string; readonly current: string; readonly next: string },
    now: Date,
  ): boolean;
}

const strong = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[^A-Za-z0-9]).{32,}$/;

/** A book of these users. */
export function createUserBook(users: readonly ApiUser[]): UserBook {
  const passwords = new Map(users.map(({ username, password }) => [username, password]));
  const tokens = new Map<string, { readonly username: string; readonly endsMs: number }>();
  const userOf: UserBook["userOf"] = (token, now) => {
    const found = tokens.get(token);
    if (found === undefined || now.getTime() >= found.endsMs) return undefined;
    return users.find(({ username }) => username === found.username);
  };
  return {
    userOf,
    signIn(username, password, now) {
      if (passwords.get(username) !== password) return undefined;
      const token = randomUUID();
      tokens.set(token, { username, endsMs: now.getTime() + tokenSeconds * 1000 });
      return token;
    },
    changePassword({ token, current, next }, now) {
      const user = userOf(token, now);
      if (user === undefined || passwords.get(user.username) !== current || !strong.test(next)) return false;
      passwords.set(user.username, next);
      for (const [each, { username }] of tokens) if (username === user.username) tokens.delete(each);
      return true;
    },
  };
}
