import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alueOf, ankkuripaiva, createPopulation, oletusPopulaatio } from "../../../mocks/population/index.ts";
import type { Henkilo, Population, Suhde } from "../../../mocks/population/index.ts";
import { addVuosia, ofPaiva, toPaiva } from "../../../mocks/population/paiva.ts";

const options = fc.record({ seed: fc.nat(), size: fc.integer({ min: 10, max: 600 }) });

/** Asserts a claim for every person of any population. */
function forEverybody(claim: (henkilo: Henkilo, population: Population) => void): void {
  fc.assert(
    fc.property(options, (asked) => {
      const population = createPopulation(asked);
      for (const henkilo of population.kaikki()) claim(henkilo, population);
    }),
    { numRuns: 20 },
  );
}

const birthday = (henkilo: { readonly syntymapaiva: string }, age: number): string =>
  toPaiva(addVuosia(ofPaiva(henkilo.syntymapaiva), age));
const points = (suhteet: readonly Suhde[], henkilo: Henkilo): boolean =>
  suhteet.some(({ index }) => index === henkilo.index);

describe("families agree with themselves", () => {
  it("names every relative as that person is named", () => {
    forEverybody((henkilo, population) => {
      const muut = [
        henkilo.puoliso,
        henkilo.edunvalvoja,
        ...henkilo.vanhemmat,
        ...henkilo.lapset,
        ...henkilo.huoltajat,
      ];
      for (const suhde of muut.filter((each) => each !== undefined)) {
        const { index, hetu, etunimet, sukunimi, syntymapaiva } = population.henkilo(suhde.index);
        expect(suhde).toMatchObject({ index, hetu, etunimet, sukunimi, syntymapaiva });
      }
    });
  });

  it("a spouse is alive, points back and has the same marital status", () => {
    forEverybody((henkilo, population) => {
      if (henkilo.puoliso === undefined) return;
      const puoliso = population.henkilo(henkilo.puoliso.index);
      expect(puoliso.puoliso?.index).toBe(henkilo.index);
      expect(puoliso.siviilisaaty).toBe(henkilo.siviilisaaty);
      expect([2, 3, 6]).toContain(henkilo.siviilisaaty);
      expect([henkilo.kuolinpaiva, puoliso.kuolinpaiva]).toEqual([undefined, undefined]);
    });
  });

  it("a living married person has a spouse in the population", () => {
    forEverybody((henkilo, population) => {
      if (henkilo.kuolinpaiva !== undefined || ![2, 3, 6].includes(henkilo.siviilisaaty)) return;
      // A population of 10-14 ends before the spouse of the persona liisa.
      if (henkilo.persona === "liisa" && population.size < 15) return;
      expect(henkilo.puoliso).toBeDefined();
    });
  });

  it("parents and children point at one another, and a parent is at least 16 years older", () => {
    forEverybody((henkilo, population) => {
      for (const vanhempi of henkilo.vanhemmat) {
        expect(points(population.henkilo(vanhempi.index).lapset, henkilo)).toBe(true);
        expect(birthday(vanhempi, 16) <= henkilo.syntymapaiva).toBe(true);
      }
      for (const lapsi of henkilo.lapset) expect(points(population.henkilo(lapsi.index).vanhemmat, henkilo)).toBe(true);
    });
  });

  it("custody is the same from both sides, by the living, of those under 18, and ends at 18", () => {
    forEverybody((henkilo, population) => {
      expect(birthday(henkilo, 18) <= ankkuripaiva ? henkilo.huoltajat : []).toEqual([]);
      for (const huoltaja of henkilo.huoltajat) {
        const toinen = population.henkilo(huoltaja.index);
        const { laji, rooli, alkaen, paattyy } = huoltaja;
        expect(toinen.huollettavat.find(({ index }) => index === henkilo.index)).toMatchObject({
          laji,
          rooli,
          alkaen,
          paattyy,
        });
        expect(paattyy).toBe(birthday(henkilo, 18));
        expect(alkaen >= henkilo.syntymapaiva).toBe(true);
        expect(toinen.kuolinpaiva).toBeUndefined();
        expect(birthday(toinen, 18) <= ankkuripaiva).toBe(true);
      }
      expect(henkilo.kuolinpaiva !== undefined ? henkilo.huollettavat : []).toEqual([]);
      for (const lapsi of henkilo.huollettavat)
        expect(points(population.henkilo(lapsi.index).huoltajat, henkilo)).toBe(true);
    });
  });

  it("dates are in order, and nothing is after the anchor day", () => {
    forEverybody((henkilo) => {
      const { syntymapaiva, kuolinpaiva, osoite, ulkomainenOsoite, kotikuntaAlkaen } = henkilo;
      const viimeinen = kuolinpaiva ?? ankkuripaiva;
      for (const paiva of [kuolinpaiva, osoite?.alkaen, ulkomainenOsoite?.alkaen, kotikuntaAlkaen]) {
        expect(paiva === undefined || (paiva >= syntymapaiva && paiva <= viimeinen)).toBe(true);
      }
      expect(syntymapaiva <= ankkuripaiva).toBe(true);
      expect(syntymapaiva >= "1900" || (kuolinpaiva !== undefined && kuolinpaiva < "2000")).toBe(true);
    });
  });

  it("a resident has an address in a municipality of the region, an emigrant 200, the rest none", () => {
    forEverybody(({ osoite, ulkomainenOsoite, kotikunta, alue, oleskelu, hetu, tilapainenTunnus }) => {
      expect(kotikunta).toBe(ulkomainenOsoite === undefined ? osoite?.kunta : "200");
      expect(alue).toBe(osoite === undefined ? undefined : alueOf(osoite.kunta));
      expect(osoite === undefined || osoite.asuinpaikantunnus.length === 16).toBe(true);
      expect(oleskelu === "TURVAPAIKANHAKIJA" && kotikunta !== undefined).toBe(false);
      expect((hetu === undefined) !== (tilapainenTunnus === undefined)).toBe(true);
      expect(tilapainenTunnus ?? "08-2026-000000").toMatch(/^\d{2}-2026-\d{6}$/);
    });
  });
});

describe("the default population", () => {
  const kaikki = [...createPopulation(oletusPopulaatio).kaikki()];
  const share = (claim: (henkilo: Henkilo) => boolean): number => kaikki.filter(claim).length / kaikki.length;

  it("has every marital status but unknown, turvakielto for about one in a hundred", () => {
    expect(new Set(kaikki.map((henkilo) => henkilo.siviilisaaty))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    const turvakielto = share((henkilo) => henkilo.turvakielto !== undefined);
    expect(turvakielto).toBeGreaterThan(0.003);
    expect(turvakielto).toBeLessThan(0.03);
  });

  it("has children whose guardians live apart, under an order, alone, and most of all together", () => {
    const lapset = kaikki.filter((henkilo) => henkilo.huoltajat.length > 0 && henkilo.osoite !== undefined);
    const asunto = (index: number): string | undefined => kaikki[index]?.osoite?.asuinpaikantunnus;
    const erillaan = lapset.filter(({ huoltajat }) => new Set(huoltajat.map(({ index }) => asunto(index))).size > 1);
    const jonkunLuona = lapset.filter(({ index, huoltajat }) =>
      huoltajat.some((each) => asunto(each.index) === asunto(index)),
    );
    expect(erillaan.length).toBeGreaterThan(20);
    expect(jonkunLuona.length / lapset.length).toBeGreaterThan(0.95);
    expect(
      lapset.some(({ huoltajat }) => huoltajat.some(({ laji, rooli }) => laji === "MAARATTY" && rooli === "MUU")),
    ).toBe(true);
    expect(lapset.some(({ huoltajat, vanhemmat }) => huoltajat.length === 1 && vanhemmat.length === 2)).toBe(true);
  });

  it("has people of both service languages, others' mother tongues, every region and every ground of stay", () => {
    const kielet = new Set(kaikki.map((henkilo) => henkilo.aidinkieli));
    for (const kieli of ["fi", "sv", "ru", "et", "ar", "en"]) expect(kielet).toContain(kieli);
    expect(new Set(kaikki.flatMap(({ alue }) => alue ?? [])).size).toBe(23);
    expect(new Set(kaikki.map((henkilo) => henkilo.oleskelu)).size).toBe(4);
    expect(kaikki.some((henkilo) => henkilo.kansalaisuudet.length > 1)).toBe(true);
  });

  it("shares turvakielto with all who live together", () => {
    const salatut = new Set(
      kaikki.flatMap(({ turvakielto, osoite }) => (turvakielto && osoite ? [osoite.asuinpaikantunnus] : [])),
    );
    for (const { osoite, turvakielto, kuolinpaiva } of kaikki) {
      if (osoite === undefined || kuolinpaiva !== undefined) continue;
      expect(salatut.has(osoite.asuinpaikantunnus)).toBe(turvakielto !== undefined);
    }
  });
});
