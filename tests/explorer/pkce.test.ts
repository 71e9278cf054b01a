import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createAttempt, readReturn, toAuthorizationUrl } from "../../explorer/client/pkce.ts";
import type { Provider } from "../../explorer/client/pkce.ts";

const provider: Provider = {
  nimi: "testi",
  issuer: "https://tunnistus.example",
  authorizationUrl: "https://tunnistus.example/auth?tenant=1",
  otsikko: "Testi",
  clientId: "kysely",
  scope: "openid",
  resource: undefined,
};

describe("an attempt to sign in", () => {
  it("has a verifier of RFC 7636, its hash for a challenge, and never the same ones again", async () => {
    const [one, other] = [await createAttempt(), await createAttempt()];
    expect(one.verifier).toMatch(/^[\w-]{43}$/);
    expect(one.challenge).toBe(createHash("sha256").update(one.verifier).digest("base64url"));
    expect(one.verifier).not.toBe(other.verifier);
    expect(one.state).not.toBe(other.state);
  });

  it("opens the provider's own address with all that the code flow needs, and not the verifier", async () => {
    const attempt = await createAttempt();
    const url = new URL(toAuthorizationUrl(provider, attempt, "https://graph.example/kirjautuminen"));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tenant: "1",
      response_type: "code",
      client_id: "kysely",
      redirect_uri: "https://graph.example/kirjautuminen",
      scope: "openid",
      state: attempt.state,
      code_challenge: attempt.challenge,
      code_challenge_method: "S256",
    });
    const withResource = toAuthorizationUrl({ ...provider, resource: "urn:graph" }, attempt, "https://graph.example/k");
    expect(new URL(withResource).searchParams.get("resource")).toBe("urn:graph");
  });

  it("takes a code of its own state and provider only", async () => {
    const attempt = await createAttempt();
    const read = (query: Readonly<Record<string, string>>) =>
      readReturn(`?${new URLSearchParams(query).toString()}`, provider, attempt);
    const { state } = attempt;
    expect(read({ code: "k", state, iss: provider.issuer })).toEqual({ kind: "code", code: "k" });
    expect(read({ code: "k", state })).toEqual({ kind: "code", code: "k" });
    expect(read({ error: "access_denied", state })).toEqual({ kind: "refused" });
    expect(read({ code: "k", state: "muu" })).toEqual({ kind: "other" });
    expect(read({ code: "k" })).toEqual({ kind: "other" });
    expect(read({ code: "k", state, iss: "https://muu.example" })).toEqual({ kind: "other" });
  });
});
