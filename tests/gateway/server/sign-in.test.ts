import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, it, onTestFinished } from "vitest";
import { createAuthenticate, createProvider } from "../../../gateway/actor/index.ts";
import { createSignIn, fetchProviderJson } from "../../../gateway/server/index.ts";
import { listen, readBody } from "../../../mocks/http/index.ts";
import { startStub } from "./start-stub.ts";

const issuer = "https://tunnistus.example";
const audience = "asiakas-graph";
const verifier = "v".repeat(43);
const client = { otsikko: "Testitunnistus", clientId: "kysely", scope: "openid" } as const;

interface Started {
  readonly url: string;
  /** Forms that the provider's token endpoint has got. */
  readonly forms: readonly Readonly<Record<string, string>>[];
}

interface StartOptions {
  /** Members of the token endpoint's answer, beside or in place of the usual ones. */
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly status?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly resource?: string;
  /** Waits before the token endpoint answers. */
  readonly gate?: Promise<void>;
}

/** A provider whose token endpoint takes any code, and a gateway that signs people in by it. */
async function start(options: StartOptions = {}): Promise<Started> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: "k1", use: "sig" }];
  const forms: Record<string, string>[] = [];
  const token = await new SignJWT({ rooli: "analyytikko", ...options.claims })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "k1" })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject("s-1")
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(privateKey);
  const answerToken = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    forms.push(Object.fromEntries(new URLSearchParams(await readBody(request))));
    await options.gate;
    const usual = { access_token: token, token_type: "Bearer", expires_in: 600, id_token: "salainen-id" };
    response.writeHead(options.status ?? 200).end(JSON.stringify({ ...usual, ...options.answer }));
  };
  const server = createServer((request, response) => {
    const own = `http://${request.headers.host}`;
    const metadata = {
      issuer,
      jwks_uri: `${own}/jwks`,
      authorization_endpoint: `${own}/auth`,
      token_endpoint: `${own}/token`,
      code_challenge_methods_supported: ["S256"],
      ...options.metadata,
    };
    if (request.url !== "/token") {
      response.end(JSON.stringify(request.url === "/jwks" ? { keys } : metadata));
      return;
    }
    void answerToken(request, response);
  });
  const listening = await listen(server, 0);
  onTestFinished(() => listening.close());
  const provider = createProvider(
    {
      nimi: "testi",
      issuer,
      audience,
      discoveryUrl: `${listening.url}/.well-known/openid-configuration`,
      mapping: {
        rooli: "rooli",
        roolit: { analyytikko: "analyytikko", terveydenhuolto: "H" },
        organisaatio: "org",
        alue: "alue",
        yksikko: "yksikko",
      },
    },
    { fetchJson: fetchProviderJson, nowMs: () => 0 },
  );
  const authenticate = createAuthenticate({ providers: [provider], sealId: () => "" });
  const { resource } = options;
  const withClient = { ...provider, client: resource === undefined ? client : { ...client, resource } };
  const stub = await startStub({ signIn: createSignIn({ providers: [withClient], authenticate }) });
  return { url: stub.url, forms };
}

function exchange(
  url: string,
  changes: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const body = { nimi: "testi", code: "koodi-1", verifier, redirectUri: `${url}/kirjautuminen`, ...changes };
  return fetch(`${url}/kirjautuminen/token`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

async function codeOf(response: Response): Promise<readonly [number, unknown]> {
  const { errors } = (await response.json()) as {
    readonly errors?: readonly { readonly extensions: { code: string } }[];
  };
  return [response.status, errors?.[0]?.extensions.code];
}

describe("who signs people in", () => {
  it("is told by public data, with the provider's own address", async () => {
    const { url } = await start();
    const response = await fetch(`${url}/kirjautuminen.json`);
    expect(await response.json()).toEqual({
      palvelut: [{ nimi: "testi", issuer, authorizationUrl: expect.stringMatching(/^http:.*\/auth$/), ...client }],
    });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect((await fetch(`${url}/kirjautuminen.json`, { method: "POST" })).status).toBe(405);
  });

  it.each([
    ["knows no PKCE", { code_challenge_methods_supported: undefined }],
    ["is another", { issuer: "https://muu.example" }],
    ["would sign people in by plain http", { authorization_endpoint: "http://muu.example/auth" }],
    ["has nowhere to redeem a code", { token_endpoint: undefined }],
  ])("leaves a provider out that %s", async (_, metadata) => {
    const { url } = await start({ metadata });
    expect(await (await fetch(`${url}/kirjautuminen.json`)).json()).toEqual({ palvelut: [] });
    expect(await codeOf(await exchange(url))).toEqual([401, "UNAUTHENTICATED"]);
  });
});

describe("a code", () => {
  it("becomes the access token, and nothing else of the provider's answer is passed on", async () => {
    const { url, forms } = await start();
    const response = await exchange(url);
    const text = await response.text();
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(JSON.parse(text)).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expiresIn: 600,
      toimija: { laji: "analyytikko" },
    });
    expect(text).not.toContain("salainen-id");
    expect(forms).toEqual([
      {
        grant_type: "authorization_code",
        client_id: "kysely",
        code: "koodi-1",
        code_verifier: verifier,
        redirect_uri: `${url}/kirjautuminen`,
      },
    ]);
  });

  it("is redeemed for the resource that is configured", async () => {
    const { url, forms } = await start({ resource: "urn:graph" });
    await exchange(url);
    expect(forms).toMatchObject([{ resource: "urn:graph" }]);
  });

  it("tells the page whom a professional was taken for, and not the person's name", async () => {
    const claims = { rooli: "terveydenhuolto", org: "1.2.246.10.99900008", alue: "08", yksikko: "Terveysasema" };
    const { url } = await start({ claims });
    expect(await (await exchange(url)).json()).toMatchObject({
      toimija: { laji: "ammattilainen", kirjain: "H", nimi: "1.2.246.10.99900008", yksikko: "Terveysasema" },
    });
  });

  it("of someone who can't be let in is refused at once", async () => {
    const { url } = await start({ claims: { rooli: "muu" } });
    expect(await codeOf(await exchange(url))).toEqual([403, "FORBIDDEN"]);
  });

  it.each([
    ["refuses it", { status: 400, answer: { error: "invalid_grant" } }],
    ["gives no token", { answer: { access_token: undefined } }],
    ["gives another kind of token", { answer: { token_type: "DPoP" } }],
    ["gives a token that does not verify", { answer: { access_token: "a.b.c" } }],
    ["answers by a redirect", { status: 302 }],
  ])("is refused without the provider's words when it %s", async (_, options) => {
    const { url } = await start(options);
    const response = await exchange(url);
    expect(await response.clone().text()).not.toContain("invalid_grant");
    expect(await codeOf(response)).toEqual([401, "UNAUTHENTICATED"]);
  });

  it.each([
    ["of an unknown provider", { nimi: "muu" }],
    ["without a code", { code: "" }],
    ["with a short verifier", { verifier: "v" }],
    ["with more than is known", { client_secret: "x" }],
    ["for another site", { redirectUri: "https://muu.example/kirjautuminen" }],
    ["for another path", { redirectUri: "http://127.0.0.1/muu" }],
    ["of no text", { code: 1 }],
  ])("(%s) is refused before the provider is asked", async (_, changes) => {
    const { url, forms } = await start();
    expect(await codeOf(await exchange(url, changes))).toEqual([400, "BAD_REQUEST"]);
    expect(forms).toEqual([]);
  });

  it("is not taken from another site's page, in another form, or by another method", async () => {
    const { url, forms } = await start();
    const cross = { origin: "https://muu.example", "sec-fetch-site": "cross-site" };
    expect(await codeOf(await exchange(url, {}, cross))).toEqual([403, "CSRF_REJECTED"]);
    expect(await codeOf(await exchange(url, {}, { "content-type": "text/plain" }))).toEqual([400, "BAD_REQUEST"]);
    const got = await fetch(`${url}/kirjautuminen/token`);
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
    expect(forms).toEqual([]);
  });

  it("is one of at most twenty at once: the next is told to wait", async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { url } = await start({ gate });
    const all = Array.from({ length: 21 }, () => exchange(url));
    expect(await codeOf(await Promise.race(all))).toEqual([503, "OVERLOADED"]);
    open();
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  });
});
