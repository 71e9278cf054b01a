import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alueOf, alueet, createPopulation, kunnat, oletusPopulaatio } from "../../../mocks/population/index.ts";

function digest(seed: number, size: number): string {
  const population = createPopulation({ seed, size });
  const hash = createHash("sha256");
  for (const henkilo of population.kaikki()) {
    hash.update(JSON.stringify([henkilo, population.opinnot(henkilo), population.ostot(henkilo, 2026)]));
    hash.update(JSON.stringify([population.yhteystiedot(henkilo), population.setelit(henkilo)]));
    hash.update(JSON.stringify([population.asiakkuudet(henkilo), population.vakuutukset(henkilo)]));
    hash.update(JSON.stringify(population.suostumukset(henkilo)));
  }
  return hash.digest("hex");
}

const options = fc.record({ seed: fc.nat(), size: fc.integer({ min: 10, max: 400 }) });

describe("a population", () => {
  it("is the same people on every machine", () => {
    expect(digest(1, 500)).toBe("24c8795970336574f8974e7fb44d7635ce31c6dc44b8b018bcb7566b43f25082");
    expect(digest(2, 500)).not.toBe(digest(1, 500));
  });

  it("has as many persons as asked, each found by index, by code, by old code and by temporary identifier", () => {
    fc.assert(
      fc.property(options, (asked) => {
        const population = createPopulation(asked);
        const kaikki = [...population.kaikki()];
        expect(kaikki.map((henkilo) => henkilo.index)).toEqual(Array.from({ length: asked.size }, (_, index) => index));
        for (const henkilo of kaikki) {
          expect(population.henkilo(henkilo.index)).toEqual(henkilo);
          const tunnukset = [henkilo.hetu, henkilo.tilapainenTunnus, ...henkilo.entisetHetut];
          for (const tunnus of tunnukset.filter((each) => each !== undefined)) {
            expect(population.etsi(tunnus)?.index).toBe(henkilo.index);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it("gives every code once, active and passive ones together", () => {
    const tunnukset = [...createPopulation({ seed: 7, size: 20_000 }).kaikki()].flatMap((henkilo) => [
      ...(henkilo.hetu === undefined ? [] : [henkilo.hetu]),
      ...henkilo.entisetHetut,
      ...(henkilo.tilapainenTunnus === undefined ? [] : [henkilo.tilapainenTunnus]),
    ]);
    expect(new Set(tunnukset).size).toBe(tunnukset.length);
  });

  it("uses every sign of every century, and only test numbers", () => {
    const hetut = [...createPopulation(oletusPopulaatio).kaikki()].flatMap(({ hetu }) =>
      hetu === undefined ? [] : [hetu],
    );
    expect(new Set(hetut.map((hetu) => hetu.charAt(6)))).toEqual(new Set("+-YXWVUABCDEF"));
    expect(hetut.every((hetu) => hetu.charAt(7) === "9")).toBe(true);
  });

  it("knows nobody by another text, and nobody of a code that a larger population would have", () => {
    const pieni = createPopulation({ seed: 1, size: 100 });
    const suuri = createPopulation({ seed: 1, size: 400 });
    expect(pieni.etsi(suuri.henkilo(320).hetu ?? "")).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(pieni.etsi(text)).toBeUndefined();
      }),
    );
    expect(pieni.etsi("08-2026-999999")).toBeUndefined();
    expect(pieni.etsi("08-2026-000000")).toBeUndefined();
  });

  it.each([
    [{ seed: 1, size: 9 }, "size must be a whole number from 10 to 1 000 000, got 9"],
    [{ seed: 1, size: 1_000_001 }, "size must be a whole number from 10 to 1 000 000, got 1000001"],
    [{ seed: -1, size: 10 }, "seed must be a whole number from 0 up, got -1"],
  ])("refuses %j", (asked, message) => {
    expect(() => createPopulation(asked)).toThrow(new RangeError(message));
  });

  it("refuses an index outside it", () => {
    expect(() => createPopulation({ seed: 1, size: 10 }).henkilo(10)).toThrow("no person 10, size is 10");
  });

  it("reaches the last person of the largest size without making the others", () => {
    const population = createPopulation({ seed: 3, size: 1_000_000 });
    const viimeinen = population.henkilo(999_999);
    expect(population.etsi(viimeinen.hetu ?? viimeinen.tilapainenTunnus ?? "")).toEqual(viimeinen);
  });
});

describe("regions", () => {
  it("hold every municipality once, and every region has somebody to live in it", () => {
    const koodit = alueet.flatMap((alue) => alue.kunnat);
    expect(koodit).toHaveLength(308);
    expect(new Set(koodit).size).toBe(308);
    expect(new Set(kunnat.map((kunta) => alueOf(kunta.koodi)))).toEqual(new Set(alueet.map((alue) => alue.koodi)));
  });

  it("know a merged municipality only in its time, and none for abroad or unknown", () => {
    expect(alueOf("588", "2024-12-31")).toBe("12");
    expect(alueOf("588", "2025-01-01")).toBeUndefined();
    expect(["200", "198", "199", ""].map((koodi) => alueOf(koodi))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([alueOf("837"), alueOf("091"), alueOf("478")]).toEqual(["08", "90", "91"]);
  });
});
