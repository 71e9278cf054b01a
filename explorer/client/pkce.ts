/** One attempt to sign in, by authorization code and PKCE (RFC 7636, S256). Only ever in this page's memory. */
export interface Attempt {
  /** Secret that makes a code into a token. */
  readonly verifier: string;
  readonly challenge: string;
  /** Binds the provider's answer to this attempt. */
  readonly state: string;
}

/** Where and as whom the page signs people in: public data of the service's configuration. */
export interface Provider {
  readonly nimi: string;
  readonly issuer: string;
  readonly authorizationUrl: string;
  /** Name for people. */
  readonly otsikko: string;
  readonly clientId: string;
  readonly scope: string;
  readonly resource: string | undefined;
}

/** What came back from a provider for one attempt. */
export type Returned =
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "refused" }
  /** An answer to another attempt, or of another provider: not to be used. */
  | { readonly kind: "other" };

/** A new attempt. Needs a secure context: https, or this machine. */
export async function createAttempt(): Promise<Attempt> {
  const verifier = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const state = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  return { verifier, challenge: toBase64Url(new Uint8Array(digest)), state };
}

/** The address to open for an attempt. */
export function toAuthorizationUrl(provider: Provider, attempt: Attempt, redirectUri: string): string {
  const url = new URL(provider.authorizationUrl);
  const parameters = {
    response_type: "code",
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    scope: provider.scope,
    state: attempt.state,
    code_challenge: attempt.challenge,
    code_challenge_method: "S256",
    ...(provider.resource === undefined ? {} : { resource: provider.resource }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Reads the query of the return address. A provider that names itself (RFC 9207) must be the one asked. */
export function readReturn(search: string, { issuer }: Pick<Provider, "issuer">, attempt: Attempt): Returned {
  const answer = new URLSearchParams(search);
  const named = answer.get("iss");
  if (answer.get("state") !== attempt.state || (named !== null && named !== issuer)) return { kind: "other" };
  const code = answer.get("code");
  return code === null || code === "" ? { kind: "refused" } : { kind: "code", code };
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
