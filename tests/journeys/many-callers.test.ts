import { afterAll, beforeAll, expect, it } from "vitest";
import { toPatient } from "../../bench/patient-sources.ts";
import { startSystem } from "../start.ts";
import type { TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({
    size: 400,
    configure: (file) => ({
      // Callers, gateway and mocks share this process.
      ...toPatient(file, concurrent),
      // Callers keep their connections: those of two rounds may be open at once.
      limits: { ...file.limits, maxConnections: 5000 },
    }),
  });
});
afterAll(() => system.close());

const query = `{ mina { hetu nimi { etunimet sukunimi } laakekatto { kertynyt { sentit } } yhteystiedot { arvo } } }`;
const persons = 200;
const concurrent = 1000;

interface Mina {
  readonly hetu: string;
  readonly nimi: { readonly etunimet: string; readonly sukunimi: string };
  readonly laakekatto: { readonly kertynyt: { readonly sentit: number } | null };
  readonly yhteystiedot: readonly { readonly arvo: string }[];
}

it("mixes no two customers' data and keeps no memory over 1,000 queries at once on 200 persons", async () => {
  const people = [...system.population.kaikki()]
    .filter(({ hetu, kuolinpaiva }) => hetu !== undefined && kuolinpaiva === undefined)
    .slice(0, persons);
  expect(people).toHaveLength(persons);
  const tokens = await Promise.all(people.map(({ hetu = "" }) => system.tokenOf(hetu)));
  const round = async (): Promise<void> => {
    const answers = await Promise.all(
      Array.from({ length: concurrent }, (_, at) => system.ask(query, tokens[at % persons])),
    );
    for (const [at, answer] of answers.entries()) {
      const person = people[at % persons];
      expect([answer.status, answer.errors]).toEqual([200, []]);
      const { mina } = answer.data as { readonly mina: Mina };
      expect([mina.hetu, mina.nimi.etunimet, mina.nimi.sukunimi]).toEqual([
        person?.hetu,
        person?.etunimet,
        person?.sukunimi,
      ]);
      if (person === undefined) continue;
      const known = new Set(system.population.yhteystiedot(person).map(({ arvo }) => arvo));
      expect(mina.yhteystiedot.filter(({ arvo }) => !known.has(arvo))).toEqual([]);
    }
  };
  const live = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1024 / 1024;
  };
  // The first rounds fill pools, caches and compiled code.
  await round();
  await round();
  const before = live();
  await round();
  await round();
  const after = live();
  expect(globalThis.gc).toBeTypeOf("function");
  expect(after - before).toBeLessThan(20);
}, 240_000);
