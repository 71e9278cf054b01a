import { expect, it } from "vitest";
import { createPopulation, oletusPopulaatio, toKokeiluoikeus } from "../../../mocks/population/index.ts";
import type { Henkilo } from "../../../mocks/population/index.ts";

const population = createPopulation(oletusPopulaatio);
const kaikki = [...population.kaikki()];
const personaOf = (name: string): Henkilo => {
  const found = population.personas.find(({ persona }) => persona === name);
  if (found === undefined) throw new Error(`the population has no persona ${name}`);
  return population.henkilo(found.index);
};

it("has visits of those 65 and over only, within the trial and the year's number of visits", () => {
  for (const henkilo of kaikki) {
    const raja = `${Number(henkilo.syntymapaiva.slice(0, 4)) + 65}${henkilo.syntymapaiva.slice(4)}`;
    for (const [vuosi, kaynteja] of [
      [2024, 0],
      [2025, 2],
      [2026, 3],
      [2027, 3],
      [2028, 0],
    ] as const) {
      const kaynnit = population.kokeilukaynnit(henkilo, vuosi);
      expect(kaynnit.length).toBeLessThanOrEqual(kaynteja);
      const paivat = kaynnit.map(({ paiva }) => paiva);
      expect([raja, ...paivat]).toEqual([raja, ...paivat].toSorted());
      expect(kaynnit.length === 0 || (henkilo.vakuutettu && henkilo.kuolinpaiva === undefined)).toBe(true);
    }
  }
});

it("costs what a health station did that year", () => {
  const omavastuut = [2025, 2026].map(
    (vuosi) => population.kokeilukaynnit(personaOf("onni"), vuosi)[0]?.omavastuuSentit,
  );
  expect(omavastuut).toEqual([2820, 3020]);
});

it("shows one who has used all, one who has some left, and one who has no right yet", () => {
  const used = (name: string): number => population.kokeilukaynnit(personaOf(name), 2026).length;
  expect([used("onni"), used("liisa"), used("aino")]).toEqual([3, 1, 0]);
  const marja = personaOf("onni").lapset[0]?.index ?? 0;
  expect(toKokeiluoikeus(population.henkilo(marja), "2026-11-23").oikeus).toBe(false);
});

it("begins and ends with the trial", () => {
  const days = ["2025-08-31", "2025-09-01", "2027-12-31", "2028-01-01"];
  expect(days.map((paiva) => toKokeiluoikeus(personaOf("onni"), paiva).oikeus)).toEqual([false, true, true, false]);
});
