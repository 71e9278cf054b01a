import { describe, expect, it } from "vitest";
import { createPopulation } from "../../../mocks/population/index.ts";

const population = createPopulation({ seed: 1, size: 600 });
const kaikki = Array.from(population.kaikki());

describe("client and patient records", () => {
  it("are held by controllers whose customer the person is or has been", () => {
    for (const henkilo of kaikki.filter(({ persona }) => persona === undefined)) {
      const pitajat = population
        .asiakkuudet(henkilo)
        .map(({ organisaatio, alue }) => (organisaatio.endsWith("99900099") ? "HUS" : alue));
      const { havainnot, ohjaukset, suunnitelmat } = population.hoito(henkilo);
      for (const { rekisterinpitaja } of [...havainnot, ...ohjaukset, ...suunnitelmat]) {
        expect(pitajat).toContain(rekisterinpitaja);
      }
    }
  });

  it("have a plan for each open customership, and none for one that has ended", () => {
    for (const henkilo of kaikki) {
      const avoimet = population.asiakkuudet(henkilo).filter(({ paattynyt }) => paattynyt === undefined);
      const { suunnitelmat } = population.hoito(henkilo);
      expect(suunnitelmat.map(({ asiakkuus }) => asiakkuus.tunnus)).toEqual(avoimet.map(({ tunnus }) => tunnus));
    }
  });

  it("are marked of whom a minor lets see them, of most, and of nobody grown up", () => {
    const all = kaikki.flatMap((henkilo) => {
      const { havainnot, ohjaukset, suunnitelmat } = population.hoito(henkilo);
      const isMinor = henkilo.syntymapaiva > "2008-11-01";
      return [...havainnot, ...ohjaukset, ...suunnitelmat].map(({ huoltajille }) => ({ isMinor, huoltajille }));
    });
    expect(all.filter(({ isMinor, huoltajille }) => !isMinor && huoltajille !== undefined)).toEqual([]);
    const minors = all.filter(({ isMinor }) => isMinor).map(({ huoltajille }) => huoltajille);
    expect(new Set(minors)).toEqual(new Set(["1", "2", "3", "4", undefined]));
  });

  it("have identifiers of their own, and are the same each time", () => {
    const tunnukset = kaikki.flatMap((henkilo) => {
      const { havainnot, ohjaukset, suunnitelmat } = population.hoito(henkilo);
      return [...havainnot, ...ohjaukset, ...suunnitelmat].map(({ tunnus }) => tunnus);
    });
    expect(new Set(tunnukset).size).toBe(tunnukset.length);
    const again = createPopulation({ seed: 1, size: 600 });
    expect(again.hoito(again.henkilo(6))).toEqual(population.hoito(population.henkilo(6)));
  });
});
