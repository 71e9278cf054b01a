import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let summed: TestSystem;
let chosen: TestSystem;
beforeAll(async () => {
  const now = (): Date => new Date("2026-11-25T10:00:00Z");
  summed = await startSystem({ now });
  chosen = await startSystem({
    now,
    configure: (file) => ({ ...file, vaihtoehdot: ["Asiakas.palvelujenMaksukatto"] }),
  });
}, 60_000);
afterAll(() => Promise.all([summed.close(), chosen.close()]));
afterEach(() => {
  for (const register of Object.values(chosen.mocks.registers)) register.faults.set([]);
});

const query = `{ mina { palvelujenMaksukatto {
  vuosi raja { sentit } kertynyt { sentit } perustuu taydellinen kertyyHuoltajalle alueet { alue }
} } }`;

async function askOf(system: TestSystem, persona: string): Promise<GraphAnswer> {
  return system.ask(query, await system.token({ persona }));
}

function kattoOf({ data }: GraphAnswer): Record<string, unknown> {
  const mina: unknown = data?.["mina"];
  const katto: unknown = Reflect.get(Object(mina), "palvelujenMaksukatto");
  return { ...Object(katto) };
}

it("is summed from the regions unless the deployment chooses Kela, who then answers alone", async () => {
  const own = await askOf(summed, "aino");
  expect(kattoOf(own)).toMatchObject({ perustuu: "LASKETTU", taydellinen: false });
  expect(own.lahteet.map(({ lahde }) => lahde)).not.toContain("kela");
  const answer = await askOf(chosen, "aino");
  expect(answer.errors).toEqual([]);
  expect(kattoOf(answer)).toMatchObject({ perustuu: "KELA", taydellinen: true, alueet: [] });
  expect(answer.lahteet.map(({ lahde }) => lahde)).not.toContain("crm");
});

it.each(["aino", "eino"])("is the same sum by either for %s, whose regions all answer", async (persona) => {
  const [one, other] = [kattoOf(await askOf(summed, persona)), kattoOf(await askOf(chosen, persona))];
  for (const name of ["vuosi", "raja", "kertynyt", "kertyyHuoltajalle"]) expect(other[name]).toEqual(one[name]);
});

it("stops at the limit, and knows a region that has no node", async () => {
  expect(kattoOf(await askOf(chosen, "sofia"))).toMatchObject({ kertynyt: { sentit: 81_500 } });
  expect(kattoOf(await askOf(summed, "onni"))).toMatchObject({ kertynyt: { sentit: 0 }, taydellinen: false });
  expect(kattoOf(await askOf(chosen, "onni"))).toMatchObject({ kertynyt: { sentit: 3020 }, taydellinen: true });
});

it("is there while the regions are down, and null with Kela's error while Kela is", async () => {
  chosen.mocks.registers["crm"]?.faults.set([{ laji: "http500" }]);
  expect(kattoOf(await askOf(chosen, "aino"))).toMatchObject({ perustuu: "KELA" });
  chosen.mocks.registers["kela"]?.faults.set([{ laji: "http500" }]);
  const answer = await askOf(chosen, "aino");
  expect(kattoOf(answer)).toEqual({});
  expect(answer.errors.map(({ extensions }) => [extensions["code"], extensions["lahde"]])).toEqual([
    ["SOURCE_UNAVAILABLE", "kela"],
  ]);
});

it("stops the start when a field is chosen that has no other source", async () => {
  const start = startSystem({ configure: (file) => ({ ...file, vaihtoehdot: ["Asiakas.laakekatto"] }) });
  await expect(start).rejects.toThrow("vaihtoehdot: Asiakas.laakekatto has no alternative source");
});
