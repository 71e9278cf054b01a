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
    "asiakkuudet { palvelu palveluntarjoaja { nimi } yhteyshenkilot { nimike } tila alue maksaja { laji nimi } }",
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
