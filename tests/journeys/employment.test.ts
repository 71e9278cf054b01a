import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  // Venla is a customer of Varsinais-Suomi (05).
  system = await startSystem({ alueet: ["05", "08"] });
});
afterAll(() => system.close());
afterEach(() => system.mocks.registers["tyollisyys"]?.faults.set([]));

const codesOf = ({ errors }: GraphAnswer): readonly unknown[] =>
  errors.map(({ path, extensions }) => [path?.at(-1), extensions["code"]]);

const socialWork = { rooli: "sosiaalihuolto", tarkoitus: "SOSIAALIHUOLTO" } as const;

it("shows occupation and employment side by side, from two registers", async () => {
  const token = await system.token({ persona: "lauri" });
  const answer = await system.ask("{ mina { ammatti tyollisyys { tila alkaen } } }", token);
  expect(answer.errors).toEqual([]);
  expect(answer.data).toEqual({
    mina: { ammatti: "sähköasentaja", tyollisyys: { tila: "TYOTON", alkaen: "2026-03-01" } },
  });
});

it("does not call one employed who is no job seeker", async () => {
  const token = await system.token({ persona: "aino" });
  const answer = await system.ask("{ mina { ammatti tyollisyys { tyonhakija tila } } }", token);
  expect(answer.data).toEqual({
    mina: { ammatti: "lähihoitaja", tyollisyys: { tyonhakija: false, tila: "TUNTEMATON" } },
  });
});

it("withholds the employment area of one under turvakielto, and nothing else of the situation", async () => {
  const token = await system.token({ persona: "liisa", ...socialWork, alue: "05" });
  const query = "query($id: ID!) { asiakas(id: $id) { tyollisyys { tila tyollisyysalue } } }";
  const answer = await system.ask(query, token, { id: system.idOf("venla") });
  expect(answer.data).toEqual({ asiakas: { tyollisyys: { tila: "LOMAUTETTU", tyollisyysalue: null } } });
  expect(codesOf(answer)).toEqual([["tyollisyysalue", "NON_DISCLOSURE"]]);
  const own = await system.ask("{ mina { tyollisyys { tyollisyysalue } } }", await system.token({ persona: "venla" }));
  expect(own.data).toEqual({ mina: { tyollisyys: { tyollisyysalue: "Työllisyysalue Turku" } } });
});

it("does not ask the authority for a nurse, whose task it is not", async () => {
  const token = await system.token({ persona: "liisa", rooli: "terveydenhuolto", tarkoitus: "HOITO", alue: "08" });
  const before = system.mocks.registers["tyollisyys"]?.requests.count();
  const query = "query($id: ID!) { asiakas(id: $id) { tyollisyys { tila } } }";
  expect(codesOf(await system.ask(query, token, { id: system.idOf("aino") }))).toEqual([["tyollisyys", "FORBIDDEN"]]);
  expect(system.mocks.registers["tyollisyys"]?.requests.count()).toBe(before);
});

it("leaves the occupation there while the authority is down", async () => {
  system.mocks.registers["tyollisyys"]?.faults.set([{ laji: "http500" }]);
  const answer = await system.ask("{ mina { ammatti tyollisyys { tila } } }", await system.token({ persona: "lauri" }));
  expect(answer.data).toEqual({ mina: { ammatti: "sähköasentaja", tyollisyys: null } });
  expect(codesOf(answer)).toEqual([["tyollisyys", "SOURCE_UNAVAILABLE"]]);
});
