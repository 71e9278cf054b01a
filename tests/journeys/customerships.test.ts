import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());
afterEach(() => {
  for (const mock of [...Object.values(system.mocks.registers), ...Object.values(system.mocks.nodes)])
    mock.faults.set([]);
});

const codesOf = ({ errors }: GraphAnswer): readonly unknown[] =>
  errors.map(({ path, extensions }) => [path?.slice(1).join("."), extensions["code"]]);

async function askAs(signIn: SignIn, fields: string, persona = signIn.persona): Promise<GraphAnswer> {
  const query = `query($id: ID!) { asiakas(id: $id) { ${fields} } }`;
  return system.ask(query, await system.token(signIn), { id: system.idOf(persona) });
}

async function askOwn(persona: string, fields: string): Promise<GraphAnswer> {
  return system.ask(`{ mina { ${fields} } }`, await system.token({ persona }));
}

const asiakas = (answer: GraphAnswer): unknown => answer.data?.["asiakas"];
const hoitaja: SignIn = { persona: "aino", rooli: "terveydenhuolto", alue: "08", tarkoitus: "HOITO" };

it("shows a customer the open customerships of all regions, with contact persons and payer", async () => {
  const answer = await askOwn(
    "sofia",
    'asiakkuudet(alueet: ["KAIKKI"]) { palvelu palveluntarjoaja { nimi } yhteyshenkilot { nimike } tila alue maksaja { laji nimi } }',
  );
  expect(answer.errors).toEqual([]);
  const rows = answer.data?.["mina"] as { readonly asiakkuudet: readonly Record<string, unknown>[] };
  expect(rows.asiakkuudet).toEqual([
    {
      palvelu: "Terveysasema",
      palveluntarjoaja: { nimi: "Keski-Suomen hyvinvointialue" },
      yhteyshenkilot: [{ nimike: "sairaanhoitaja" }],
      tila: "AVOIN",
      alue: "15",
      maksaja: { laji: "MUU_ALUE", nimi: "Helsingin kaupunki" },
    },
    expect.objectContaining({
      palvelu: "Terveysasema",
      alue: "90",
      maksaja: { laji: "ALUE", nimi: "Helsingin kaupunki" },
    }),
    expect.objectContaining({ palvelu: "Erikoissairaanhoito", alue: "90" }),
  ]);
});

it("shows health care what it needs of its own customer in one query", async () => {
  const answer = await askAs(
    hoitaja,
    `asiakkuudet { palvelu yhteyshenkilot { nimi } } ammattilaiset { rooli ammattilainen { nimi rekisterointinumero } organisaatio { nimi } }
     toiveet { laji teksti } laheiset { nimi roolit asiakas { nimi { sukunimi } } } omasuunnitelma { terveysJaHoitosuunnitelma { tarve } }`,
  );
  expect(answer.errors).toEqual([]);
  expect(asiakas(answer)).toMatchObject({
    asiakkuudet: [{ palvelu: "Terveysasema" }, { palvelu: "Lapsiperheiden sosiaalipalvelut" }],
    ammattilaiset: [
      { rooli: "OMALAAKARI" },
      { rooli: "HOITAJA" },
      { rooli: "VASTUUHENKILO" },
      { rooli: "OMATYONTEKIJA" },
    ],
    toiveet: [{ laji: "SAMA_AMMATTILAINEN" }, { laji: "KIELI" }],
    laheiset: [{ nimi: "Tuuli Testi-Ystävä", asiakas: null }],
    omasuunnitelma: { terveysJaHoitosuunnitelma: { tarve: expect.any(String) } },
  });
});

it("is told to nobody of another organisation", async () => {
  const answer = await askAs({ ...hoitaja, alue: "15" }, "asiakkuudet { palvelu } laheiset { nimi }");
  expect(asiakas(answer)).toEqual({ asiakkuudet: null, laheiset: null });
  expect(codesOf(answer)).toEqual([
    ["asiakkuudet", "FORBIDDEN"],
    ["laheiset", "FORBIDDEN"],
  ]);
});

it("shows billing and the organiser who pays, and nothing else of the history", async () => {
  const fields =
    "asiakkuudet { maksaja { laji nimi } } palveluhistoria(first: 100) { edges { node { palvelu maksaja { laji nimi } } } }";
  for (const rooli of ["laskutus", "jarjestaja"]) {
    const answer = await askAs({ ...hoitaja, rooli, tarkoitus: "LASKUTUS" }, fields);
    const alue = { laji: "ALUE", nimi: "Pirkanmaan hyvinvointialue" };
    const { asiakkuudet, palveluhistoria } = asiakas(answer) as {
      readonly asiakkuudet: unknown;
      readonly palveluhistoria: { readonly edges: readonly { readonly node: unknown }[] };
    };
    expect(asiakkuudet).toEqual([{ maksaja: alue }, { maksaja: alue }]);
    expect(palveluhistoria.edges.map(({ node }) => node)).toEqual(
      expect.arrayContaining([
        { palvelu: null, maksaja: alue },
        { palvelu: null, maksaja: { laji: "VAKUUTUSYHTIO", nimi: "Vakuutusyhtiö Esimerkki Oy" } },
      ]),
    );
    expect(new Set(codesOf(answer).map((each) => JSON.stringify(each)))).toEqual(
      new Set(
        palveluhistoria.edges.map((_, at) => JSON.stringify([`palveluhistoria.edges.${at}.node.palvelu`, "FORBIDDEN"])),
      ),
    );
  }
});

it("keeps the provider and the place of a protected person's customerships from all but herself", async () => {
  const turku = await startSystem({ alueet: ["05"] });
  const query = "{ asiakkuudet { palvelu alue palveluntarjoaja { nimi } } }";
  const own = await turku.ask(`{ mina ${query} }`, await turku.token({ persona: "venla" }));
  expect(own.errors).toEqual([]);
  const nurse = await turku.token({ persona: "venla", rooli: "terveydenhuolto", alue: "05", tarkoitus: "HOITO" });
  const answer = await turku.ask(`query($id: ID!) { asiakas(id: $id) ${query} }`, nurse, { id: turku.idOf("venla") });
  await turku.close();
  expect(asiakas(answer)).toEqual({ asiakkuudet: [{ palvelu: "Terveysasema", alue: null, palveluntarjoaja: null }] });
  expect(new Set(answer.errors.map(({ extensions }) => extensions["code"]))).toEqual(new Set(["NON_DISCLOSURE"]));
  expect(answer.text).not.toContain("Varsinais-Suomen");
});

it("shows a guardian what a child of twelve has shown, row by row, and the child everything", async () => {
  const fields = "asiakkuudet { palvelu palveluntarjoaja { nimi } } palveluhistoria { edges { node { palvelu } } }";
  const answer = await askAs({ persona: "aino" }, fields, "eino");
  expect(asiakas(answer)).toMatchObject({
    asiakkuudet: [{ palvelu: "Terveysasema", palveluntarjoaja: { nimi: "Pirkanmaan hyvinvointialue" } }, null],
  });
  expect(answer.text).not.toContain("Nuorisoneuvola");
  expect(new Set(answer.errors.map(({ extensions }) => extensions["saanto"]))).toEqual(new Set(["RIVI-HUOLTAJALTA"]));
  const own = await askOwn("eino", fields);
  expect(own.errors).toEqual([]);
  expect(own.text).toContain("Nuorisoneuvola");
});

it("keeps another controller's rows back until the customer gives a release permission", async () => {
  const nurse: SignIn = { persona: "sofia", rooli: "terveydenhuolto", alue: "15", tarkoitus: "HOITO" };
  // Sofia has permitted health care to have health care's records, and no more.
  const given = await askAs(nurse, "asiakkuudet { alue }");
  expect(given.errors).toEqual([]);
  expect(asiakas(given)).toEqual({ asiakkuudet: [{ alue: "15" }, { alue: "90" }, { alue: "90" }] });
  expect(system.loki(given.pyynto)).toMatchObject([{ suostumukset: [{ suostumusId: expect.any(String) }] }]);
  const kept = await askAs({ ...nurse, rooli: "sosiaalihuolto" }, "asiakkuudet { alue }");
  expect(asiakas(kept)).toEqual({ asiakkuudet: [null, null, null] });
  // What region 15 holds she has denied to every other register, its own other branch's too.
  expect(kept.errors.map(({ extensions }) => extensions["saanto"])).toEqual([
    "RIVI-LUOVUTUSKIELTO",
    "RIVI-REKISTERINPITAJA",
    "RIVI-REKISTERINPITAJA",
  ]);
});

it("pages through the history of every region, and takes no other's cursor", async () => {
  const token = await system.token({ persona: "sofia" });
  const query = `query($after: String) { mina { palveluhistoria(first: 2, after: $after) {
    edges { node { palvelu alue alkanut paattynyt tila } } pageInfo { hasNextPage endCursor } } } }`;
  interface Page {
    readonly palveluhistoria: {
      readonly edges: readonly { readonly node: { readonly palvelu: string; readonly alue: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  }
  const found: string[] = [];
  let after: string | undefined;
  for (;;) {
    const answer: GraphAnswer = await system.ask(query, token, { after });
    expect(answer.errors).toEqual([]);
    const page = answer.data?.["mina"] as Page | undefined;
    if (page === undefined) throw new Error("no page");
    const { palveluhistoria } = page;
    found.push(...palveluhistoria.edges.map(({ node }) => `${node.alue} ${node.palvelu}`));
    if (!palveluhistoria.pageInfo.hasNextPage) break;
    after = palveluhistoria.pageInfo.endCursor;
  }
  expect(found.toSorted()).toEqual([
    "08 Terveysasema",
    "15 Terveysasema",
    "90 Erikoissairaanhoito",
    "90 Fysioterapia",
    "90 Mielenterveyspalvelut",
    "90 Terveysasema",
  ]);
  const stolen = await system.ask(query, await system.token({ persona: "aino" }), { after });
  expect(codesOf(stolen)).toEqual([["palveluhistoria", "BAD_USER_INPUT"]]);
});

it("fails closed: with the register of customerships silent no professional is given anything by a relation", async () => {
  system.mocks.registers["yhteinen"]?.faults.set([{ laji: "http500" }]);
  const answer = await askAs(hoitaja, "nimi { sukunimi } laakekatto { vuosi }");
  expect(asiakas(answer)).toEqual({ nimi: null, laakekatto: null });
  expect(answer.errors.map(({ extensions }) => [extensions["code"], extensions["lahde"]])).toEqual([
    ["SOURCE_UNAVAILABLE", "yhteinen"],
    ["SOURCE_UNAVAILABLE", "yhteinen"],
  ]);
  const own = await askOwn("aino", "nimi { sukunimi } asiakkuudet { palvelu }");
  expect(codesOf(own)).toEqual([["asiakkuudet", "SOURCE_UNAVAILABLE"]]);
});
