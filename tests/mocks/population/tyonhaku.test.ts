import { expect, it } from "vitest";
import { ankkuripaiva, createPopulation, oletusPopulaatio } from "../../../mocks/population/index.ts";

const population = createPopulation(oletusPopulaatio);
const hakijat = [...population.kaikki()].flatMap((henkilo) => {
  const tyonhaku = population.tyonhaku(henkilo);
  return tyonhaku === undefined ? [] : [{ henkilo, ...tyonhaku }];
});

it("makes some residents of working age job seekers, and no child, pensioner, student or person abroad", () => {
  expect(hakijat.length).toBeGreaterThan(60);
  for (const { henkilo } of hakijat) {
    const ika = Number(ankkuripaiva.slice(0, 4)) - Number(henkilo.syntymapaiva.slice(0, 4));
    expect(ika >= 18 && ika <= 65).toBe(true);
    expect(["eläkeläinen", "opiskelija"]).not.toContain(henkilo.ammatti);
    expect([henkilo.hetu, henkilo.osoite]).not.toContain(undefined);
    expect(henkilo.kuolinpaiva).toBeUndefined();
  }
});

it("has periods that follow one another to the present state, after the 18th birthday", () => {
  for (const { henkilo, jaksot, alkaen, palvelut } of hakijat) {
    const aikuinen = `${Number(henkilo.syntymapaiva.slice(0, 4)) + 18}${henkilo.syntymapaiva.slice(4)}`;
    const paivat = [aikuinen, ...jaksot.flatMap(({ alku, loppu }) => [alku, loppu]), alkaen, ankkuripaiva];
    expect(paivat).toEqual(paivat.toSorted());
    for (const { alku, loppu = ankkuripaiva } of palvelut) expect(alku >= alkaen && alku <= loppu).toBe(true);
  }
});

it("has every state, and one out of work who had one before", () => {
  expect(new Set(hakijat.map(({ tila }) => tila))).toEqual(
    new Set(["TYOTON", "LOMAUTETTU", "LYHENNETTY_TYOVIIKKO", "PALVELUSSA"]),
  );
  expect(hakijat.some(({ tila, jaksot }) => tila === "TYOTON" && jaksot.at(-1)?.tila === "TYOSSA")).toBe(true);
});
