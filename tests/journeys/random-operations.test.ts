import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readTiedot } from "../../gateway/catalogue/index.ts";
import type { Henkilo } from "../../mocks/population/index.ts";
import { startSystem } from "../start.ts";
import type { SignIn, TestSystem } from "../start.ts";
import { canariesOf, knownIn, randomOperation } from "./random-operations.ts";
import type { Canary, LetterOf } from "./random-operations.ts";

const items = new Map(
  readTiedot(readFileSync(new URL("../../schema/tiedot.graphql", import.meta.url), "utf8")).map((tieto) => [
    tieto.id,
    tieto,
  ]),
);

interface Asker {
  readonly name: string;
  readonly signIn: SignIn;
  readonly peruste?: unknown;
  readonly letterOf: LetterOf;
}

let system: TestSystem;
let ids: readonly string[] = [];
let canaries: readonly Canary[] = [];
let askers: readonly Asker[] = [];
beforeAll(async () => {
  system = await startSystem({
    // Venla, who is protected, is known in region 05.
    alueet: ["05", "08"],
    configure: (file) => ({
      ...file,
      requestMs: 4000,
      limits: {
        ...file.limits,
        costPerMinute: 10_000_000,
        personsPerMinute: 100_000,
        personsPerHourOfOrganisation: 100_000,
        maxCost: 1_000_000,
      },
    }),
  });
  canaries = canariesOf(system.population);
  const personas = ["aino", "eino", "helmi", "venla", "sofia", "onni", "kaisa"];
  ids = await Promise.all(
    personas.map(async (persona) => {
      const { data } = await system.ask("{ mina { id } }", await system.token({ persona }));
      return (data as { mina: { id: string } }).mina.id;
    }),
  );
  const known = knownIn(system.population, "08");
  const customer = (persona: string, children: readonly string[]): Asker => ({
    name: persona,
    signIn: { persona },
    letterOf: (henkilo) =>
      henkilo.persona === persona ? "S" : children.includes(henkilo.persona ?? "") ? "P" : undefined,
  });
  const professional = (rooli: string, letter: string, ground: boolean): Asker => ({
    name: `${rooli}${ground ? ", lähete" : ""}`,
    signIn: { persona: "liisa", rooli, alue: ground ? "15" : "08", tarkoitus: "HOITO" },
    ...(ground ? { peruste: { laji: "LAHETE", selite: "Lähete toisesta yksiköstä" } } : {}),
    letterOf: (henkilo) => (ground || known(henkilo) ? letter : undefined),
  });
  askers = [
    customer("aino", ["eino", "helmi"]),
    customer("venla", ["helmi"]),
    customer("sofia", []),
    professional("terveydenhuolto", "H", false),
    professional("sosiaalihuolto", "L", true),
    professional("laskutus", "R", false),
    professional("palveluohjaus", "O", true),
    { name: "analyytikko", signIn: { persona: "liisa", rooli: "analyytikko" }, letterOf: () => undefined },
  ];
});
afterAll(() => system.close());

/** What may be told, by the letters of the catalogue and turvakielto alone: nothing of the gate's own. */
function mayTell({ tieto }: Canary, henkilo: Henkilo, letterOf: LetterOf): boolean {
  const letter = letterOf(henkilo);
  if (letter === undefined || items.get(tieto)?.paasy.some((each) => each === letter) !== true) return false;
  const isPlace = tieto === 1 || tieto === 23;
  return !isPlace || letter === "S" || henkilo.turvakielto === undefined;
}

const registers = ["vtj", "kela", "koski", "crm"] as const;
const fault = fc.option(
  fc.record({
    register: fc.constantFrom(...registers),
    laji: fc.constantFrom(...(["http500", "katkaisu", "roska", "vaaraHenkilo"] as const)),
  }),
  { nil: undefined, freq: 3 },
);

it("tells nothing that the catalogue's letters do not give, whatever is asked, by whom, with whatever register failing", async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(askers.length - 1),
      randomOperation(ids),
      fault,
      async (who, { query, variables }, broken) => {
        const asker = askers[who];
        if (asker === undefined) return;
        if (broken !== undefined) system.mocks.registers[broken.register]?.faults.set([{ laji: broken.laji }]);
        const answer = await system.ask(
          query,
          await system.token(asker.signIn),
          variables,
          asker.peruste === undefined ? {} : { peruste: asker.peruste },
        );
        if (broken !== undefined) system.mocks.registers[broken.register]?.faults.set([]);
        expect([200, 400, 403]).toContain(answer.status);
        const errors = JSON.stringify(answer.errors);
        for (const canary of canaries) {
          if (!answer.text.includes(canary.value)) continue;
          told += 1;
          expect(errors).not.toContain(canary.value);
          const henkilo = system.population.henkilo(canary.index);
          expect([asker.name, canary.tieto, henkilo.persona, mayTell(canary, henkilo, asker.letterOf)]).toEqual([
            asker.name,
            canary.tieto,
            henkilo.persona,
            true,
          ]);
        }
      },
    ),
    { numRuns: Number(process.env["KIERROKSIA"] ?? 120) },
  );
  // The property is about what is told: operations that are told nothing would show nothing.
  expect(told).toBeGreaterThan(20);
  const elsewhere = [...system.log, JSON.stringify(system.loki())].join("\n");
  expect(canaries.filter(({ value }) => elsewhere.includes(value))).toEqual([]);
});
