import { describe, expect, it } from "vitest";
import { createPopulation, oletusPopulaatio, palvelukattoVuonna } from "../../../mocks/population/index.ts";
import type { Henkilo } from "../../../mocks/population/index.ts";

const population = createPopulation(oletusPopulaatio);
const kaikki = [...population.kaikki()];
const persona = (name: string): Henkilo => {
  const found = kaikki.find((each) => each.persona === name);
  if (found === undefined) throw new Error(`no persona ${name}`);
  return found;
};
const years = [2024, 2025, 2026];
const feesOf = (henkilo: Henkilo) => years.flatMap((vuosi) => population.asiakasmaksut(henkilo, vuosi));

describe("visits and fees of a year", () => {
  it("are the same each time, in the year, and in the lifetime", () => {
    for (const henkilo of kaikki.slice(0, 600)) {
      for (const vuosi of years) {
        const visits = population.kaynnit(henkilo, vuosi);
        expect(visits).toEqual(population.kaynnit(henkilo, vuosi));
        for (const { paiva } of visits) {
          expect(paiva.slice(0, 4)).toBe(String(vuosi));
          expect(paiva >= henkilo.syntymapaiva && paiva < (henkilo.kuolinpaiva ?? "9")).toBe(true);
        }
      }
    }
  });

  it("give every customership that is open a visit of the year, and a visit to the clinic a fee", () => {
    // The personas' visits are written out.
    for (const henkilo of kaikki.filter((one) => one.persona === undefined)) {
      const visits = population.kaynnit(henkilo, 2026);
      const open = population.asiakkuudet(henkilo).filter(({ paattynyt }) => paattynyt === undefined);
      for (const { alue, organisaationNimi } of open)
        expect(visits.some((visit) => visit.alue === alue && visit.antaja === organisaationNimi)).toBe(true);
      const fees = population.asiakasmaksut(henkilo, 2026);
      for (const visit of visits.filter(({ palvelu }) => palvelu === "Poliklinikka"))
        expect(fees.some((fee) => fee.paiva === visit.paiva && fee.alue === visit.alue && fee.kerryttaa)).toBe(true);
    }
  });

  it("are known only to regions whose customer the person is", () => {
    for (const henkilo of kaikki) {
      const known = new Set(
        [...population.asiakkuudet(henkilo), ...population.setelit(henkilo)].map(({ alue }) => alue),
      );
      const facts = [
        ...feesOf(henkilo),
        ...population.kaynnit(henkilo, 2026),
        ...population.maksuyhteydet(henkilo),
        ...population.tyoterveyshuollot(henkilo),
        ...population.alueenTuottajavalinnat(henkilo),
        ...population.budjetit(henkilo),
        ...population.sitoumukset(henkilo),
        ...population.hoidonMaksajat(henkilo),
      ];
      for (const { alue } of facts) expect(known).toContain(alue);
    }
  });

  it("have numbers of their own, and amounts above nothing", () => {
    const fees = kaikki.flatMap(feesOf);
    expect(new Set(fees.map(({ numero }) => numero)).size).toBe(fees.length);
    expect(fees.every(({ sentit }) => Number.isInteger(sentit) && sentit > 0)).toBe(true);
  });

  it("of a child are free at the health station, and count toward the ceiling of a guardian", () => {
    const lapset = kaikki.filter(({ huoltajat, syntymapaiva }) => huoltajat.length > 0 && syntymapaiva > "2010");
    const fees = lapset.flatMap((lapsi) => feesOf(lapsi).map((fee) => ({ lapsi, fee })));
    expect(fees.length).toBeGreaterThan(20);
    for (const { lapsi, fee } of fees) {
      expect(fee.palvelu).not.toBe("Terveysasema");
      expect(lapsi.huoltajat.map(({ hetu }) => hetu)).toContain(fee.katonHetu);
    }
  });

  it("of a voucher's use are the customer's own share, which counts toward no ceiling", () => {
    for (const henkilo of kaikki) {
      const uses = population
        .setelit(henkilo)
        .flatMap(({ kaytot }) => kaytot.filter(({ paiva }) => paiva.startsWith("2026")));
      const shares = population.asiakasmaksut(henkilo, 2026).filter(({ palvelu }) => palvelu.endsWith("omavastuu"));
      expect(shares.map(({ paiva }) => paiva).sort()).toEqual(uses.map(({ paiva }) => paiva).sort());
      for (const share of shares) expect([share.kerryttaa, share.katonHetu]).toEqual([false, undefined]);
    }
  });

  it.each([2025, 2026])("of sofia pass the ceiling of %i only when three regions are added", (vuosi) => {
    const byRegion = new Map<string, number>();
    for (const { alue, sentit, kerryttaa } of population.asiakasmaksut(persona("sofia"), vuosi))
      if (kerryttaa) byRegion.set(alue, (byRegion.get(alue) ?? 0) + sentit);
    const sums = [...byRegion.values()];
    expect(sums).toHaveLength(3);
    expect(Math.max(...sums)).toBeLessThan(palvelukattoVuonna(vuosi));
    expect(sums.reduce((all, one) => all + one, 0)).toBeGreaterThan(palvelukattoVuonna(vuosi));
  });
});

describe("budgets and commitments", () => {
  it("use at most the sum promised, in the term, and the state agrees", () => {
    const all = kaikki.flatMap((henkilo) => population.sitoumukset(henkilo));
    expect(new Set(all.map(({ tila }) => tila)).size).toBe(4);
    expect(new Set(all.map(({ laji }) => laji)).size).toBe(2);
    expect(new Set(all.map(({ numero }) => numero)).size).toBe(all.length);
    for (const { arvoSentit, kaytot, laji, tila, alkaen, paattyy } of all) {
      const used = kaytot.reduce((sum, { sentit }) => sum + sentit, 0);
      expect(laji === "LAHETE").toBe(arvoSentit === undefined);
      expect(used).toBeLessThanOrEqual(arvoSentit ?? 0);
      expect(tila === "KAYTETTY").toBe(arvoSentit !== undefined && used === arvoSentit);
      for (const { paiva } of kaytot) expect(paiva >= alkaen && paiva <= paattyy).toBe(true);
    }
    expect(all.some(({ alue, kaytot }) => kaytot.some((use) => use.alue !== alue))).toBe(true);
  });

  it("of budgets are in the term, some in another region", () => {
    const all = kaikki.flatMap((henkilo) => population.budjetit(henkilo));
    expect(all.length).toBeGreaterThan(10);
    for (const { suoritteet, alkaen, paattyy } of all)
      for (const { paiva } of suoritteet) expect(paiva >= alkaen && paiva <= paattyy).toBe(true);
    expect(all.some(({ alue, suoritteet }) => suoritteet.some((use) => use.alue !== alue))).toBe(true);
  });
});

describe("the payer of urgent care", () => {
  it("is one on any day, from one region: the terms of home regions never overlap", () => {
    for (const henkilo of kaikki) {
      const terms = population.hoidonMaksajat(henkilo).toSorted((one, other) => (one.alkaen < other.alkaen ? -1 : 1));
      const days = terms.flatMap(({ alkaen, paattyy }) => [alkaen, paattyy ?? "9999-12-31"]);
      expect(days).toEqual(days.toSorted());
      expect(terms.slice(1).every(({ alkaen }, at) => alkaen > (terms[at]?.paattyy ?? "9999-12-31"))).toBe(true);
    }
  });

  it.each([
    ["aino", "KOTIALUE", "KOTIKUNTA"],
    ["mihai", "KELA", "SAIRAANHOITOKORTTI"],
    ["amina", "MAAHANMUUTTOVIRASTO", "VASTAANOTTO"],
    ["kaisa", "KELA", "SAIRAANHOITOKORTTI"],
  ])("of %s is %s by %s", (name, laji, peruste) => {
    expect(population.hoidonMaksajat(persona(name)).at(-1)).toMatchObject({ laji, peruste });
  });
});

describe("accounts and occupational health care", () => {
  it("are of living adults; one default in a region", () => {
    for (const henkilo of kaikki) {
      const accounts = population.maksuyhteydet(henkilo);
      expect(henkilo.kuolinpaiva === undefined || accounts.length === 0).toBe(true);
      const defaults = accounts.filter(({ oletus }) => oletus).map(({ alue }) => alue);
      expect(new Set(defaults).size).toBe(defaults.length);
      for (const { alkaen, paattyy } of population.tyoterveyshuollot(henkilo))
        expect(alkaen >= henkilo.syntymapaiva && alkaen <= (paattyy ?? "9")).toBe(true);
    }
    const ibans = kaikki.flatMap((henkilo) => population.maksuyhteydet(henkilo).map(({ iban }) => iban));
    expect(new Set(ibans).size).toBe(ibans.length);
  });
});
