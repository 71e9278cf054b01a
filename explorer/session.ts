/** Who is signed in on this page. The token is in this memory only and ends with the page. */
export interface Session {
  readonly token: string;
  /** Absent when a token was pasted: the page does not read tokens. */
  readonly who?: { readonly persona: string; readonly role: string; readonly validUntil: Date };
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
