import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hetuTarkistusmerkki, parseHetunOsat, toHetu } from "../../../mocks/population/hetu.ts";
import { isMerkkiOlemassa, paivanJaannos, toLohko, toTunnuksenOsat, wrap } from "../../../mocks/population/kaista.ts";
import { addVuosia, ofPaiva, toIka, toPaiva } from "../../../mocks/population/paiva.ts";

const valid = [
  "140584-902U 140584-901T 240814A905R 240814B905R 090218A9069 031181-904V 300657-9075 170790-9084 170790Y9084",
  "010190-999W 251279-912L 010594Y9032 020594X903P 030594W903B 040594V9030 050594U903M 010516B903X 020516C903K",
  "030516D9037 010501E9032 020503F9037",
].flatMap((line) => line.split(" "));

/** A code that could be a real person's: never written out, see tests/checks/hetu.test.ts. */
const withNumber = (number: string): string => `140584-${number}${hetuTarkistusmerkki(`140584${number}`)}`;

describe("identity codes", () => {
  it.each(valid)("makes %s again from its parts", (hetu) => {
    const osat = parseHetunOsat(hetu);
    expect(osat && toHetu(osat)).toBe(hetu);
    expect(hetuTarkistusmerkki(hetu.slice(0, 6) + hetu.slice(7, 10))).toBe(hetu.at(10));
  });

  it.each(["010190-999X", "010190-999K", "310299-9025", "140584G902U", "140584-902u", withNumber("102"), ""])(
    "finds no parts in %j",
    (text) => expect(parseHetunOsat(text)).toBeUndefined(),
  );

  it("takes any text without throwing, and only what it would make itself as a code", () => {
    const nearly = fc.tuple(fc.constantFrom(...valid), fc.nat(10), fc.string({ minLength: 1, maxLength: 1 }));
    const mutated = nearly.map(([hetu, at, letter]) => hetu.slice(0, at) + letter + hetu.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(fc.string(), mutated), (text) => {
        const osat = parseHetunOsat(text);
        expect(osat === undefined || toHetu(osat) === text).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("leads from every code back to the block whose lane it is of", () => {
    const day = fc.integer({ min: ofPaiva("1880-01-01"), max: ofPaiva("2026-11-01") });
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 19_999 }), day, fc.boolean(), (seed, lohko, wanted, mies) => {
        const syntyi = wanted - wrap(wanted - paivanJaannos(seed, lohko), 68);
        fc.pre(isMerkkiOlemassa(seed, lohko, syntyi));
        const osat = toTunnuksenOsat(seed, lohko, { syntyi, sukupuoli: mies ? "MIES" : "NAINEN" });
        expect(toLohko(seed, osat)).toBe(lohko);
        expect(parseHetunOsat(toHetu(osat))).toEqual(osat);
        expect(osat.yksilonumero % 2).toBe(mies ? 1 : 0);
      }),
    );
  });
});

describe("day numbers", () => {
  it("agree with the calendar of the platform", () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), (day) => {
        const paiva = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(toPaiva(day)).toBe(paiva);
        expect(ofPaiva(paiva)).toBe(day);
      }),
    );
  });

  it("turn a year older on the birthday, and on 28 February when the day is missing", () => {
    expect(toIka(ofPaiva("2008-11-02"), ofPaiva("2026-11-01"))).toBe(17);
    expect(toIka(ofPaiva("2008-11-01"), ofPaiva("2026-11-01"))).toBe(18);
    expect(toPaiva(addVuosia(ofPaiva("2008-02-29"), 18))).toBe("2026-02-28");
  });
});
