import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());
afterEach(() => {
  for (const register of Object.values(system.mocks.registers)) register.faults.set([]);
});

const codesOf = ({ errors }: GraphAnswer): readonly unknown[] =>
  errors.map(({ path, extensions }) => [path?.at(-1), extensions["code"]]);

const socialWork = { persona: "liisa", rooli: "sosiaalihuolto", tarkoitus: "SOSIAALIHUOLTO", alue: "08" } as const;

async function askAs(token: string, persona: string, fields: string): Promise<GraphAnswer> {
  return system.ask(`query($id: ID!) { asiakas(id: $id) { ${fields} } }`, token, { id: system.idOf(persona) });
}

const fields = "oleskelu { oleskelunPeruste passinnumero vastaanotto { vastaanottokeskus } kuntaanosoitus { kunta } }";
const aminan = {
  oleskelunPeruste: "TURVAPAIKKAHAKEMUS_VIREILLA",
  passinnumero: "ZZ0000010",
  vastaanotto: { vastaanottokeskus: "Testilän vastaanottokeskus" },
  kuntaanosoitus: null,
};

it("shows one who seeks asylum her own matter, and to the social work that has her as a customer", async () => {
  const own = await system.ask(`{ mina { ${fields} } }`, await system.token({ persona: "amina" }));
  expect(own.errors).toEqual([]);
  expect(own.data).toEqual({ mina: { oleskelu: aminan } });
  const worker = await askAs(await system.token(socialWork), "amina", fields);
  expect(worker.data).toEqual({ asiakas: { oleskelu: aminan } });
  expect(system.loki(worker.pyynto)).toMatchObject([{ tiedot: [8], lahteet: expect.any(Array) }]);
});

it("is null for a Finnish citizen, without an error", async () => {
  const answer = await system.ask(`{ mina { ${fields} } }`, await system.token({ persona: "aino" }));
  expect([answer.data, answer.errors]).toEqual([{ mina: { oleskelu: null } }, []]);
});

it("withholds where she is received while nobody can say whether she is under turvakielto", async () => {
  system.mocks.registers["vtj"]?.faults.set([{ laji: "http500" }]);
  const answer = await askAs(await system.token(socialWork), "amina", fields);
  expect(answer.data).toEqual({ asiakas: { oleskelu: { ...aminan, vastaanotto: null, kuntaanosoitus: null } } });
  expect(new Set(codesOf(answer))).toEqual(
    new Set([
      ["vastaanotto", "NON_DISCLOSURE"],
      ["kuntaanosoitus", "NON_DISCLOSURE"],
    ]),
  );
  expect(answer.text).not.toContain("Testilän");
});

it("is nobody's but the customer's, social work's and billing's", async () => {
  for (const [rooli, tarkoitus] of [
    ["terveydenhuolto", "HOITO"],
    ["palveluohjaus", "PALVELUOHJAUS"],
  ] as const) {
    const token = await system.token({ ...socialWork, rooli, tarkoitus });
    expect(codesOf(await askAs(token, "amina", fields))).toEqual([["oleskelu", "FORBIDDEN"]]);
  }
  expect(system.mocks.registers["migri"]?.requests.latest().at(-1)?.otsakkeet["x-road-issue"]).not.toMatch(/HOITO/);
});

it("lets nobody look up another by a customer number or a travel document that the asker names", async () => {
  const token = await system.token(socialWork);
  const before = system.mocks.registers["migri"]?.requests.count();
  const open = await askAs(token, "mihai", "oleskelu { sukunimi }");
  expect([open.data, open.errors]).toEqual([{ asiakas: { oleskelu: null } }, []]);
  for (const argumentti of [
    'asiakasnumero: "9000000010"',
    'matkustusasiakirja: { numero: "ZZ0000010", maa: "SOM", syntymaaika: "1998-06-05" }',
  ]) {
    const answer = await askAs(token, "mihai", `oleskelu(${argumentti}) { sukunimi }`);
    expect(answer.errors.map(({ extensions }) => extensions["code"])).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expect(answer.text).not.toContain("Warsade");
  }
  expect(system.mocks.registers["migri"]?.requests.count()).toBe(before);
});

it("costs its own field only while Migri is down", async () => {
  system.mocks.registers["migri"]?.faults.set([{ laji: "http500" }]);
  const token = await system.token({ persona: "amina" });
  const answer = await system.ask(`{ mina { nimi { sukunimi } ${fields} } }`, token);
  expect(answer.data).toEqual({ mina: { nimi: { sukunimi: "Warsade-Testi" }, oleskelu: null } });
  expect(codesOf(answer)).toEqual([["oleskelu", "SOURCE_UNAVAILABLE"]]);
});
