import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import * as fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseKirjautuminen, start } from "../../../mocks/idp/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

const population = createPopulation({ seed: 1, size: 50 });

async function startIdp(): Promise<string> {
  const idp = await start({ population, directory: await temporaryDirectory() });
  onTestFinished(() => idp.close());
  return idp.url;
}

async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

async function signIn(
  url: string,
  body: unknown,
): Promise<{ readonly status: number; readonly answer: Record<string, unknown> }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${url}/kirjautuminen`, { method: "POST", body: text });
  return { status: response.status, answer: Object.fromEntries(Object.entries(Object(await response.json()))) };
}

describe("the local identity provider", () => {
  it("signs a persona in with a token that verifies against its published keys", async () => {
    const url = await startIdp();
    const { status, answer } = await signIn(url, { persona: "aino" });
    expect([status, answer["expiresIn"]]).toEqual([200, 3600]);
    const keys = createRemoteJWKSet(new URL(`${url}/jwks`));
    const { payload } = await jwtVerify(String(answer["token"]), keys, { typ: "at+jwt", audience: "asiakas-graph" });
    expect(payload).toMatchObject({ rooli: "asiakas", iss: "http://asiakas-graph.local/idp" });
  });

  it("tells where its keys are, and the personas without their identity codes", async () => {
    const url = await startIdp();
    expect(await getJson(`${url}/.well-known/openid-configuration`)).toMatchObject({
      issuer: "http://asiakas-graph.local/idp",
      jwks_uri: `${url}/jwks`,
    });
    const personat = JSON.stringify(await getJson(`${url}/personat`));
    expect(personat).toContain('"persona":"kaisa"');
    expect(personat).not.toMatch(/\d{6}[-A]\d{3}|hetu"/);
  });

  it("signs a professional in with Pirkanmaa's organisation and region unless told", async () => {
    const url = await startIdp();
    const oletus = await signIn(url, { persona: "aino", rooli: "terveydenhuolto", tarkoitus: "HOITO" });
    expect(decodeJwt(String(oletus.answer["token"]))).toMatchObject({
      rooli: "terveydenhuolto",
      organisaatio: "1.2.246.10.99900008",
      organisaation_nimi: "Pirkanmaan hyvinvointialue",
      alue: "08",
      kayttotarkoitus: "HOITO",
    });
    const muu = {
      persona: "aino",
      rooli: "jarjestaja",
      organisaatio: "1.2.246.10.99900099",
      alue: "90",
      tarkoitus: "SEURANTA",
    };
    expect(decodeJwt(String((await signIn(url, muu)).answer["token"]))).toMatchObject({
      organisaatio: "1.2.246.10.99900099",
      alue: "90",
    });
    const third = { persona: "aino", rooli: "kolmasosapuoli", vastaanottaja: "vakuutusyhtio-a" };
    expect(decodeJwt(String((await signIn(url, third)).answer["token"]))).toMatchObject({
      rooli: "kolmasosapuoli",
      vastaanottaja: "vakuutusyhtio-a",
    });
    const analyytikko = await signIn(url, { persona: "aino", rooli: "analyytikko" });
    expect(decodeJwt(String(analyytikko.answer["token"]))).not.toHaveProperty("kayttotarkoitus");
  });

  it.each([
    [{ persona: "nobody" }, 'personaa "nobody" ei ole', "tunnetut personat: aino, eino, helmi"],
    [{}, 'personaa "" ei ole', "tunnetut personat"],
    [{ persona: "aino", rooli: "kuningas" }, 'roolia "kuningas" ei ole', "asiakas, terveydenhuolto"],
    [{ persona: "aino", rooli: "kolmasosapuoli" }, "vastaanottaja puuttuu", "vakuutusyhtio-a"],
    [{ persona: "aino", rooli: "laskutus", tarkoitus: "x" }, "käyttötarkoitus ei ole kelvollinen", "isoin kirjaimin"],
    [{ persona: "aino", rooli: "laskutus", tarkoitus: "LASKUTUS", alue: "99" }, 'aluetta "99" ei ole', "08"],
    [
      { persona: "aino", rooli: "laskutus", tarkoitus: "LASKUTUS", organisaatio: " " },
      "organisaatio on OID",
      "1.2.246.10.99900008",
    ],
    [{ persona: "aino", tarkoitus: "HOITO" }, "asiakkaalla ei ole organisaatiota", "ammattilaisen rooli"],
    [{ persona: "aino", role: "laskutus" }, "kirjautuminen ei ole kelvollinen", "persona, rooli"],
    [{ persona: 1 }, "kirjautuminen ei ole kelvollinen", "tekstiä"],
    ["{", "kirjautuminen ei ole kelvollinen", "JSON"],
  ])("refuses %j in words", async (body, message, neuvo) => {
    const { status, answer } = await signIn(await startIdp(), body);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ message: expect.stringContaining(message), neuvo: expect.stringContaining(neuvo) });
  });

  it("refuses other pages and methods", async () => {
    const url = await startIdp();
    expect((await fetch(`${url}/muu`)).status).toBe(404);
    expect((await fetch(`${url}/kirjautuminen`)).status).toBe(405);
    expect((await fetch(`${url}/jwks`, { method: "POST" })).status).toBe(405);
  });

  it("takes any sign-in without throwing", () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        expect(parseKirjautuminen(population, given).ok).toBe(false);
      }),
    );
  });
});
