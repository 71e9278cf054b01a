import { describe, expect, it } from "vitest";
import { ankkuripaiva, createPopulation, oletusPopulaatio } from "../../../mocks/population/index.ts";

const population = createPopulation(oletusPopulaatio);
const kaikki = [...population.kaikki()];
const oleskelijat = kaikki.flatMap((henkilo) => {
  const tiedot = population.oleskelutiedot(henkilo);
  return tiedot === undefined ? [] : [{ henkilo, ...tiedot }];
});

describe("residence", () => {
  it("is of those who are no citizens, and of nobody else", () => {
    for (const henkilo of kaikki) {
      const isKnown = ["OLESKELULUPA", "TURVAPAIKANHAKIJA"].includes(henkilo.oleskelu);
      expect(population.oleskelutiedot(henkilo) !== undefined).toBe(isKnown);
    }
    expect(oleskelijat.length).toBeGreaterThan(80);
  });

  it("has permits that follow one another from birth at the earliest", () => {
    for (const { henkilo, luvat } of oleskelijat) {
      const paivat = luvat.flatMap(({ alkaa, paattyy = "9999-12-31" }) => [alkaa, paattyy]);
      expect([henkilo.syntymapaiva, ...paivat]).toEqual([henkilo.syntymapaiva, ...paivat].toSorted());
      const last = luvat.at(-1);
      expect(last === undefined || last.alkaa <= ankkuripaiva).toBe(true);
      expect(henkilo.kuolinpaiva === undefined || (last?.paattyy ?? "") <= henkilo.kuolinpaiva).toBe(true);
    }
  });

  it("rests on a permit in force, a pending extension, or asylum, for everybody who lives", () => {
    for (const { henkilo, luvat, turvapaikka } of oleskelijat) {
      if (henkilo.kuolinpaiva !== undefined) continue;
      const last = luvat.at(-1);
      const isCovered = last !== undefined && (last.paattyy === undefined || last.paattyy >= ankkuripaiva);
      const isPending = last?.jatkohakemus !== undefined && last.jatkohakemus <= (last.paattyy ?? "");
      expect(isCovered || isPending || turvapaikka !== undefined).toBe(true);
    }
  });

  it("has an EU citizen's registration for citizens of the EU only, and protection with a form and a decision", () => {
    for (const { henkilo, luvat, turvapaikka } of oleskelijat) {
      const isEu = henkilo.kansalaisuudet.some((maa) => ["233", "642"].includes(maa));
      expect(luvat.some(({ laji }) => laji === "EU_REK")).toBe(isEu && luvat.length > 0);
      const isGranted = turvapaikka?.tila === "MYONNETTY";
      expect([turvapaikka?.suojelumuoto !== undefined, isGranted]).toEqual([isGranted, isGranted]);
    }
  });

  it("places a person in the municipality where the first home is, and ends reception there", () => {
    const placed = oleskelijat.filter(({ kuntaanosoitus }) => kuntaanosoitus !== undefined);
    expect(placed.length).toBeGreaterThan(5);
    for (const { henkilo, kuntaanosoitus, vastaanotto, turvapaikka } of placed) {
      expect(kuntaanosoitus).toMatchObject({ kunta: henkilo.kotikunta, muutto: henkilo.kotikuntaAlkaen });
      expect(vastaanotto?.paattyen).toBe(henkilo.kotikuntaAlkaen);
      expect((turvapaikka?.haettu ?? "9") < (turvapaikka?.ratkaistu ?? "")).toBe(true);
    }
  });

  it("has every case that the register must be able to show", () => {
    const some = (test: (one: (typeof oleskelijat)[number]) => boolean): boolean => oleskelijat.some(test);
    expect(some(({ luvat }) => luvat.some(({ jatkohakemus }) => jatkohakemus !== undefined))).toBe(true);
    expect(some(({ luvat }) => luvat.length > 2)).toBe(true);
    expect(some(({ henkilo }) => henkilo.hetu === undefined)).toBe(true);
    for (const laji of ["A", "B", "P", "P_EU", "TS", "EU_REK"])
      expect(some(({ luvat }) => luvat.some((lupa) => lupa.laji === laji))).toBe(true);
    for (const tila of ["VIREILLA", "MYONNETTY", "HYLATTY"])
      expect(some(({ turvapaikka }) => turvapaikka?.tila === tila)).toBe(true);
  });

  it("leads from a customer number and a document to its one person", () => {
    for (const { henkilo, asiakasnumero, asiakirjat } of oleskelijat) {
      for (const numero of [asiakasnumero, ...asiakirjat.map((each) => each.numero)])
        expect(population.etsiOleskelija(numero)?.index).toBe(henkilo.index);
    }
    for (const numero of ["9000000000", "9999999999", "ZZ0000000", "1", ""])
      expect(population.etsiOleskelija(numero)).toBeUndefined();
  });
});
