import { createHash } from "node:crypto";

/** A verifier that the tests use where any will do. */
export const verifier = "v".repeat(43);

/** What an authorization request differs in from a good one; undefined leaves a parameter out. */
export type AuthorizationChanges = Readonly<Record<string, string | undefined>>;

/** The address of an authorization request of the query page. */
export function toAuthorization(authorizationUrl: string, changes: AuthorizationChanges = {}): string {
  const url = new URL(authorizationUrl);
  const parameters = {
    client_id: "asiakas-graph-kysely",
    response_type: "code",
    scope: "openid",
    redirect_uri: "http://127.0.0.1:4000/kirjautuminen",
    state: "tila-1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** A browser of this test: keeps cookies, follows nothing by itself. */
export interface Visitor {
  visit(url: string, form?: Readonly<Record<string, string>>): Promise<Response>;
  /** As `visit`, then on by redirects while they stay at the same origin; gives the last answer's URL to go to. */
  follow(url: string, form?: Readonly<Record<string, string>>): Promise<string>;
}

/** A visitor without cookies. */
export function createVisitor(): Visitor {
  const cookies = new Map<string, string>();
  const visit: Visitor["visit"] = async (url, form) => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      cookies.set(name, value);
    }
    return response;
  };
  return {
    visit,
    async follow(url, form) {
      let [at, response] = [url, await visit(url, form)];
      for (;;) {
        const location = response.headers.get("location");
        if (location === null) return at;
        const next = new URL(location, at);
        if (next.origin !== new URL(at).origin) return next.href;
        at = next.href;
        response = await visit(at);
      }
    },
  };
}

/** Signs in by the provider's form and gives the address that the page is sent back to. */
export async function signInByForm(authorization: string, form: Readonly<Record<string, string>>): Promise<URL> {
  const visitor = createVisitor();
  const page = await visitor.follow(authorization);
  return new URL(await visitor.follow(page, form));
}
