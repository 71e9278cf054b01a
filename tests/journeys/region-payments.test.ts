import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ now: () => new Date("2026-11-25T10:00:00Z") });
}, 60_000);
afterAll(() => system.close());
afterEach(() => {
  for (const node of Object.values(system.mocks.nodes)) node.faults.set([]);
});

const mine = async (persona: string, fields: string): Promise<GraphAnswer> =>
  system.ask(`{ mina { ${fields} } }`, await system.token({ persona }));

/** What a professional, the organiser or a guardian gets of a persona. */
async function of(persona: string, signIn: SignIn, fields: string): Promise<GraphAnswer> {
  const id = system.idOf(persona);
  return system.ask(`query($id: ID!) { asiakas(id: $id) { ${fields} } }`, await system.token(signIn), { id });
}

const codesOf = ({ errors }: GraphAnswer): readonly unknown[] =>
  errors.map(({ path, extensions }) => [path?.slice(1).join("."), extensions["code"]]);

it("shows a customer the fees of three regions, each telling whether it counts toward the ceiling", async () => {
  const { data, errors } = await mine("sofia", "asiakasmaksut { palvelu summa { sentit } kerryttaaMaksukattoa alue }");
  expect(errors).toEqual([]);
  const fee = (palvelu: string, sentit: number, alue: string, kerryttaaMaksukattoa = true) => ({
    palvelu,
    summa: { sentit },
    kerryttaaMaksukattoa,
    alue,
  });
  expect(data?.["mina"]).toEqual({
    asiakasmaksut: [
      fee("Päiväkirurgia", 23_380, "08"),
      fee("Poliklinikka", 7130, "08"),
      fee("Päiväkirurgia", 23_380, "15"),
      fee("Poliklinikka", 7130, "15"),
      fee("Fysioterapia, palvelusetelin omavastuu", 550, "90", false),
      fee("Päiväkirurgia", 23_380, "90"),
      fee("Päivystys", 7130, "90"),
    ],
  });
});
