import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createPopulation, katotVuonna, oletusPopulaatio } from "../../../mocks/population/index.ts";
import type { Henkilo } from "../../../mocks/population/index.ts";
import { typescriptArgs } from "../../../scripts/typescript/args.ts";

const names = ["aino", "eino", "helmi", "venla", "onni", "liisa", "sofia", "mihai", "urho", "lauri", "amina", "kaisa"];
const population = createPopulation(oletusPopulaatio);

function persona(name: string): Henkilo {
  const found = population.personas.find((each) => each.persona === name);
  if (found === undefined) throw new Error(`no persona ${name}`);
  return population.henkilo(found.index);
}

const laakkeet = (name: string, vuosi: number): number =>
  population.ostot(persona(name), vuosi).laakkeet.reduce((sum, { sentit }) => sum + sentit, 0);

describe("personas", () => {
  it("are twelve in a fixed order, the same in a population of any seed and size", () => {
    expect(population.personas.map((each) => each.persona)).toEqual(names);
    expect(createPopulation({ seed: 99, size: 50 }).personas).toEqual(population.personas);
    expect(createPopulation({ seed: 5, size: 10 }).personas.map((each) => each.persona)).toEqual(names.slice(0, 10));
    for (const { hetu, index } of population.personas) expect(population.etsi(hetu)?.index).toBe(index);
    expect(new Set(population.personas.map(({ kuvaus }) => kuvaus)).size).toBe(12);
  });

  it("aino is the parent of eino and helmi, in Tampere, with a vocational degree, purchases, contacts and vouchers", () => {
    const aino = persona("aino");
    expect(aino).toMatchObject({ hetu: "140584-902U", alue: "08", kotikunta: "837", vakuutettu: true });
    expect(aino.huollettavat.map(({ index }) => population.henkilo(index).persona)).toEqual(["eino", "helmi"]);
    expect(population.opinnot(aino)).toContainEqual(expect.objectContaining({ koodi: "371101", tila: "VALMISTUNUT" }));
    expect(laakkeet("aino", 2026)).toBe(15_988);
    expect(new Set(population.yhteystiedot(aino).map(({ alue }) => alue))).toEqual(new Set(["08"]));
    expect(population.setelit(aino).map(({ tila }) => tila)).toEqual(["KAYTETTY", "VOIMASSA"]);
  });

  it("eino is 12, in the custody of aino and another parent", () => {
    const { huoltajat, osoite, syntymapaiva } = persona("eino");
    expect(syntymapaiva).toBe("2014-08-24");
    expect(huoltajat.map(({ index, rooli }) => [population.henkilo(index).persona, rooli])).toEqual([
      ["aino", "AITI"],
      [undefined, "ISA"],
    ]);
    expect(osoite?.asuinpaikantunnus).toBe(persona("aino").osoite?.asuinpaikantunnus);
  });

  it("helmi is in shared custody of two who live apart, one of them, venla, under turvakielto", () => {
    const huoltajat = persona("helmi").huoltajat.map(({ index }) => population.henkilo(index));
    expect(huoltajat.map((each) => each.persona)).toEqual(["aino", "venla"]);
    expect(huoltajat.map((each) => each.turvakielto !== undefined)).toEqual([false, true]);
    expect(huoltajat[0]?.osoite?.asuinpaikantunnus).not.toBe(huoltajat[1]?.osoite?.asuinpaikantunnus);
    expect(persona("venla")).toMatchObject({ hetu: "031181-904V", turvakielto: { paattyy: "2028-05-31" } });
    expect(persona("helmi").turvakielto).toBeUndefined();
  });

  it("onni has a guardian for his affairs, and a full ceiling from the first day of any year", () => {
    expect(persona("onni").edunvalvoja).toMatchObject({ sukunimi: "Salokangas-Testi" });
    for (const vuosi of [2022, 2025, 2026, 2027, 2030]) {
      expect(laakkeet("onni", vuosi)).toBe(katotVuonna(vuosi).laakkeet);
      expect(
        population.ostot(persona("onni"), vuosi).laakkeet.every(({ aika }) => aika.startsWith(`${vuosi}-01-01T`)),
      ).toBe(true);
    }
  });

  it("liisa is just below the ceiling in any year", () => {
    for (const vuosi of [2022, 2025, 2026, 2027, 2030]) {
      const jaljella = katotVuonna(vuosi).laakkeet - laakkeet("liisa", vuosi);
      expect(jaljella).toBeGreaterThan(0);
      expect(jaljella).toBeLessThan(1000);
    }
  });

  it("sofia has contacts in three regions and vouchers from each, used across them", () => {
    const sofia = persona("sofia");
    expect(sofia.alue).toBe("90");
    expect(new Set(population.yhteystiedot(sofia).map(({ alue }) => alue))).toEqual(new Set(["90", "15", "08"]));
    expect(population.setelit(sofia).map(({ alue }) => alue)).toEqual(["08", "15", "90"]);
    expect(population.setelit(sofia).some(({ alue, kaytot }) => kaytot.some((each) => each.alue !== alue))).toBe(true);
  });

  it("mihai has no identity code but a temporary identifier, and no insurance", () => {
    expect(persona("mihai")).toMatchObject({ hetu: undefined, tilapainenTunnus: "08-2026-000007", vakuutettu: false });
    expect(population.yhteystiedot(persona("mihai")).every(({ alue }) => alue === "08")).toBe(true);
  });

  it("urho is dead and his widow lives on", () => {
    expect(persona("urho")).toMatchObject({ kuolinpaiva: "2025-09-14", puoliso: undefined, vakuutettu: false });
    const leski = [...population.kaikki()].find(
      ({ sukunimi, index }) => sukunimi === "Rantamaa-Testi" && index !== persona("urho").index,
    );
    expect(leski).toMatchObject({ siviilisaaty: 5, kuolinpaiva: undefined });
  });

  it("lauri is found by his old code, and has another now", () => {
    const [vanha = ""] = persona("lauri").entisetHetut;
    expect(vanha).not.toBe(persona("lauri").hetu);
    expect(population.etsi(vanha)?.persona).toBe("lauri");
  });

  it("amina seeks asylum: a code, no home municipality", () => {
    expect(persona("amina")).toMatchObject({ oleskelu: "TURVAPAIKANHAKIJA", kotikunta: undefined, vakuutettu: false });
    expect(persona("amina").hetu).toBeDefined();
  });

  it("kaisa has moved abroad", () => {
    expect(persona("kaisa")).toMatchObject({
      oleskelu: "MAASTAMUUTTANUT",
      kotikunta: "200",
      alue: undefined,
      osoite: undefined,
    });
    expect(persona("kaisa").ulkomainenOsoite?.valtio).toBe("752");
  });
});

const run = (...args: readonly string[]) =>
  spawnSync(
    process.execPath,
    [
      ...typescriptArgs,
      fileURLToPath(new URL("../../../mocks/population/personas-command.ts", import.meta.url)),
      ...args,
    ],
    { encoding: "utf8" },
  );

describe("npm run personas", () => {
  it("prints one JSON line for each persona", () => {
    const { stdout, stderr, status } = run();
    const lines: readonly unknown[] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toEqual(
      population.personas.map((each) => ({ persona: each.persona, hetu: each.hetu, kuvaus: each.kuvaus })),
    );
    expect([stderr, status]).toEqual(["", 0]);
  });

  it("helps, and refuses anything else", () => {
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("npm run --silent personas") });
    expect(run("aino")).toMatchObject({ status: 2, stderr: 'personas takes no arguments but --help, got "aino"\n' });
  });
});
