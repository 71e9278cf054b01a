import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTiedot } from "../../gateway/catalogue/index.ts";
import type { ConfigFile } from "../../gateway/config/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import type { Henkilo } from "../../mocks/population/index.ts";
import { startRemoteSubgraphs } from "../start-remote.ts";
import type { RemoteSubgraphs } from "../start-remote.ts";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";
import { leaves, selectAll } from "./access-matrix.ts";
import { toAskers } from "./random-askers.ts";
import type { Asker } from "./random-askers.ts";
import { canariesOf, randomOperation } from "./random-operations.ts";
import type { Canary, RandomOperation } from "./random-operations.ts";

/** `KIERROKSIA`: operations with every register well; with each fault of each register a twelfth. `ASIAKAS_SIEMEN`: seed. */
const rounds = Number(process.env["KIERROKSIA"] ?? 36);
const seed = Number(process.env["ASIAKAS_SIEMEN"] ?? 20_261_125);
const roundsOfFault = Math.ceil(rounds / 12);

const items = new Map(
  readTiedot(readFileSync(new URL("../../schema/tiedot.graphql", import.meta.url), "utf8")).map((tieto) => [
    tieto.id,
    tieto,
  ]),
);

const sourceMs = 400;
const leavesAtOnce = 80;
/** They want arguments, or a purpose that a customer has not. */
const unasked: ReadonlySet<string> = new Set(["valtuus", "edustettavat", "suomifiViestitKaytossa"]);
const registers = ["vtj", "kela", "koski", "crm", "yhteinen", "mydata", "ptj", "tyollisyys", "migri", "kanta"];
/**
 * Nobody's data; who may act for whom, asked where a customer asks of another; and messages' deliveries, of which a
 * stream is read: none of them is sure to be asked here.
 */
const others = ["koodistot", "ptv", "valtuudet", "viestit"];
/** Down in two ways, slower than it is given time for, garbage, and another person's record. */
const faults: readonly Fault[] = [
  { laji: "http500" },
  { laji: "katkaisu" },
  { laji: "hidas", viiveMs: sourceMs * 1.5 },
  { laji: "roska" },
  { laji: "vaaraHenkilo" },
];
const personas = ["aino", "eino", "helmi", "venla", "sofia", "onni", "kaisa"];

/** A source is given little time, and a breaker never hides a fault from the next operation. */
function impatient(subgraphs: ConfigFile["subgraphs"]): ConfigFile["subgraphs"] {
  const settings = { timeoutMs: sourceMs, suojaus: { leastCalls: 100_000 } };
  return Object.fromEntries(
    Object.entries(subgraphs).map(([name, place]) => {
      const isRegister = registers.includes(name);
      if (!isRegister || place.run !== "in-process") return [name, place];
      return [name, { ...place, settings: { ...Object(place.settings), ...settings } }];
    }),
  );
}

const limits = {
  costPerMinute: 10_000_000,
  personsPerMinute: 100_000,
  personsPerHourOfOrganisation: 1_000_000,
  maxCost: 1_000_000,
};

/** What may be told, by the letters of the catalogue and turvakielto alone: nothing of the gate's own. */
function mayTell({ tieto }: Canary, henkilo: Henkilo, { letterOf }: Asker): boolean {
  const letter = letterOf(henkilo, tieto);
  if (letter === undefined || items.get(tieto)?.paasy.some((each) => each === letter) !== true) return false;
  const isPlace = tieto === 1 || tieto === 23;
  return !isPlace || letter === "S" || henkilo.turvakielto === undefined;
}

describe.each([
  ["in the gateway's process", "in-process"],
  ["as servers of their own", "remote"],
] as const)(`with subgraphs %s, seed ${seed}`, (_, run) => {
  let system: TestSystem;
  let remote: RemoteSubgraphs | undefined;
  let canaries: readonly Canary[] = [];
  let askers: readonly Asker[] = [];
  let asked = 0;
  beforeAll(async () => {
    system = await startSystem({
      // Venla, who is protected, is known in region 05.
      alueet: ["05", "08"],
      async configure(file) {
        const subgraphs = impatient(file.subgraphs);
        if (run === "remote") remote = await startRemoteSubgraphs(subgraphs);
        return {
          ...file,
          requestMs: 4000,
          limits: { ...file.limits, ...limits },
          subgraphs: remote?.places ?? subgraphs,
        };
      },
    });
    canaries = canariesOf(system.population);
    askers = toAskers(system.population);
  });
  afterAll(async () => {
    await system.close();
    await remote?.close();
  });

  const ask = async (
    { signIn, peruste }: Asker,
    { query, personas: opened, variables }: RandomOperation,
  ): Promise<GraphAnswer> => {
    const ids = Object.entries(opened).map(([name, persona]) => [name, system.idOf(persona, signIn.vastaanottaja)]);
    const extensions = peruste === undefined ? {} : { peruste };
    asked += 1;
    return system.ask(query, await system.token(signIn), { ...variables, ...Object.fromEntries(ids) }, extensions);
  };

  /** Canaries that an answer told, each of which the asker may be told. */
  const toTold = (answer: GraphAnswer, asker: Asker): number => {
    expect([200, 400, 403]).toContain(answer.status);
    const errors = JSON.stringify(answer.errors);
    const told = canaries.filter(({ value }) => answer.text.includes(value));
    for (const canary of told) {
      expect(errors).not.toContain(canary.value);
      const henkilo = system.population.henkilo(canary.index);
      const { tieto } = canary;
      const { persona } = henkilo;
      expect({ asker: asker.name, tieto, persona, mayTell: mayTell(canary, henkilo, asker) }).toEqual({
        asker: asker.name,
        tieto,
        persona,
        mayTell: true,
      });
    }
    return told.length;
  };

  /** A customer's whole own data, in parts that the limits allow: every register is asked, whatever the random operations ask. */
  const tellsOwn = async (): Promise<number> => {
    const [asker] = askers;
    if (asker === undefined) return 0;
    const own = leaves.filter((leaf) => !leaf.some((name) => unasked.has(name)));
    const starts = own.flatMap((_leaf, at) => (at % leavesAtOnce === 0 ? [at] : []));
    const parts = starts.map((at) => selectAll(own.slice(at, at + leavesAtOnce)));
    const told = await Promise.all(
      parts.map(async (part) => {
        const query = `query Oma($id0: ID!) { a0: asiakas(id: $id0) { ${part} } }`;
        const answer = await ask(asker, { query, personas: { id0: "aino" }, variables: {} });
        expect(answer.status).toBe(200);
        return toTold(answer, asker);
      }),
    );
    return told.reduce((sum, count) => sum + count, 0);
  };

  const tellsNothingElse = async (numRuns: number, offset: number): Promise<number> => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(askers.length - 1), randomOperation(personas), async (who, operation) => {
        const asker = askers[who];
        if (asker === undefined) return;
        told += toTold(await ask(asker, operation), asker);
      }),
      { numRuns, seed: seed + offset },
    );
    return told;
  };

  it("knows every register that there is", () => {
    expect(Object.keys(system.mocks.registers).toSorted()).toEqual([...registers, ...others].toSorted());
  });

  it(
    "tells nothing that the catalogue's letters do not give, whatever is asked, by whom",
    { timeout: 600_000 },
    async () => {
      // The property is about what is told: operations that are told nothing would show nothing.
      expect(await tellsNothingElse(rounds, 0)).toBeGreaterThan(rounds / 3);
    },
  );

  it.each(registers)(
    "tells no more while %s is down, slow, sends garbage or another person",
    { timeout: 600_000 },
    async (register) => {
      const own = system.mocks.registers[register];
      const before = own?.requests.count() ?? 0;
      let told = 0;
      for (const [at, fault] of faults.entries()) {
        own?.faults.set([fault]);
        try {
          told += await tellsOwn();
          told += await tellsNothingElse(roundsOfFault, 1 + at);
        } finally {
          own?.faults.set([]);
        }
      }
      expect(told).toBeGreaterThan(0);
      expect(own?.requests.count()).toBeGreaterThanOrEqual(before + faults.length);
    },
  );

  it("has written none of it in its logs, its use log, its health and metrics, or an address", async () => {
    const open = await Promise.all(
      ["/metrics", "/health/ready", "/health/live"].map(async (path) => (await fetch(system.url + path)).text()),
    );
    // Suomi.fi-valtuudet has the identity codes of both in its path: its own published interface.
    const addresses = Object.entries(system.mocks.registers).flatMap(([name, { requests }]) =>
      name === "valtuudet" ? [] : requests.latest().map(({ polku }) => polku),
    );
    const logs = [...system.log, ...(remote?.log ?? [])];
    expect(asked).toBeGreaterThanOrEqual(rounds);
    expect(logs.length).toBeGreaterThan(0);
    expect(remote?.log.length).not.toBe(0);
    const elsewhere = [...logs, ...open, ...addresses, JSON.stringify(system.loki())].join("\n");
    expect(canaries.filter(({ value }) => elsewhere.includes(value))).toEqual([]);
  });
});
