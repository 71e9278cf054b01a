import { expect, it } from "vitest";
import { toTyollisyystilanne } from "../../../subgraphs/tyollisyys/map.ts";

it("does not make one who is no job seeker employed", () => {
  expect(toTyollisyystilanne({ tyonhakija: false })).toEqual({
    tyonhakija: false,
    tila: "TUNTEMATON",
    alkaen: null,
    tyollisyysalue: null,
    jaksot: [],
    palvelut: [],
  });
});

const hakija = {
  tyonhakija: true,
  tila: "PALVELUSSA",
  alkaen: "2026-03-01",
  tyollisyysalue: "Työllisyysalue Tampere",
  jaksot: [
    { tila: "OPISKELIJA", alku: "2019-08-01", loppu: "2022-05-31" },
    { tila: "TYOSSA", alku: "2022-06-01", loppu: "2026-02-28" },
  ],
  palvelut: [
    { laji: "VALMENNUS", alku: "2026-03-01", loppu: "2026-04-30" },
    { laji: "TYOKOKEILU", alku: "2026-05-01", loppu: null },
  ],
} as const;

it("gives periods and services newest first, and a service without an end as going on", () => {
  expect(toTyollisyystilanne({ ...hakija, jaksot: [...hakija.jaksot], palvelut: [...hakija.palvelut] })).toEqual({
    tyonhakija: true,
    tila: "PALVELUSSA",
    alkaen: "2026-03-01",
    tyollisyysalue: "Työllisyysalue Tampere",
    jaksot: [
      { tila: "TYOSSA", alkaa: "2022-06-01", paattyy: "2026-02-28" },
      { tila: "OPISKELIJA", alkaa: "2019-08-01", paattyy: "2022-05-31" },
    ],
    palvelut: [
      { laji: "TYOKOKEILU", alkaa: "2026-05-01", paattyy: null },
      { laji: "VALMENNUS", alkaa: "2026-03-01", paattyy: "2026-04-30" },
    ],
  });
});

it("tells no beginning of a state that is not known", () => {
  expect(toTyollisyystilanne({ ...hakija, tila: "TUNTEMATON", jaksot: [], palvelut: [] })).toMatchObject({
    tyonhakija: true,
    alkaen: null,
  });
});
