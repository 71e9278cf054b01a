/** Whom the service took a signed-in person for. */
export interface Who {
  readonly laji: string;
  /** Letter of a professional's role. */
  readonly kirjain: string | undefined;
  /** Organisation or third party. */
  readonly nimi: string | undefined;
  readonly yksikko: string | undefined;
  /** Purpose that holds where a request states none. */
  readonly kayttotarkoitus: string | undefined;
}

/** Who is signed in on this page. The token is in this memory only and ends with the page. */
export interface Session {
  readonly token: string;
  /** Absent when a token was pasted: the page does not read tokens. */
  readonly who?: Who;
  /** Undefined where the provider did not tell it. */
  readonly validUntil?: Date | undefined;
}

/** The page's sign-in. */
export interface SessionKeeper {
  current(): Session | undefined;
  set(session: Session | undefined): void;
  /** Headers that a request to our own origin carries. */
  headers(): Readonly<Record<string, string>>;
  follow(follower: () => void): void;
}

/** A keeper with nobody signed in. */
export function createSessionKeeper(): SessionKeeper {
  let session: Session | undefined;
  const followers: (() => void)[] = [];
  return {
    current: () => session,
    set(next) {
      session = next;
      for (const follower of followers) follower();
    },
    headers: () => (session === undefined ? {} : { authorization: `Bearer ${session.token}` }),
    follow(follower) {
      followers.push(follower);
      follower();
    },
  };
}
