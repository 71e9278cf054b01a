import { describe, expect, it } from "vitest";
import { createPopulation, isVoimassa } from "../../../mocks/population/index.ts";

const population = createPopulation({ seed: 3, size: 1000 });
const people = [...population.kaikki()];
const paiva = "2026-11-23";
const born18 = "2008-11-23";

describe("mandates of the population", () => {
  it("are of adults with an identity code, to other adults who are there", () => {
    const given = people.flatMap((henkilo) =>
      population
        .valtuutukset(henkilo, paiva)
        .map((each) => ({ henkilo, valtuutettu: population.henkilo(each.valtuutettu) })),
    );
    expect(given.length).toBeGreaterThan(20);
    for (const { henkilo, valtuutettu } of given) {
      expect(henkilo.hetu).toBeDefined();
      expect(henkilo.syntymapaiva <= born18 && valtuutettu.syntymapaiva <= born18).toBe(true);
      expect(henkilo.index).not.toBe(valtuutettu.index);
    }
  });

  it("are found from both ends while they are in force", () => {
    for (const henkilo of people) {
      for (const each of population.valtuutukset(henkilo, paiva).filter((one) => isVoimassa(one, paiva))) {
        expect(population.valtuuttajat(population.henkilo(each.valtuutettu), paiva)).toContain(henkilo.index);
      }
    }
  });
});

describe("messages of the population", () => {
  it("are between a person and a region that has them as a customer, newest first, each with an identifier of its own", () => {
    const all = people.flatMap((henkilo) => {
      const viestit = population.viestit(henkilo, paiva);
      const alueet = population.asiakkuudet(henkilo).map(({ alue }) => alue);
      expect(viestit.every(({ alue, aika }) => alueet.includes(alue) && aika.slice(0, 10) < paiva)).toBe(true);
      expect(viestit.map(({ aika }) => aika)).toEqual(
        viestit
          .map(({ aika }) => aika)
          .toSorted()
          .toReversed(),
      );
      return viestit;
    });
    expect(all.length).toBeGreaterThan(1000);
    expect(new Set(all.map(({ tunniste }) => tunniste)).size).toBe(all.length);
  });

  it("go by a mailbox that most adults have, and nobody without an identity code", () => {
    const inUse = people.filter((henkilo) => population.suomifiViestitKaytossa(henkilo));
    expect(inUse.length / people.length).toBeGreaterThan(0.5);
    expect(inUse.length / people.length).toBeLessThan(0.7);
    expect(inUse.every(({ hetu }) => hetu !== undefined)).toBe(true);
  });
});
