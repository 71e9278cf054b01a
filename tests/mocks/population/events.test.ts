import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ankkuripaiva, createPopulation, katotVuonna, oletusPopulaatio } from "../../../mocks/population/index.ts";
import type { Osto } from "../../../mocks/population/index.ts";

const population = createPopulation(oletusPopulaatio);
const kaikki = [...population.kaikki()];
const anyone = fc.integer({ min: 0, max: oletusPopulaatio.size - 1 }).map((index) => population.henkilo(index));
const year = fc.integer({ min: 2010, max: 2040 });
const sum = (ostot: readonly Osto[]): number => ostot.reduce((total, { sentit }) => total + sentit, 0);

describe("purchases of a year", () => {
  it("never exceed the ceilings, are in order, in the year, and only in the lifetime of the insured", () => {
    fc.assert(
      fc.property(anyone, year, (henkilo, vuosi) => {
        const ostot = population.ostot(henkilo, vuosi);
        const katot = katotVuonna(vuosi);
        expect(ostot).toEqual(population.ostot(henkilo, vuosi));
        expect(sum(ostot.laakkeet)).toBeLessThanOrEqual(katot.laakkeet);
        expect(sum(ostot.matkat)).toBeLessThanOrEqual(katot.matkat);
        for (const { sentit } of ostot.matkat) expect(sentit).toBeLessThanOrEqual(2500);
        for (const lista of [ostot.laakkeet, ostot.matkat]) {
          expect(lista.map(({ aika }) => aika)).toEqual(lista.map(({ aika }) => aika).sort());
          for (const { aika, sentit } of lista) {
            expect(aika).toMatch(new RegExp(`^${vuosi}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:00\\+0[23]:00$`));
            expect(aika.slice(0, 10) >= henkilo.syntymapaiva).toBe(true);
            expect(henkilo.kuolinpaiva === undefined || aika.slice(0, 10) < henkilo.kuolinpaiva).toBe(true);
            expect(Number.isInteger(sentit) && sentit > 0).toBe(true);
          }
        }
        expect(henkilo.osoite === undefined ? [ostot.laakkeet, ostot.matkat] : [[], []]).toEqual([[], []]);
      }),
      { numRuns: 2000 },
    );
  });

  it("fill the ceiling of some, nearly that of a few, and leave some without any", () => {
    const jaljella = kaikki.map(
      (henkilo) => katotVuonna(2026).laakkeet - sum(population.ostot(henkilo, 2026).laakkeet),
    );
    const share = (claim: (left: number) => boolean): number => jaljella.filter(claim).length / jaljella.length;
    expect(share((left) => left === 0)).toBeGreaterThan(0.02);
    expect(share((left) => left > 0 && left <= 3000)).toBeGreaterThan(0.01);
    expect(share((left) => left === katotVuonna(2026).laakkeet)).toBeGreaterThan(0.15);
    expect(share((left) => left > 30_000 && left < katotVuonna(2026).laakkeet)).toBeGreaterThan(0.4);
    expect(kaikki.some((henkilo) => sum(population.ostot(henkilo, 2026).matkat) === katotVuonna(2026).matkat)).toBe(
      true,
    );
  });

  it("have the ceilings of their year, and the latest known ones later", () => {
    expect([2023, 2024, 2025, 2026, 2031].map((vuosi) => katotVuonna(vuosi).laakkeet)).toEqual([
      59_216, 62_694, 63_317, 63_612, 63_612,
    ]);
    expect([2009, 2017].map((vuosi) => katotVuonna(vuosi).laakkeet)).toEqual([61_037, 61_037]);
  });

  it("are told by the Finnish clock, summer time from the last Sunday of March to that of October", () => {
    const ajat = kaikki.flatMap((henkilo) => population.ostot(henkilo, 2026).laakkeet.map(({ aika }) => aika));
    const offsets = (alku: string, loppu: string) =>
      new Set(ajat.filter((aika) => aika >= alku && aika < loppu).map((aika) => aika.slice(-6)));
    expect(offsets("2026-01-01", "2026-03-29")).toEqual(new Set(["+02:00"]));
    expect(offsets("2026-03-29", "2026-10-25")).toEqual(new Set(["+03:00"]));
    expect(offsets("2026-10-25", "2027")).toEqual(new Set(["+02:00"]));
  });
});

describe("studies", () => {
  it("fit the age, and basic education is from the year of 7 to that of 16", () => {
    for (const henkilo of kaikki) {
      const vuosi = Number(henkilo.syntymapaiva.slice(0, 4));
      for (const { tyyppi, koodi, alkanut, paattynyt, tila, oppilaitos } of population.opinnot(henkilo)) {
        const alku = Number(alkanut.slice(0, 4)) - vuosi;
        expect(koodi).toMatch(/^\d{6}$/);
        expect(oppilaitos.numero).toMatch(/^\d{5}$/);
        expect(alkanut <= (paattynyt ?? ankkuripaiva)).toBe(true);
        expect(tila === "KESKEN").toBe(paattynyt === undefined);
        expect((paattynyt ?? "") <= (henkilo.kuolinpaiva ?? ankkuripaiva)).toBe(true);
        expect(alku).toBeGreaterThanOrEqual(tyyppi === "perusopetus" ? 7 : tyyppi === "korkeakoulutus" ? 19 : 16);
        expect(tyyppi === "perusopetus" && alku > 7).toBe(false);
        expect(tyyppi === "ylioppilastutkinto" && tila !== "VALMISTUNUT").toBe(false);
      }
    }
  });

  it("give every child of school age a place in school, and are of all kinds and states", () => {
    const lapset = kaikki.filter(
      ({ syntymapaiva, osoite }) => osoite && syntymapaiva >= "2011" && syntymapaiva < "2020",
    );
    for (const lapsi of lapset) {
      expect(population.opinnot(lapsi).map(({ tyyppi, tila }) => [tyyppi, tila])).toEqual([["perusopetus", "KESKEN"]]);
    }
    const opinnot = kaikki.flatMap((henkilo) => population.opinnot(henkilo));
    expect(new Set(opinnot.map(({ tyyppi }) => tyyppi)).size).toBe(5);
    expect(new Set(opinnot.map(({ tila }) => tila)).size).toBe(3);
  });
});

describe("vouchers and contacts", () => {
  const setelit = kaikki.flatMap((henkilo) => population.setelit(henkilo));

  it("use at most the value, within the term, and the state agrees", () => {
    for (const seteli of setelit) {
      const kaytetty = seteli.kaytot.reduce((total, { sentit }) => total + sentit, 0);
      expect(kaytetty).toBeLessThanOrEqual(seteli.arvoSentit);
      expect(seteli.tila === "KAYTETTY").toBe(kaytetty === seteli.arvoSentit);
      expect(seteli.tila === "PERUTTU" ? seteli.kaytot : []).toEqual([]);
      expect(!(seteli.tila === "VOIMASSA") || seteli.paattyy >= ankkuripaiva).toBe(true);
      expect(!(seteli.tila === "PAATTYNYT") || seteli.paattyy < ankkuripaiva).toBe(true);
      for (const { paiva, sentit } of seteli.kaytot) {
        expect(paiva >= seteli.alkaen && paiva <= seteli.paattyy && paiva <= ankkuripaiva).toBe(true);
        expect(sentit).toBeGreaterThan(0);
      }
    }
  });

  it("have numbers of their own, every state, uses in other regions, and none of Åland", () => {
    expect(new Set(setelit.map(({ numero }) => numero)).size).toBe(setelit.length);
    expect(new Set(setelit.map(({ tila }) => tila)).size).toBe(4);
    expect(setelit.some(({ alue, kaytot }) => kaytot.some((kaytto) => kaytto.alue !== alue))).toBe(true);
    expect(setelit.flatMap(({ alue, kaytot }) => [alue, ...kaytot.map((kaytto) => kaytto.alue)])).not.toContain("91");
  });

  it("tell contacts to each region that grants vouchers, that lead nowhere", () => {
    const forms = {
      PUHELIN: /^\+35850000\d{4}$/,
      SAHKOPOSTI: /^[a-z.-]+\.\d+@asiakas\.example$/,
      POSTIOSOITE: /^PL \d+, \d{5} [A-ZÅÄÖ]+$/,
    };
    for (const henkilo of kaikki) {
      const yhteystiedot = population.yhteystiedot(henkilo);
      const alueet = new Set(yhteystiedot.map(({ alue }) => alue));
      // Children under 10 have told no contacts.
      const granting = yhteystiedot.length === 0 ? [] : population.setelit(henkilo);
      for (const { alue } of granting) expect(alueet).toContain(alue);
      for (const { laji, arvo, ilmoitettu } of yhteystiedot) {
        expect(arvo).toMatch(forms[laji]);
        expect(ilmoitettu >= henkilo.syntymapaiva && ilmoitettu <= ankkuripaiva).toBe(true);
      }
    }
    expect(kaikki.some((henkilo) => new Set(population.yhteystiedot(henkilo).map(({ alue }) => alue)).size > 1)).toBe(
      true,
    );
  });
});
