import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());
afterEach(() => system.mocks.registers["kanta"]?.faults.set([]));

const codesOf = ({ errors }: GraphAnswer): readonly unknown[] =>
  errors.map(({ path, extensions }) => [path?.at(-1), extensions["code"]]);

async function askAs(signIn: SignIn, fields: string): Promise<GraphAnswer> {
  const id = system.idOf(signIn.persona);
  return system.ask(`query($id: ID!) { asiakas(id: $id) { ${fields} } }`, await system.token(signIn), { id });
}

const consents = "biopankkisuostumukset { tila saaja { nimi } } palveluohjaussuostumus { tila }";

it("shows the customer what has been consented to, refused and withdrawn", async () => {
  const answer = await system.ask(`{ mina { ${consents} } }`, await system.token({ persona: "aino" }));
  expect(answer.errors).toEqual([]);
  expect(answer.data?.["mina"]).toEqual({
    biopankkisuostumukset: [
      { tila: "KIELLETTY", saaja: { nimi: "Mallibiopankki" } },
      { tila: "VOIMASSA", saaja: { nimi: "Testibiopankki" } },
    ],
    palveluohjaussuostumus: { tila: "VOIMASSA" },
  });
  expect(answer.lahteet).toContainEqual(expect.objectContaining({ lahde: "kanta", tila: "OK", kutsut: 1 }));
});

it("shows service guidance whether services may be suggested, and no biobanks", async () => {
  const answer = await askAs({ persona: "aino", rooli: "palveluohjaus", tarkoitus: "PALVELUOHJAUS" }, consents);
  expect(answer.data?.["asiakas"]).toEqual({
    biopankkisuostumukset: null,
    palveluohjaussuostumus: { tila: "VOIMASSA" },
  });
  expect(codesOf(answer)).toEqual([["biopankkisuostumukset", "FORBIDDEN"]]);
});

it("leaves everything else in its place while Kanta does not answer", async () => {
  system.mocks.registers["kanta"]?.faults.set([{ laji: "http500" }]);
  const token = await system.token({ persona: "aino" });
  const answer = await system.ask(`{ mina { nimi { sukunimi } ${consents} } }`, token);
  expect(answer.data?.["mina"]).toEqual({
    nimi: { sukunimi: "Koivula-Testi" },
    biopankkisuostumukset: null,
    palveluohjaussuostumus: null,
  });
  expect(codesOf(answer)).toEqual([
    ["biopankkisuostumukset", "SOURCE_UNAVAILABLE"],
    ["palveluohjaussuostumus", "SOURCE_UNAVAILABLE"],
  ]);
});

const give = `mutation($k: String!) {
  annaSuostumus(suostumus: {laji: PALVELUOHJAUS, kattavuus: [PALVELUTARVE]}, toistoavain: $k) {
    tulos
    asiakas { palveluohjaussuostumus { tunniste tila } }
  }
}`;
const withdraw = `mutation($id: String!) { peruSuostumus(tunniste: $id) { tulos asiakas { palveluohjaussuostumus { tila } } } }`;
const key = "5e0a3a1e-1111-4000-8000-000000000001";
const guide = { persona: "lauri", rooli: "palveluohjaus", tarkoitus: "PALVELUOHJAUS", alue: "15" } as const;
const ground = { peruste: { laji: "PYYNTO", selite: "asiakas pyysi yhteydenottoa" } };

async function seenByGuide(): Promise<unknown> {
  const query = "query($id: ID!) { asiakas(id: $id) { palveluohjaussuostumus { tila } } }";
  const answer = await system.ask(query, await system.token(guide), { id: system.idOf("lauri") }, ground);
  expect(answer.errors).toEqual([]);
  return answer.data?.["asiakas"];
}

it("lets the customer give and withdraw a consent, each of which counts at the next query of anyone", async () => {
  const token = await system.token({ persona: "lauri" });
  expect(await seenByGuide()).toEqual({ palveluohjaussuostumus: null });
  const given = await system.ask(give, token, { k: key });
  expect(given.errors).toEqual([]);
  expect(given.data).toEqual({
    annaSuostumus: {
      tulos: "TEHTY",
      asiakas: { palveluohjaussuostumus: { tunniste: expect.any(String), tila: "VOIMASSA" } },
    },
  });
  expect(await seenByGuide()).toEqual({ palveluohjaussuostumus: { tila: "VOIMASSA" } });
  const repeated = await system.ask(give, token, { k: key });
  expect(repeated.data).toMatchObject({ annaSuostumus: { tulos: "OLI_JO_TEHTY" } });
  const told = await system.ask("{ mina { palveluohjaussuostumus { tunniste } } }", token);
  const { mina } = (told.data ?? {}) as { readonly mina: { readonly palveluohjaussuostumus: { tunniste: string } } };
  const withdrawn = await system.ask(withdraw, token, { id: mina.palveluohjaussuostumus.tunniste });
  expect(withdrawn.errors).toEqual([]);
  expect(withdrawn.data).toEqual({
    peruSuostumus: { tulos: "TEHTY", asiakas: { palveluohjaussuostumus: { tila: "PERUTTU" } } },
  });
  expect(await seenByGuide()).toEqual({ palveluohjaussuostumus: { tila: "PERUTTU" } });
  // In the use log before it was made, and what was shown of it after.
  expect(system.loki(given.pyynto)).toMatchObject([
    { laji: "MUUTOS", suhde: "OMA", kentat: ["Mutation.annaSuostumus"] },
    { laji: "KATSELU", suhde: "OMA", tiedot: [12] },
  ]);
  expect(system.loki(withdrawn.pyynto)).toMatchObject([
    { laji: "MUUTOS", kentat: ["Mutation.peruSuostumus"] },
    { laji: "KATSELU" },
  ]);
});

it("says honestly that it does not know, logs that, and repeats without doing it twice", async () => {
  const token = await system.token({ persona: "liisa" });
  system.mocks.registers["kanta"]?.faults.set([{ laji: "katkaisu" }]);
  const lost = await system.ask(give, token, { k: key });
  expect(lost.data).toEqual({ annaSuostumus: null });
  const [error] = lost.errors;
  expect(error?.extensions).toMatchObject({ code: "SOURCE_UNAVAILABLE", saanto: "MUUTOS-EPASELVA", retryable: true });
  expect(String(error?.extensions["neuvo"])).toMatch(/Ei ole tiedossa|not known/);
  expect(system.loki(lost.pyynto)).toMatchObject([
    { laji: "MUUTOS", kentat: ["Mutation.annaSuostumus"] },
    { laji: "MUUTOS", koodi: "SOURCE_UNAVAILABLE" },
  ]);
  system.mocks.registers["kanta"]?.faults.set([]);
  const repeated = await system.ask(give, token, { k: key });
  expect(repeated.data).toMatchObject({ annaSuostumus: { tulos: "OLI_JO_TEHTY" } });
});

it("lets nobody but the customer give or withdraw", async () => {
  const kanta = system.mocks.registers["kanta"];
  kanta?.requests.clear();
  for (const signIn of [guide, { ...guide, rooli: "terveydenhuolto", tarkoitus: "HOITO" }]) {
    const answer = await system.ask(give, await system.token(signIn), { k: key });
    expect(codesOf(answer)).toEqual([["annaSuostumus", "FORBIDDEN"]]);
  }
  const nobody = await system.ask(give, undefined, { k: key });
  expect(nobody.errors.map(({ extensions }) => extensions["code"])).toEqual(["UNAUTHENTICATED"]);
  expect(kanta?.requests.count()).toBe(0);
});

it("shows the customer's own assessment by the customer's own token, which nothing but the register sees", async () => {
  const token = await system.token({ persona: "liisa" });
  const query = "{ mina { toimintakykyOmaArvio(uusimmat: 1) { paiva vastaukset { aste sanoin } } } }";
  const answer = await system.ask(query, token);
  expect(answer.errors).toEqual([]);
  expect(answer.data?.["mina"]).toMatchObject({ toimintakykyOmaArvio: [{ paiva: "2026-08-20" }] });
  const requests = system.mocks.registers["kanta"]?.requests.latest() ?? [];
  const bearer = requests.flatMap(({ polku, otsakkeet }) =>
    polku.startsWith("/omatietovaranto/") ? [otsakkeet["authorization"]?.slice(7) ?? ""] : [],
  );
  expect(bearer).toHaveLength(1);
  expect(bearer[0]).not.toBe(token);
  expect(`${answer.text}${system.log.join("")}${JSON.stringify(system.loki())}`).not.toContain(bearer[0]);
});

it("says to a child, and to a guardian, why the own assessment does not come", async () => {
  const fields = "toimintakykyOmaArvio { paiva }";
  const eino = await system.ask(`{ mina { ${fields} } }`, await system.token({ persona: "eino" }));
  expect(eino.errors.map(({ extensions }) => [extensions["code"], extensions["saanto"]])).toEqual([
    ["FORBIDDEN", "OMATIETOVARANTO-IKA"],
  ]);
  const helmi = await system.ask(
    `query($id: ID!) { asiakas(id: $id) { ${fields} } }`,
    await system.token({ persona: "aino" }),
    { id: system.idOf("helmi") },
  );
  expect(helmi.errors.map(({ extensions }) => [extensions["code"], extensions["saanto"]])).toEqual([
    ["FORBIDDEN", "OMATIETOVARANTO"],
  ]);
});

describe("customerships in another controller's register", () => {
  const nurse = { rooli: "terveydenhuolto", tarkoitus: "HOITO", alue: "90" } as const;
  const query = "query($id: ID!) { asiakas(id: $id) { asiakkuudet { alkanut } } }";

  async function rowsOf(persona: string): Promise<GraphAnswer> {
    const signIn = { ...nurse, persona };
    return system.ask(query, await system.token(signIn), { id: system.idOf(persona) }, ground);
  }
  const rulesOf = ({ errors }: GraphAnswer): readonly unknown[] => [
    ...new Set(errors.map(({ extensions }) => `${String(extensions["code"])} ${String(extensions["saanto"])}`)),
  ];
  const givenOf = ({ data }: GraphAnswer): number => {
    const { asiakas } = data as { readonly asiakas: { readonly asiakkuudet: readonly unknown[] } };
    return asiakas.asiakkuudet.filter((row) => row !== null).length;
  };

  it("open by the customer's release permissions, which the use log names", async () => {
    const answer = await rowsOf("aino");
    expect(answer.errors).toEqual([]);
    expect(givenOf(answer)).toBeGreaterThan(0);
    const [row] = system.loki(answer.pyynto);
    expect(row?.suostumukset?.map(({ suostumusId }) => suostumusId)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^KT-000000-/)]),
    );
  });

  it("stay shut without them, and while Kanta does not answer", async () => {
    system.mocks.registers["kanta"]?.faults.set([{ laji: "http500" }]);
    const silent = await rowsOf("aino");
    expect(rulesOf(silent)).toEqual(["SOURCE_UNAVAILABLE RIVI-REKISTERINPITAJA"]);
    expect(givenOf(silent)).toBe(0);
  });
});
