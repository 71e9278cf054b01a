import { exportJWK, generateKeyPair } from "jose";
import { describe, expect, it } from "vitest";
import { openIssuer, openProviders, plainMapping, toProvider } from "./open-issuer.ts";
import { bearer, good, startIssuer } from "./start-issuer.ts";
import type { Issuer } from "./start-issuer.ts";

const accepted = { ok: true };
const notToBeHad = { ok: false, code: "UNAUTHENTICATED", reason: "keys of the provider are not to be had" };
const [second, minute] = [1000, 60_000];

/** A clock that the test moves. */
function clock(): { readonly nowMs: () => number; readonly move: (ms: number) => void } {
  let now = 1_000_000;
  return {
    nowMs: () => now,
    move: (ms) => {
      now += ms;
    },
  };
}

/** A new key of an issuer, and the header of a token signed by it. */
async function rotate(issuer: Issuer, kid: string): Promise<{ readonly header: string; publish(): void }> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: "ES256", use: "sig" };
  const header = await bearer(issuer, { header: { kid }, key: privateKey });
  return { header, publish: () => issuer.publish([issuer.publicJwk, jwk]) };
}

describe("a provider's keys", () => {
  it("are fetched once for many tokens that come at once", async () => {
    const issuer = await startIssuer();
    const authenticate = openIssuer(issuer);
    const headers = await Promise.all(Array.from({ length: 20 }, () => bearer(issuer)));
    for (const result of await Promise.all(headers.map((header) => authenticate(header))))
      expect(result).toMatchObject(accepted);
    expect([issuer.fetches(), issuer.requests()]).toEqual([1, 2]);
  });

  it("are fetched again when a token names one that is new, and the token is accepted", async () => {
    const issuer = await startIssuer();
    const { nowMs, move } = clock();
    const authenticate = openIssuer(issuer, { nowMs });
    expect(await authenticate(await bearer(issuer))).toMatchObject(accepted);
    const next = await rotate(issuer, "k2");
    next.publish();
    move(31 * second);
    expect(await authenticate(next.header)).toMatchObject(accepted);
    expect(await authenticate(await bearer(issuer))).toMatchObject(accepted);
    expect(issuer.fetches()).toBe(2);
  });

  it("are not fetched again for unknown key ids within half a minute, however many come", async () => {
    const issuer = await startIssuer();
    const { nowMs, move } = clock();
    const authenticate = openIssuer(issuer, { nowMs });
    await authenticate(await bearer(issuer));
    const forged = await Promise.all(
      Array.from({ length: 50 }, (_, at) => bearer(issuer, { header: { kid: `x${at}` } })),
    );
    move(29 * second);
    for (const result of await Promise.all(forged.map((header) => authenticate(header))))
      expect(result).toMatchObject({ ok: false });
    expect(issuer.fetches()).toBe(1);
    move(second);
    for (const result of await Promise.all(forged.map((header) => authenticate(header))))
      expect(result).toMatchObject({ ok: false });
    expect(issuer.fetches()).toBe(2);
  });

  it("are taken anew when they are ten minutes old: a key that is no longer published opens nothing", async () => {
    const issuer = await startIssuer();
    const { nowMs, move } = clock();
    const authenticate = openIssuer(issuer, { nowMs });
    const header = await bearer(issuer);
    await authenticate(header);
    const other = await startIssuer();
    issuer.publish([{ ...other.publicJwk, kid: "k9" }]);
    move(10 * minute - 1);
    expect(await authenticate(header)).toMatchObject(accepted);
    move(1);
    expect(await authenticate(header)).toMatchObject({ ok: false });
  });

  it.each([
    ["is down", (issuer: Issuer) => issuer.fail()],
    ["publishes no keys", (issuer: Issuer) => issuer.publish([])],
    ["publishes keys of no use", (issuer: Issuer) => issuer.publish([{ kty: "oct", k: "AAAA", kid: "k1" }])],
    ["says it is another", (issuer: Issuer) => issuer.tell({ issuer: `${good.issuer}/` })],
  ])("serve ten minutes past their time while the provider %s, then nothing does", async (_, break_) => {
    const issuer = await startIssuer();
    const { nowMs, move } = clock();
    const authenticate = openIssuer(issuer, { nowMs });
    const header = await bearer(issuer);
    await authenticate(header);
    break_(issuer);
    move(20 * minute - 1);
    expect(await authenticate(header)).toMatchObject(accepted);
    move(1);
    expect(await authenticate(header)).toEqual(notToBeHad);
  });

  it("open nothing when there never were any, and do once the provider answers", async () => {
    const issuer = await startIssuer();
    const { nowMs, move } = clock();
    const authenticate = openIssuer(issuer, { nowMs });
    issuer.fail();
    expect(await authenticate(await bearer(issuer))).toEqual(notToBeHad);
    issuer.recover();
    expect(await authenticate(await bearer(issuer))).toEqual(notToBeHad);
    move(second);
    expect(await authenticate(await bearer(issuer))).toMatchObject(accepted);
  });
});

describe("a provider's metadata", () => {
  it.each([
    ["another issuer", { issuer: "https://muu.example" }],
    ["no issuer", { issuer: undefined }],
    ["keys over plain http elsewhere", { jwks_uri: "http://tunnistus.example/jwks" }],
    ["keys in a file", { jwks_uri: "file:///etc/keys" }],
    ["keys behind a password", { jwks_uri: "https://a:b@tunnistus.example/jwks" }],
    ["no keys", { jwks_uri: undefined }],
  ])("that names %s is not taken", async (_, changes) => {
    const issuer = await startIssuer();
    issuer.tell(changes);
    expect(await toProvider(issuer).metadata()).toBeUndefined();
    expect(await openIssuer(issuer)(await bearer(issuer))).toEqual(notToBeHad);
    expect(issuer.fetches()).toBe(0);
  });

  it("offers a sign-in only by PKCE with S256, and at a safe address", async () => {
    const issuer = await startIssuer();
    expect(await toProvider(issuer).metadata()).toMatchObject({
      signIn: { authorizationUrl: expect.stringContaining("/auth"), tokenUrl: expect.stringContaining("/token") },
    });
    for (const changes of [
      { code_challenge_methods_supported: ["plain"] },
      { code_challenge_methods_supported: undefined },
      { authorization_endpoint: "javascript:alert(1)" },
      { token_endpoint: "http://tunnistus.example/token" },
    ]) {
      issuer.tell(changes);
      expect(await toProvider(issuer).metadata()).toMatchObject({ signIn: undefined });
    }
  });
});

describe("two providers", () => {
  const suomifi = { oletusrooli: "asiakas", hetu: "urn:oid:1.2.246.21" } as const;
  const maakunta = {
    rooli: ["realm_access", "roles"],
    roolit: { "graph-laakari": "H", "graph-tsv": "tietosuojavastaava" },
    organisaatio: ["organization", "id"],
    organisaatiot: { pirha: { tunnus: "1.2.246.10.99900008", nimi: "Pirkanmaan hyvinvointialue", alue: "08" } },
    yksikko: ["organization", "unit"],
    nimi: "name",
    ammattinimike: "title",
    palvelutehtava: ["organization", "service_task"],
  } as const;

  async function startBoth() {
    const customers = await startIssuer({ alg: "RS256", issuer: "https://asiointi.example/oidc" });
    const county = await startIssuer({ alg: "EdDSA", issuer: "https://login.maakunta.example" });
    const authenticate = openProviders(
      toProvider(customers, { nimi: "suomifi", mapping: suomifi }),
      toProvider(county, { nimi: "pirha", mapping: maakunta }),
    );
    return { customers, county, authenticate };
  }

  it("of other claims, keys and algorithms are each read by their own mapping", async () => {
    const { customers, county, authenticate } = await startBoth();
    const customer = { rooli: undefined, "urn:oid:1.2.246.21": ["010190-900P"] };
    expect(await authenticate(await bearer(customers, { claims: customer }))).toEqual({
      ok: true,
      actor: { kind: "asiakas", sub: "suomifi:s-1", asiakasId: "HETU:010190-900P" },
    });
    const doctor = {
      realm_access: { roles: ["offline_access", "graph-laakari"] },
      organization: { id: "pirha", unit: "Hervannan terveysasema", service_task: ["Iäkkäiden palvelut"] },
      name: "Testi Lääkäri",
      title: "geriatrian erikoislääkäri",
    };
    expect(await authenticate(await bearer(county, { claims: doctor }))).toEqual({
      ok: true,
      actor: {
        kind: "ammattilainen",
        kirjain: "H",
        sub: "pirha:s-1",
        organisaatio: "1.2.246.10.99900008",
        organisaationNimi: "Pirkanmaan hyvinvointialue",
        alue: "08",
        yksikko: "Hervannan terveysasema",
        nimi: "Testi Lääkäri",
        ammattinimike: "geriatrian erikoislääkäri",
        palvelutehtava: "Iäkkäiden palvelut",
      },
    });
  });

  it("have people of their own, though a subject is the same", async () => {
    const [one, other] = [await startIssuer(), await startIssuer({ issuer: "https://toinen.example" })];
    const authenticate = openProviders(toProvider(one, { nimi: "yksi" }), toProvider(other, { nimi: "toinen" }));
    const results = await Promise.all([one, other].map(async (each) => authenticate(await bearer(each))));
    expect(results).toMatchObject([{ actor: { sub: "yksi:s-1" } }, { actor: { sub: "toinen:s-1" } }]);
  });

  it("can't speak for each other: neither by name, nor by key, nor in a role that is not theirs", async () => {
    const { customers, county, authenticate } = await startBoth();
    const claims = { iss: county.issuer, "urn:oid:1.2.246.21": "010190-900P", rooli: undefined };
    expect(await authenticate(await bearer(customers, { claims }))).toMatchObject({ code: "UNAUTHENTICATED" });
    const crossed = await bearer(customers, { key: county.privateKey, header: { alg: "EdDSA" } });
    expect(await authenticate(crossed)).toMatchObject({ code: "UNAUTHENTICATED" });
    const asCustomer = { rooli: "asiakas", "urn:oid:1.2.246.21": "010190-900P" };
    expect(await authenticate(await bearer(county, { claims: asCustomer }))).toMatchObject({ code: "FORBIDDEN" });
  });

  it("are asked only for tokens of their own: one that is down does not stop the other", async () => {
    const [one, other] = [await startIssuer(), await startIssuer({ issuer: "https://toinen.example" })];
    one.fail();
    const authenticate = openProviders(toProvider(one), toProvider(other, { nimi: "toinen", mapping: plainMapping }));
    expect(await authenticate(await bearer(other))).toMatchObject(accepted);
    expect(one.requests()).toBe(0);
  });
});
