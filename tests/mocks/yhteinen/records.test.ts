import { describe, expect, it } from "vitest";
import { createPopulation } from "../../../mocks/population/index.ts";
import { toYhteinenRows } from "../../../mocks/yhteinen/records.ts";

const population = createPopulation({ seed: 7, size: 600 });

describe("toYhteinenRows", () => {
  it("knows a person in the regions of the customerships and events, and in no other", () => {
    for (const henkilo of population.kaikki()) {
      const expected = new Set([
        ...population.asiakkuudet(henkilo).map(({ alue }) => alue),
        ...population.palvelutapahtumat(henkilo).map(({ alue }) => alue),
      ]);
      expect(new Set(toYhteinenRows(population, henkilo).keys())).toEqual(expected);
    }
  });

  it("gives each customership a professional at least, of whom one is responsible", () => {
    for (const henkilo of population.kaikki()) {
      for (const rows of toYhteinenRows(population, henkilo).values()) {
        for (const { tunnus, vastuuhenkilo } of rows.asiakkuus) {
          const own = rows.asiakkuuden_ammattilainen.filter(({ asiakkuus }) => asiakkuus === tunnus);
          expect(own.map(({ ammattilainen }) => ammattilainen)).toContain(vastuuhenkilo);
        }
      }
    }
  });

  it("holds close persons and the plan in the present region only", () => {
    const holding = [...population.kaikki()].flatMap((henkilo) =>
      [...toYhteinenRows(population, henkilo)].flatMap(([alue, { laheinen, omasuunnitelma }]) =>
        [...laheinen, ...omasuunnitelma].map(() => [alue, population.asiakkuudet(henkilo)[0]?.alue] as const),
      ),
    );
    expect(holding.length).toBeGreaterThan(100);
    expect(holding.filter(([alue, present]) => alue !== present)).toEqual([]);
  });

  it("has events on days that the customership was open, of a payer of every common kind", () => {
    const events = [...population.kaikki()].flatMap((henkilo) => population.palvelutapahtumat(henkilo));
    expect(events.filter(({ alkoi, paattyi }) => alkoi > paattyi)).toEqual([]);
    expect(new Set(events.map(({ tunnus }) => tunnus)).size).toBe(events.length);
    expect(new Set(events.map(({ maksaja }) => maksaja.laji))).toEqual(
      new Set(["ALUE", "MUU_ALUE", "TYOTERVEYS", "ULKOMAA", "VAKUUTUSYHTIO"]),
    );
  });
});
