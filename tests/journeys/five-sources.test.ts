import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fiveSources, startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  // Shorter than a person would wait, so that a register that hangs ends the test soon.
  system = await startSystem({ configure: (file) => ({ ...file, requestMs: 1500 }) });
});
afterAll(() => system.close());

const registers = ["vtj", "kela", "koski", "crm"] as const;
const fieldsOf = {
  vtj: ["nimi", "perhesuhteet"],
  kela: ["laakekatto", "matkakatto"],
  koski: ["koulutus"],
  crm: ["yhteystiedot", "asiakassetelit"],
} as const;

const minaOf = (answer: GraphAnswer): Readonly<Record<string, unknown>> =>
  (answer.data as { readonly mina: Readonly<Record<string, unknown>> }).mina;

const isMissing = (value: unknown): boolean =>
  value === null || (Array.isArray(value) && value.length > 0 && value.every((item) => item === null));

async function withFault<T>(register: (typeof registers)[number], laji: string, run: () => Promise<T>): Promise<T> {
  const { controlUrl } = system.mocks.registers[register] ?? { controlUrl: "" };
  const set = (viat: unknown): Promise<Response> =>
    fetch(`${controlUrl}/viat`, { method: "PUT", body: JSON.stringify({ viat }) });
  expect((await set([{ laji }])).status).toBe(200);
  try {
    return await run();
  } finally {
    await set([]);
  }
}

it("answers one query on a customer from five sources", async () => {
  const answer = await system.ask(fiveSources, await system.token({ persona: "aino" }));
  expect(answer.status).toBe(200);
  expect(answer.errors).toEqual([]);
  const mina = minaOf(answer);
  expect(mina).toMatchObject({
    nimi: { etunimet: "Aino Maria", sukunimi: "Koivula-Testi" },
    perhesuhteet: { lapset: [{ nimi: { etunimet: "Eino Olavi" } }, { nimi: { etunimet: "Helmi Sofia" } }] },
    koulutus: {
      tutkinnot: expect.arrayContaining([expect.objectContaining({ nimi: "Sosiaali- ja terveysalan perustutkinto" })]),
    },
  });
  expect(mina["yhteystiedot"]).not.toEqual([]);
  expect(mina["asiakassetelit"]).not.toEqual([]);
  expect(new Set(answer.lahteet.map(({ lahde }) => lahde))).toEqual(
    new Set(["asiakas", "vtj", "kela", "koski", "crm"]),
  );
  expect(answer.lahteet.every(({ tila }) => tila === "OK")).toBe(true);
});

it("asks each register once for one person, and the population register for no more than was asked", async () => {
  for (const register of Object.values(system.mocks.registers)) register.requests.clear();
  const answer = await system.ask(
    "{ mina { nimi { sukunimi } laakekatto { tayttynyt } matkakatto { tayttynyt } } }",
    await system.token({ persona: "aino" }),
  );
  expect(answer.errors).toEqual([]);
  const counts = Object.entries(system.mocks.registers).map(([name, { requests }]) => [name, requests.count()]);
  expect(Object.fromEntries(counts)).toEqual({ vtj: 1, kela: 1, koski: 0, crm: 0, mydata: 0, kanta: 0 });
  expect(system.mocks.registers["vtj"]?.requests.latest()[0]?.runko).toContain("PERUSSANOMA 1");
});

it("never puts an identity code in an address", async () => {
  const { hetu = "" } = system.population.henkilo(0);
  await system.ask(fiveSources, await system.token({ persona: "aino" }));
  const paths = Object.values(system.mocks.registers).flatMap(({ requests }) =>
    requests.latest().map(({ polku }) => polku),
  );
  expect(hetu).not.toBe("");
  expect(paths.filter((path) => path.includes(hetu) || path.includes(encodeURIComponent(hetu)))).toEqual([]);
});

describe.each(registers)("with %s failing", (register) => {
  it.each(["jumissa", "katkaisu", "roska", "http500", "katkaistu"])(
    "by %s, the rest comes back and the answer says why",
    async (laji) => {
      const token = await system.token({ persona: "aino" });
      const answer = await withFault(register, laji, () => system.ask(fiveSources, token));
      expect(answer.status).toBe(200);
      const mina = minaOf(answer);
      for (const other of registers) {
        for (const field of fieldsOf[other])
          expect([field, isMissing(mina[field])]).toEqual([field, other === register]);
      }
      for (const field of fieldsOf[register]) {
        const told = answer.errors.find(({ path = [] }) => path[1] === field);
        expect(told?.extensions).toMatchObject({ lahde: register, code: expect.stringMatching(/^SOURCE_/) as unknown });
        expect(told?.extensions["neuvo"]).not.toBe("");
      }
      const rows = answer.lahteet.filter(({ lahde }) => lahde === register);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every(({ tila }) => tila.startsWith("SOURCE_"))).toBe(true);
    },
  );
});

it("shows other regions' vouchers while one region is down, and says which is missing", async () => {
  const persona = system.population.personas.find(({ kuvaus }) => kuvaus.includes("kolme"))?.persona ?? "";
  const token = await system.token({ persona });
  const query = "{ mina { asiakassetelit { numero alue } } }";
  const alueetOf = (answer: GraphAnswer): readonly (string | undefined)[] =>
    (minaOf(answer)["asiakassetelit"] as readonly ({ readonly alue: string } | null)[]).map((row) => row?.alue);
  const whole = await system.ask(query, token);
  expect(whole.errors).toEqual([]);
  expect(new Set(alueetOf(whole))).toEqual(new Set(["08", "15", "90"]));
  system.mocks.nodes["crm/15"]?.faults.set([{ laji: "katkaisu" }]);
  const partial = await system.ask(query, token);
  system.mocks.nodes["crm/15"]?.faults.set([]);
  expect(new Set(alueetOf(partial))).toEqual(new Set(["08", undefined, "90"]));
  const at = alueetOf(partial).indexOf(undefined);
  expect(partial.errors).toMatchObject([
    { path: ["mina", "asiakassetelit", at], extensions: { code: "SOURCE_UNAVAILABLE", lahde: "crm" } },
  ]);
  expect(partial.lahteet.find(({ solmu }) => solmu === "15")?.tila).toBe("SOURCE_UNAVAILABLE");
});
