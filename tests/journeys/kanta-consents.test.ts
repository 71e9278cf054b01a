import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
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
