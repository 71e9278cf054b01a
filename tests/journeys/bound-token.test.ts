import { createHash } from "node:crypto";
import { calculateJwkThumbprint, decodeJwt, exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInByForm, toAuthorization, verifier } from "../mocks/idp/sign-in.ts";
import type { ConfigFile } from "../../gateway/config/index.ts";
import { startSystem } from "../start.ts";
import type { TestSystem } from "../start.ts";

/** What the graph's clients know it by; a proxy would stand there. */
const osoite = "https://graafi.example/graphql";
let idpUrl = "";
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem({
    configure(file) {
      idpUrl = new URL(file.identity.providers[0]?.discoveryUrl ?? "").origin;
      return withDpop(file);
    },
  });
});
afterAll(() => system.close());

/** With tokens bound by DPoP; and with another title of the query page's sign-in, for a reload that changes identity. */
function withDpop(file: ConfigFile, otsikko?: string): unknown {
  const [provider] = file.identity.providers;
  const client = otsikko === undefined ? provider?.client : { ...provider?.client, otsikko };
  return {
    ...file,
    identity: { ...file.identity, providers: [{ ...provider, client, sidonta: { dpop: { osoite } } }] },
  };
}

const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
const jwk = await exportJWK(publicKey);

function prove(htm: string, htu: string, claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return new SignJWT({ jti: crypto.randomUUID(), htm, htu, ...claims })
    .setIssuedAt()
    .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk })
    .sign(privateKey);
}

/** Signs in at the provider and redeems the code with a proof of the client's key. */
async function signIn(form: Readonly<Record<string, string>>): Promise<{ token: string; type: unknown }> {
  const back = await signInByForm(toAuthorization(`${idpUrl}/auth`), form);
  const body = {
    grant_type: "authorization_code",
    client_id: "asiakas-graph-kysely",
    redirect_uri: "http://127.0.0.1:4000/kirjautuminen",
    code: back.searchParams.get("code") ?? "",
    code_verifier: verifier,
  };
  const url = `${idpUrl}/token`;
  const response = await fetch(url, {
    method: "POST",
    // The provider says it is another than where it listens; its proofs are for where it is asked.
    headers: { dpop: await prove("POST", url) },
    body: new URLSearchParams(body),
  });
  const answer: unknown = await response.json();
  const { access_token: token, token_type: type } = Object.fromEntries(Object.entries(Object(answer)));
  return { token: String(token), type };
}

async function ask(headers: Readonly<Record<string, string>>) {
  const response = await fetch(`${system.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: "{ mina { nimi { etunimet } } }" }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, challenge: response.headers.get("www-authenticate"), answer };
}

const proofFor = async (token: string): Promise<string> =>
  prove("POST", osoite, { ath: createHash("sha256").update(token).digest("base64url") });

describe("a token that the provider has bound to a client's key (DPoP)", () => {
  it("opens the graph to who proves the key, once by each proof", async () => {
    const { token, type } = await signIn({ persona: "aino", rooli: "asiakas" });
    expect(type).toBe("DPoP");
    expect(decodeJwt(token)["cnf"]).toEqual({ jkt: await calculateJwkThumbprint(jwk) });
    const headers = { authorization: `DPoP ${token}`, dpop: await proofFor(token) };
    const first = await ask(headers);
    expect([first.status, first.answer]).toMatchObject([
      200,
      { data: { mina: { nimi: { etunimet: expect.stringMatching(/\w/) } } } },
    ]);
    expect(await ask(headers)).toMatchObject({
      status: 401,
      challenge: 'DPoP error="invalid_dpop_proof", algs="ES256 PS256 RS256 EdDSA"',
      answer: { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] },
    });
    const next = { ...headers, dpop: await proofFor(token) };
    expect((await ask(next)).status).toBe(200);
    await system.reload((file) => withDpop(file, "asetusten toinen otsikko"));
    for (const used of [headers, next]) expect((await ask(used)).status).toBe(401);
    expect((await ask({ ...headers, dpop: await proofFor(token) })).status).toBe(200);
  });

  it("opens nothing to who only has the token", async () => {
    const { token } = await signIn({ persona: "aino", rooli: "asiakas" });
    for (const headers of [{ authorization: `Bearer ${token}` }, { authorization: `DPoP ${token}` }])
      expect((await ask(headers)).status).toBe(401);
    expect(system.log.join("\n")).not.toContain(token);
  });
});
