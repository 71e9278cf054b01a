import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alueet as expected } from "../../../mocks/population/index.ts";
import { alueet, readAlueet } from "../../../gateway/subgraph/index.ts";

const text = readFileSync(new URL("../../../schema/alueet.json", import.meta.url), "utf8");
/** The file's text with a change made to it. */
interface File {
  readonly alueet: (Record<string, unknown> & { kunnat: string[] })[];
  readonly entisetKunnat: Record<string, unknown>[];
}
const changed = (change: (file: File) => void): string => {
  const file = JSON.parse(text) as File;
  change(file);
  return JSON.stringify(file);
};
describe("regions", () => {
  it.each([
    ["837", "08"],
    ["091", "90"],
    ["478", "91"],
    ["858", "02"],
    ["588", "12"],
    ["198", undefined],
    ["199", undefined],
    ["200", undefined],
    ["000", undefined],
    ["", undefined],
  ])("municipality %s is in region %s", (kunta, alue) => {
    expect(alueet.alueOf(kunta)?.koodi).toBe(alue);
  });

  it("every municipality with a name but the three that are not in Finland is in a region", () => {
    const codes = Array.from({ length: 1000 }, (_, at) => String(at).padStart(3, "0"));
    const named = codes.filter((koodi) => alueet.kunnanNimet(koodi) !== undefined);
    expect(named).toHaveLength(311);
    expect(named.filter((koodi) => alueet.alueOf(koodi) === undefined)).toEqual(["198", "199", "200"]);
  });

  it.each([
    ["837", "Tampere", "Tammerfors"],
    ["284", "Koski Tl", "Koski (Ål)"],
    ["202", "Kaarina", "S:t Karins"],
    ["992", "Äänekoski", "Äänekoski"],
  ])("municipality %s is %s, %s", (koodi, fi, sv) => {
    expect(alueet.kunnanNimet(koodi)).toEqual({ fi, sv });
  });
});

describe("the file of regions", () => {
  it("has 21 wellbeing services counties, Helsinki, Åland and HUS", () => {
    const count = (laji: string): number => alueet.kaikki.filter((each) => each.laji === laji).length;
    expect(["HYVINVOINTIALUE", "KAUPUNKI", "AHVENANMAA", "YHTYMA"].map(count)).toEqual([21, 1, 1, 1]);
  });

  it("agrees with the population's own reading of the classification", () => {
    const told = alueet.kaikki.filter(({ laji }) => laji !== "YHTYMA");
    expect(told.map(({ koodi, nimet, kunnat }) => [koodi, nimet.fi, nimet.sv, [...kunnat]])).toEqual(
      expected.map(({ koodi, nimi, kunnat }) => [koodi, nimi.fi, nimi.sv, [...kunnat]]),
    );
  });

  it("has the circle of Uusimaa: regions 01-04, Helsinki and HUS", () => {
    const circle = alueet.kaikki.filter(({ uudenmaanPiiri }) => uudenmaanPiiri);
    expect(circle.map(({ koodi }) => koodi)).toEqual(["01", "02", "03", "04", "90", "HUS"]);
  });

  it("may have a region more, by the file alone", () => {
    const more = readAlueet(
      changed(({ alueet: all }) => {
        const [kunta] = all[0]?.kunnat.splice(0, 1) ?? [];
        all.push({ ...all[0], koodi: "22", fi: "Uusi alue", kunnat: [kunta ?? ""] });
      }),
    );
    expect(more.alueOf("018")).toMatchObject({ koodi: "22", nimet: { fi: "Uusi alue" } });
  });

  it.each([
    [
      "a municipality in two regions",
      changed(({ alueet: all }) => void all[1]?.kunnat.push("018")),
      /018 is in two regions/,
    ],
    ["a municipality without a name", changed(({ alueet: all }) => void all[1]?.kunnat.push("999")), /999 has no name/],
    [
      "a code twice",
      changed(({ alueet: all }) => void all.push({ ...all[0], kunnat: [] })),
      /each koodi may stand once/,
    ],
    [
      "a former municipality of no region",
      changed(
        ({ entisetKunnat }) => void entisetKunnat.push({ koodi: "999", alue: "77", fi: "x", paattynyt: "2024-12-31" }),
      ),
      /999 is of an unknown region/,
    ],
    [
      "a code that is a number",
      changed(({ alueet: all }) => void Object.assign(all[0] ?? {}, { koodi: 1 })),
      /alueet\.0\.koodi/,
    ],
  ])("is refused with %s", (_, json, message) => {
    expect(() => readAlueet(json)).toThrow(message);
  });
});
