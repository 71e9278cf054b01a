import { afterAll, beforeAll, expect, it } from "vitest";
import { benchQuery, registersDenials, registersQuery } from "../../bench/query.ts";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({
    configure: (file) => ({ ...file, limits: { ...file.limits, costPerMinute: 10_000_000 } }),
  });
}, 240_000);
afterAll(() => system.close());

const registers = [
  "crm",
  "kanta",
  "kela",
  "koodistot",
  "koski",
  "migri",
  "mydata",
  "ptj",
  "ptv",
  "tyollisyys",
  "valtuudet",
  "viestit",
  "vtj",
  "yhteinen",
];

async function askOf(hetu: string): Promise<GraphAnswer> {
  for (const { requests } of Object.values(system.mocks.registers)) requests.clear();
  return system.ask(registersQuery, await system.tokenOf(hetu), { asioija: system.idOf("kerttu") });
}

/** Customers, the personas' own odd cases left out as the benchmark's first hundreds mostly are. */
function customers(): readonly string[] {
  return [...system.population.kaikki()].flatMap(({ hetu, kuolinpaiva, persona }) =>
    hetu === undefined || kuolinpaiva !== undefined || persona === "kerttu" ? [] : [hetu],
  );
}

it("touches fourteen registers in one query, each answering, whoever the customer is", async () => {
  const touched = new Set<string>();
  for (const hetu of customers().slice(0, 12)) {
    const answer = await askOf(hetu);
    const denials = answer.errors.map(({ path = [], extensions }) => `${String(extensions["code"])} ${path.join(".")}`);
    expect(denials.filter((each) => !registersDenials.includes(each))).toEqual([]);
    // The graph's own subgraph of identities is no register.
    const others = answer.lahteet.map(({ lahde }) => lahde).filter((lahde) => lahde !== "asiakas");
    for (const lahde of others) touched.add(lahde);
    // Events of messages come as one stream, read on at most twice a minute: most requests find it read.
    expect(registers.filter((name) => name !== "viestit" && !others.includes(name))).toEqual([]);
    expect(new Set(answer.lahteet.map(({ tila }) => tila))).toEqual(new Set(["OK"]));
  }
  expect([...touched].toSorted()).toEqual(registers);
});

it("costs a register few calls for one person, and public data none once it is known", async () => {
  const [first = "", second = ""] = customers();
  await askOf(first);
  await askOf(second);
  const calls = Object.fromEntries(
    Object.entries(system.mocks.registers).map(([name, { requests }]) => [name, requests.count()]),
  );
  // One call each, of one person; of those with a node for each region one for each field and region asked.
  for (const name of ["kela", "koski", "migri", "tyollisyys", "valtuudet", "kanta"])
    expect([name, calls[name]]).toEqual([name, 1]);
  expect([calls["ptv"], calls["koodistot"]]).toEqual([0, 0]);
  expect(calls["vtj"]).toBeLessThanOrEqual(2);
});

it("is answered whole by the README's query too", async () => {
  for (const hetu of customers().slice(0, 5)) {
    const answer = await system.ask(benchQuery, await system.tokenOf(hetu));
    expect(answer.errors).toEqual([]);
  }
});
