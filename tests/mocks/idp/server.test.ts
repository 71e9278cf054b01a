import { request } from "node:http";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import * as fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { paikallinenIssuer, parseKirjautuminen, start } from "../../../mocks/idp/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import { createVisitor, signInByForm, toAuthorization, verifier } from "./sign-in.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

const population = createPopulation({ seed: 1, size: 50 });

async function startIdp(): Promise<string> {
  const idp = await start({ population, directory: await temporaryDirectory() });
  onTestFinished(() => idp.close());
  return idp.url;
}

async function discover(url: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${url}/.well-known/openid-configuration`);
  return Object.fromEntries(Object.entries(Object(await response.json())));
}

async function redeem(url: string, code: string | null, changes: Readonly<Record<string, string>> = {}) {
  const form = {
    grant_type: "authorization_code",
    client_id: "asiakas-graph-kysely",
    redirect_uri: "http://127.0.0.1:4000/kirjautuminen",
    code: code ?? "",
    code_verifier: verifier,
    ...changes,
  };
  const response = await fetch(`${url}/token`, { method: "POST", body: new URLSearchParams(form) });
  const answer: unknown = await response.json();
  return { status: response.status, answer: Object.fromEntries(Object.entries(Object(answer))) };
}

async function signIn(url: string, form: Readonly<Record<string, string>>): Promise<JWTPayload> {
  const back = await signInByForm(toAuthorization(`${url}/auth`), form);
  const { answer } = await redeem(url, back.searchParams.get("code"));
  const keys = createRemoteJWKSet(new URL(`${url}/jwks`));
  const options = { typ: "at+jwt", audience: "asiakas-graph", issuer: paikallinenIssuer };
  const { payload } = await jwtVerify(String(answer["access_token"]), keys, options);
  return payload;
}

describe("the local identity provider", () => {
  it("tells of itself what the protocol asks, and says nothing on the console", async () => {
    const said = [vi.spyOn(console, "warn"), vi.spyOn(console, "info"), vi.spyOn(console, "log")];
    const url = await startIdp();
    expect(await discover(url)).toMatchObject({
      issuer: paikallinenIssuer,
      jwks_uri: `${url}/jwks`,
      authorization_endpoint: `${url}/auth`,
      token_endpoint: `${url}/token`,
      code_challenge_methods_supported: ["S256"],
      response_types_supported: ["code"],
      grant_types_supported: ["authorization_code"],
      token_endpoint_auth_methods_supported: expect.arrayContaining(["none"]),
      authorization_response_iss_parameter_supported: true,
    });
    await signIn(url, { persona: "aino", rooli: "asiakas" });
    for (const spy of said) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it("gives no private part of its key", async () => {
    const jwks = await (await fetch(`${await startIdp()}/jwks`)).text();
    expect(jwks).toContain('"kty":"EC"');
    expect(jwks).not.toContain('"d"');
  });

  it("signs a customer in by code and PKCE, with a token that verifies and lives an hour", async () => {
    const payload = await signIn(await startIdp(), {
      persona: "aino",
      rooli: "asiakas",
      alue: "15",
      tarkoitus: "HOITO",
    });
    expect(payload).toMatchObject({ rooli: "asiakas", "urn:oid:1.2.246.21": "140584-902U", aud: "asiakas-graph" });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
    expect(payload).not.toHaveProperty("alue");
  });

  it("signs a professional in with organisation, unit, region and default purpose", async () => {
    const form = { persona: "aino", rooli: "terveydenhuolto", alue: "15", yksikko: "Terveysasema", tarkoitus: "HOITO" };
    expect(await signIn(await startIdp(), form)).toMatchObject({
      rooli: "terveydenhuolto",
      organisaatio: "1.2.246.10.99900015",
      organisaation_nimi: "Keski-Suomen hyvinvointialue",
      yksikko: "Terveysasema",
      nimi: "Aino Koivula-Testi",
      ammattinimike: "sairaanhoitaja",
      alue: "15",
      kayttotarkoitus: "HOITO",
    });
  });

  it.each(["sosiaalihuolto", "palveluohjaus", "laskutus", "jarjestaja", "tietosuojavastaava", "analyytikko"])(
    "signs in as %s without a purpose",
    async (rooli) => {
      const payload = await signIn(await startIdp(), {
        persona: "aino",
        rooli,
        alue: "08",
        tarkoitus: "",
        yksikko: "",
      });
      expect(payload).toMatchObject({ rooli, organisaatio: "1.2.246.10.99900008" });
      expect(payload).not.toHaveProperty("kayttotarkoitus");
      expect(payload).not.toHaveProperty("urn:oid:1.2.246.21");
    },
  );

  it.each([
    ["sosiaalihuolto", "sosiaalityöntekijä", "Työikäisten palvelut"],
    ["palveluohjaus", "palveluohjaaja", "Iäkkäiden palvelut"],
    ["laskutus", "laskutussihteeri", undefined],
    ["tietosuojavastaava", undefined, undefined],
  ])("signs in as %s with the title %s and the service task %s", async (rooli, ammattinimike, palvelutehtava) => {
    const payload = await signIn(await startIdp(), { persona: "aino", rooli, alue: "08" });
    expect([payload["ammattinimike"], payload["palvelutehtava"]]).toEqual([ammattinimike, palvelutehtava]);
  });

  it("signs a third party in with the receiver that consents name", async () => {
    const form = { persona: "aino", rooli: "kolmasosapuoli", vastaanottaja: "vakuutusyhtio-a", alue: "08" };
    expect(await signIn(await startIdp(), form)).toMatchObject({
      rooli: "kolmasosapuoli",
      vastaanottaja: "vakuutusyhtio-a",
      vastaanottajan_nimi: "Vakuutusyhtiö Esimerkki Oy",
    });
  });

  it("begins each sign-in anew: the same browser may come back as somebody else", async () => {
    const url = await startIdp();
    const visitor = createVisitor();
    const subjects: unknown[] = [];
    for (const persona of ["aino", "kaisa"]) {
      const page = await visitor.follow(toAuthorization(`${url}/auth`));
      expect(page).toContain("/interaction/");
      const back = new URL(await visitor.follow(page, { persona, rooli: "asiakas" }));
      const { answer } = await redeem(url, back.searchParams.get("code"));
      subjects.push(decodeJwt(String(answer["access_token"])).sub);
    }
    expect(new Set(subjects).size).toBe(2);
  });
});

describe("a code", () => {
  it("comes back with the state and the provider's name, and is good once", async () => {
    const url = await startIdp();
    const back = await signInByForm(toAuthorization(`${url}/auth`), { persona: "aino", rooli: "asiakas" });
    expect(back.origin + back.pathname).toBe("http://127.0.0.1:4000/kirjautuminen");
    expect([back.searchParams.get("state"), back.searchParams.get("iss")]).toEqual(["tila-1", paikallinenIssuer]);
    const code = back.searchParams.get("code");
    expect((await redeem(url, code)).status).toBe(200);
    expect(await redeem(url, code)).toMatchObject({ status: 400, answer: { error: "invalid_grant" } });
  });

  it.each([
    ["another verifier", { code_verifier: "w".repeat(43) }],
    ["no verifier", { code_verifier: "" }],
    ["another address", { redirect_uri: "http://127.0.0.1:4001/kirjautuminen" }],
    ["another client", { client_id: "muu" }],
  ])("is worth nothing with %s", async (_, changes) => {
    const url = await startIdp();
    const back = await signInByForm(toAuthorization(`${url}/auth`), { persona: "aino", rooli: "asiakas" });
    const { status, answer } = await redeem(url, back.searchParams.get("code"), changes);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(answer).not.toHaveProperty("access_token");
  });

  it.each([
    ["at any port of this machine", { redirect_uri: "http://127.0.0.1:45678/kirjautuminen" }, true],
    ["at localhost", { redirect_uri: "http://localhost:4000/kirjautuminen" }, true],
    ["elsewhere", { redirect_uri: "http://muu.example/kirjautuminen" }, false],
    ["at another path", { redirect_uri: "http://127.0.0.1:4000/muu" }, false],
    ["with a path added", { redirect_uri: "http://127.0.0.1:4000/kirjautuminen/muu" }, false],
    ["without PKCE", { code_challenge: undefined, code_challenge_method: undefined }, false],
    ["by the plain method", { code_challenge_method: "plain", code_challenge: verifier }, false],
    ["in the address's fragment", { response_type: "id_token", nonce: "n" }, false],
  ])("is asked %s: %j", async (_, changes, isOffered) => {
    const url = await startIdp();
    const at = await createVisitor().follow(toAuthorization(`${url}/auth`, changes));
    expect(at.includes("/interaction/")).toBe(isOffered);
  });
});

describe("the sign-in page", () => {
  async function openSignIn(language = "fi"): Promise<Response> {
    const url = await startIdp();
    const visitor = createVisitor();
    const page = await visitor.follow(toAuthorization(`${url}/auth`));
    vi.stubGlobal("fetch", (input: string, init: RequestInit) =>
      globalFetch(input, { ...init, headers: { ...Object(init.headers), "accept-language": language } }),
    );
    onTestFinished(() => void vi.unstubAllGlobals());
    return visitor.visit(page);
  }
  const globalFetch = fetch;

  it("offers every persona and role, without a script or an identity code, under a strict policy", async () => {
    const response = await openSignIn();
    const html = await response.text();
    for (const { persona } of population.personas) expect(html).toContain(`value="${persona}"`);
    for (const rooli of ["asiakas", "jarjestaja", "tietosuojavastaava", "analyytikko", "kolmasosapuoli"]) {
      expect(html).toContain(`value="${rooli}"`);
    }
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=|\d{6}[-A]\d{3}/);
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' http://127.0.0.1:4000; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["fi", "Kirjaudu"],
    ["sv-FI,fi;q=0.5", "Logga in"],
    ["en", "Sign in"],
    ["de", "Kirjaudu"],
  ])("speaks the browser's language: %s", async (language, button) => {
    expect(await (await openSignIn(language)).text()).toContain(`<button type="submit">${button}</button>`);
  });

  it("says what is wrong and lets one try again, with what was sent made harmless", async () => {
    const url = await startIdp();
    const visitor = createVisitor();
    const page = await visitor.follow(toAuthorization(`${url}/auth`));
    const refused = await visitor.visit(page, { persona: "<b>x", rooli: "asiakas" });
    const html = await refused.text();
    expect([refused.status, html.includes('role="alert"'), html.includes("<b>")]).toEqual([400, true, false]);
    expect(await visitor.follow(page, { persona: "aino", rooli: "asiakas" })).toContain("code=");
  });

  it("is nothing without the sign-in it belongs to", async () => {
    const url = await startIdp();
    expect((await fetch(`${url}/interaction/muu`)).status).toBe(400);
    expect((await fetch(`${url}/muu`)).status).toBe(404);
  });

  it("is not served under another name, which a page elsewhere could give this machine", async () => {
    const { port } = new URL(await startIdp());
    const status = await new Promise((resolve) => {
      request({ port, host: "127.0.0.1", path: "/tyyli.css", headers: { host: "muu.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });
});

describe("a sign-in as it came", () => {
  it.each([
    [{ persona: "nobody" }, 'personaa "nobody" ei ole', "tunnetut personat: aino, eino, helmi"],
    [{}, 'personaa "" ei ole', "tunnetut personat"],
    [{ persona: "aino", rooli: "kuningas" }, 'roolia "kuningas" ei ole', "asiakas, terveydenhuolto"],
    [{ persona: "aino", rooli: "kolmasosapuoli" }, "vastaanottaja puuttuu", "vakuutusyhtio-a"],
    [{ persona: "aino", rooli: "laskutus", tarkoitus: "x" }, "käyttötarkoitus ei ole kelvollinen", "isoin kirjaimin"],
    [{ persona: "aino", rooli: "laskutus", alue: "99" }, 'aluetta "99" ei ole', "08"],
    [{ persona: "aino", rooli: "laskutus", organisaatio: " " }, "organisaatio on OID", "1.2.246.10.99900008"],
    [{ persona: "aino", rooli: "laskutus", yksikko: "\u0000" }, "yksikkö ei ole kelvollinen", "1-100"],
    [{ persona: "aino", tarkoitus: "HOITO" }, "asiakkaalla ei ole organisaatiota", "ammattilaisen rooli"],
    [{ persona: "aino", role: "laskutus" }, "kirjautuminen ei ole kelvollinen", "persona, rooli"],
    [{ persona: 1 }, "kirjautuminen ei ole kelvollinen", "tekstiä"],
    [undefined, "kirjautuminen ei ole kelvollinen", "JSON"],
  ])("(%j) is refused in words", (given, message, neuvo) => {
    expect(parseKirjautuminen(population, given)).toEqual({
      ok: false,
      message: expect.stringContaining(message),
      neuvo: expect.stringContaining(neuvo),
    });
  });

  it("is of Pirkanmaa's organisation and region unless told", () => {
    const muu = { persona: "aino", rooli: "jarjestaja", organisaatio: "1.2.246.10.99900099", alue: "90" };
    expect(parseKirjautuminen(population, { persona: "aino", rooli: "laskutus" })).toMatchObject({
      request: { organisaatio: "1.2.246.10.99900008", organisaationNimi: "Pirkanmaan hyvinvointialue", alue: "08" },
    });
    expect(parseKirjautuminen(population, muu)).toMatchObject({
      request: { organisaatio: "1.2.246.10.99900099", organisaationNimi: "1.2.246.10.99900099", alue: "90" },
    });
  });

  it("is read whatever it is, without throwing", () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        expect(parseKirjautuminen(population, given).ok).toBe(false);
      }),
    );
  });
});
