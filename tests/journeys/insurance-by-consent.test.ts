import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { paikallinenTunniste } from "../../mocks/mydata/index.ts";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());
afterEach(() => system.mocks.registers["mydata"]?.faults.set([]));

const codesOf = ({ errors }: GraphAnswer): readonly unknown[] =>
  errors.map(({ path, extensions }) => [path?.at(-1), extensions["code"]]);

/** A third party knows the person by the subject of the consent, an id of its own; others by the graph's id. */
function idFor({ persona, vastaanottaja }: SignIn): string {
  return system.idOf(persona, vastaanottaja);
}

async function askAs(signIn: SignIn, fields: string, id: string = idFor(signIn)): Promise<GraphAnswer> {
  return system.ask(`query($id: ID!) { asiakas(id: $id) { ${fields} } }`, await system.token(signIn), { id });
}

/** What the customer does at the operator's own page. */
async function change(consentId: string, status: string): Promise<void> {
  const { subgraphs } = system.mocks.gatewayConfig as {
    readonly subgraphs: { readonly mydata: { readonly settings: { readonly url: string } } };
  };
  const response = await fetch(`${subgraphs.mydata.settings.url}/consents/${consentId}/status`, {
    method: "PUT",
    headers: { authorization: `Bearer ${paikallinenTunniste}` },
    body: JSON.stringify({ status }),
  });
  expect(response.status).toBe(200);
}

it("shows the customer's own insurances, and no more of an insurer from the query after the consent is withdrawn", async () => {
  const token = await system.token({ persona: "aino" });
  const query = "{ mina { nimi { sukunimi } vakuutukset { numero } } }";
  const numbers = (answer: GraphAnswer): unknown => answer.data?.["mina"];
  const nimi = { sukunimi: "Koivula-Testi" };
  expect(numbers(await system.ask(query, token))).toEqual({
    nimi,
    vakuutukset: [{ numero: "A-100-000000" }, { numero: "C-200-000000" }],
  });
  await change("MD-000000-2", "WITHDRAWN");
  expect(numbers(await system.ask(query, token))).toEqual({ nimi, vakuutukset: [{ numero: "A-100-000000" }] });
  await change("MD-000000-1", "PAUSED");
  const none = await system.ask(query, token);
  expect(numbers(none)).toEqual({ nimi, vakuutukset: null });
  expect(codesOf(none)).toEqual([["vakuutukset", "CONSENT_MISSING"]]);
  await change("MD-000000-1", "ACTIVE");
});

const insurer: SignIn = {
  persona: "aino",
  rooli: "kolmasosapuoli",
  vastaanottaja: "vakuutusyhtio-a",
  tarkoitus: "SUOSTUMUS",
};

it("gives a third party what its consent names and nothing else, from the query after it is given", async () => {
  const fields = "nimi { sukunimi } laakekatto { vuosi } koulutus { tutkinnot { nimi } } yhteystiedot { arvo }";
  const live = await askAs(insurer, fields);
  expect(live.data?.["asiakas"]).toEqual({
    nimi: { sukunimi: "Koivula-Testi" },
    laakekatto: { vuosi: expect.any(Number) },
    koulutus: null,
    yhteystiedot: null,
  });
  expect(new Set(codesOf(live))).toEqual(
    new Set([
      ["koulutus", "CONSENT_MISSING"],
      ["yhteystiedot", "CONSENT_MISSING"],
    ]),
  );
  // The use log names the consent on which it was given.
  expect(system.loki(live.pyynto)).toMatchObject([
    {
      suhde: "SUOSTUMUS",
      tiedot: [26, 102],
      suostumukset: [{ suostumusId: "MD-000000-4", versio: expect.any(Number) }],
    },
  ]);
  await change("MD-000000-4", "PAUSED");
  const paused = await askAs(insurer, "laakekatto { vuosi }");
  expect(codesOf(paused)).toEqual([["laakekatto", "CONSENT_MISSING"]]);
  await change("MD-000000-4", "ACTIVE");
  expect((await askAs(insurer, "laakekatto { vuosi }")).errors).toEqual([]);
});

it("gives a third party nothing while the operator does not answer", async () => {
  system.mocks.registers["mydata"]?.faults.set([{ laji: "http500" }]);
  const answer = await askAs(insurer, "nimi { sukunimi } laakekatto { vuosi }");
  expect(answer.data?.["asiakas"]).toEqual({ nimi: null, laakekatto: null });
  expect(answer.text).not.toContain("Koivula");
});

it("knows no person by another receiver's id, or by the graph's own", async () => {
  for (const id of [idFor({ ...insurer, vastaanottaja: "liikuntapalvelu-b" }), idFor({ persona: "aino" })]) {
    const answer = await askAs(insurer, "nimi { sukunimi }", id);
    expect(answer.data?.["asiakas"] ?? null).toBeNull();
    expect(answer.errors.map(({ extensions }) => extensions["code"])).toEqual(["BAD_USER_INPUT"]);
  }
});

it("gives billing the insurances that a consent opens to its organisation, and another region's none", async () => {
  const clerk = { persona: "aino", rooli: "laskutus", tarkoitus: "LASKUTUS" } as const;
  const own = await askAs({ ...clerk, alue: "08" }, "vakuutukset { numero }");
  expect(own.data?.["asiakas"]).toEqual({ vakuutukset: [{ numero: "A-100-000000" }] });
  const other = await askAs({ ...clerk, alue: "15" }, "vakuutukset { numero }");
  expect(other.text).not.toContain("A-100");
});
