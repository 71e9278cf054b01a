import { createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../../../mocks/http/index.ts";
import { paikallinenTunniste, start } from "../../../mocks/mydata/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";

const population = createPopulation({ seed: 1, size: 60 });
const personaHetu = (persona: string): string =>
  population.personas.find((each) => each.persona === persona)?.hetu ?? "";
const subject = "pari-1";

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

describe("mock of a MyData operator", () => {
  let mock: MockServer;
  beforeAll(async () => {
    mock = await start({ population, now: () => new Date("2026-11-23T10:15:02Z") });
  });
  afterAll(() => mock.close());

  async function call(
    method: string,
    path: string,
    { body, headers = {} }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> {
    const response = await fetch(mock.url + path, {
      method,
      headers: { authorization: `Bearer ${paikallinenTunniste}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  const search = (henkilotunnus: string, recipient: string, more: object = { status: "ACTIVE" }): Promise<Answer> =>
    call("POST", "/consents/_search", { body: { subject, henkilotunnus, recipient, ...more } });
  const data = (consentId: string): Promise<Answer> =>
    call("GET", "/data/vakuutukset", { headers: { "x-consent-id": consentId } });

  it("tells a consent as documented, under the subject it was asked by and without an identity code", async () => {
    const hetu = personaHetu("aino");
    const { status, body } = await search(hetu, "vakuutusyhtio-a");
    expect(status).toBe(200);
    expect(body).toEqual([
      {
        consentId: "MD-000000-4",
        version: 1,
        status: "ACTIVE",
        subject,
        recipient: { id: "vakuutusyhtio-a", name: "Vakuutusyhtiö Esimerkki Oy" },
        source: { id: "asiakas-graph", name: "Asiakas graph" },
        purposes: ["ASIAKASHALLINTA"],
        dataCategories: ["perustiedot", "maksukatot"],
        grantedAt: "2025-11-01T09:30:00Z",
        expiresAt: null,
        withdrawnAt: null,
        receiptJws: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(hetu);
  });

  it("signs receipts with the key that it publishes", async () => {
    const { body } = await search(personaHetu("aino"), "vakuutusyhtio-a");
    const jws = /"receiptJws":"([^"]+)"/.exec(JSON.stringify(body))?.[1] ?? "";
    const [header = "", payload = "", signature = ""] = jws.split(".");
    const { body: set } = await call("GET", "/jwks", { headers: { authorization: "" } });
    const { keys } = set as { readonly keys: readonly [{ readonly kid: string }] };
    expect(JSON.parse(Buffer.from(header, "base64url").toString())).toMatchObject({ alg: "ES256", kid: keys[0].kid });
    const key = createPublicKey({ key: { ...keys[0] }, format: "jwk" });
    const isGood = (text: string): boolean =>
      verify("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
    expect([isGood(`${header}.${payload}`), isGood(`${header}.${payload}x`)]).toEqual([true, false]);
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({
      sub: subject,
      recipient: "vakuutusyhtio-a",
      source: "asiakas-graph",
    });
  });

  it("reads the same for one it does not know as for one who has consented to nothing", async () => {
    expect(await search("010190-999W", "vakuutusyhtio-a")).toEqual({ status: 200, body: [] });
    expect(await search(personaHetu("liisa"), "vakuutusyhtio-a")).toEqual({ status: 200, body: [] });
  });

  it("tells consents in every state when no state is asked", async () => {
    expect(await search(personaHetu("aino"), "liikuntapalvelu-b")).toEqual({ status: 200, body: [] });
    expect(await search(personaHetu("aino"), "liikuntapalvelu-b", {})).toMatchObject({
      body: [{ status: "WITHDRAWN", withdrawnAt: "2026-05-02T08:00:00Z" }],
    });
  });

  it("gives insurances by the consent and its source only, and refuses once the consent is withdrawn", async () => {
    await search(personaHetu("sofia"), "oma-nakyma");
    const consentId = "MD-000006-1";
    expect(await data(consentId)).toEqual({
      status: 200,
      body: {
        consentId,
        subject,
        vakuutukset: [
          {
            yhtio: { ytunnus: "9990013-3", nimi: "Mallivakuutus Oyj" },
            laji: "MATKA",
            numero: "C-200-000006",
            voimassa: { alku: "2025-06-01", loppu: "2027-05-31" },
            kattaa: ["LAAKARI"],
            omavastuu: "0.00",
          },
        ],
      },
    });
    const change = (status: string): Promise<Answer> =>
      call("PUT", `/consents/${consentId}/status`, { body: { status } });
    expect(await change("PAUSED")).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await data(consentId)).toMatchObject({ status: 403, body: { error: "consent_paused" } });
    expect(await change("WITHDRAWN")).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await data(consentId)).toMatchObject({ status: 403, body: { error: "consent_withdrawn" } });
    expect(await change("ACTIVE")).toMatchObject({ status: 409, body: { error: "consent_final" } });
    expect(await search(personaHetu("sofia"), "oma-nakyma", {})).toMatchObject({
      body: [{ status: "WITHDRAWN", version: 3, withdrawnAt: "2026-11-23T10:15:02.000Z" }],
    });
  });

  it.each([
    ["a consent that is not there", () => data("MD-999999-1"), 404],
    ["a consent to something else", () => data("MD-000000-4"), 404],
    ["another path", () => call("GET", "/muu"), 404],
    ["a search that is no JSON", () => call("POST", "/consents/_search", { body: "{" }), 400],
    ["a search without a receiver", () => call("POST", "/consents/_search", { body: { subject } }), 400],
    ["a state that is none", () => call("PUT", "/consents/MD-000000-1/status", { body: { status: "X" } }), 400],
    ["a wrong sign-in", () => call("POST", "/consents/_search", { headers: { authorization: "Bearer x" } }), 401],
  ])("refuses %s", async (_, ask, status) => {
    expect((await ask()).status).toBe(status);
  });
});
