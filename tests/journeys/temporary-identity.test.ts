import { afterAll, beforeAll, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

const query = `query ($id: ID!) {
  asiakas(id: $id) { id valiaikaisetTiedot { tunniste nimi syy annettu alue yhdistetty { id } } laakekatto { vuosi } }
}`;

it("tells a professional the region's temporary identity, but not the place: turvakielto can't be asked without an identity code", async () => {
  const id = system.idOf("mihai");
  const token = await system.token({ persona: "sofia", rooli: "terveydenhuolto", tarkoitus: "HOITO" });
  const answer = await system.ask(query, token, { id });
  expect(answer.errors.map(({ path, extensions }) => [path?.join("."), extensions["code"]])).toEqual([
    ["asiakas.valiaikaisetTiedot.tunniste", "NON_DISCLOSURE"],
    ["asiakas.valiaikaisetTiedot.alue", "NON_DISCLOSURE"],
  ]);
  expect(answer.data?.["asiakas"]).toMatchObject({
    id,
    valiaikaisetTiedot: {
      nimi: expect.stringMatching(/\w/),
      syy: expect.stringMatching(/^[A-Z]+$/),
      tunniste: null,
      yhdistetty: null,
    },
    laakekatto: null,
  });
});

it("asks no national register about a temporary identifier: it is the region's own", async () => {
  for (const { requests } of Object.values(system.mocks.registers)) requests.clear();
  const token = await system.token({ persona: "sofia", rooli: "terveydenhuolto", tarkoitus: "HOITO" });
  await system.ask(query, token, { id: system.idOf("mihai") });
  const told = Object.entries(system.mocks.registers)
    .filter(([, { requests }]) =>
      requests.latest().some(({ runko, polku }) => `${polku}${runko}`.includes("2026-000007")),
    )
    .map(([name]) => name);
  expect(told.toSorted()).toEqual(["crm", "yhteinen"]);
});
