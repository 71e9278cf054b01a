import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasPersonalCode } from "../../gateway/has-personal-code.ts";
import { hetuTarkistusmerkki } from "../../mocks/population/index.ts";

const twoDigits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((each) => String(each).padStart(2, "0"));
const separators = Array.from("-+ABCDEFYXWVU");
const dashes = Array.from("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d");
const gap = fc.constantFrom("", "", " ", "  ", "\u00a0", "\u2009", "\n", "\u200b", "\u2060");

/** An identity code in parts: of a test person, with the right check character. */
const parts = fc
  .record({ day: twoDigits(1, 28), month: twoDigits(1, 12), year: twoDigits(0, 99), number: twoDigits(0, 99) })
  .map(({ day, month, year, number }) => ({
    day,
    month,
    year,
    number: `9${number}`,
    check: hetuTarkistusmerkki(`${day}${month}${year}9${number}`),
  }));
const code = fc
  .tuple(parts, fc.constantFrom(...separators))
  .map(([{ day, month, year, number, check }, sign]) => `${day}${month}${year}${sign}${number}${check}`);

/** What may stand around a code: it ends in no digit, so that it makes no longer number of it. */
const around = fc.constantFrom("", " ", "asiakas ", "hetu:", "(", "ä", "x:", "\n");

const toWide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (character) => String.fromCodePoint(character.charCodeAt(0) + 0xfee0));

function expectFound(given: fc.Arbitrary<string>): void {
  fc.assert(
    fc.property(around, given, around, (before, text, after) => hasPersonalCode(before + text + after)),
    { numRuns: 500 },
  );
}

describe("an identity code in a text", () => {
  it("is found with each separator, in capitals or not", () => {
    expectFound(fc.tuple(code, fc.boolean()).map(([text, small]) => (small ? text.toLowerCase() : text)));
  });

  it("is found in full-width characters", () => {
    expectFound(code.map(toWide));
  });

  it("is found with any dash", () => {
    const dashed = fc.tuple(parts, fc.constantFrom(...dashes));
    expectFound(
      dashed.map(([{ day, month, year, number, check }, dash]) => day + month + year + dash + number + check),
    );
  });

  it("is found with spaces, seen and unseen, between its parts", () => {
    const spaced = fc.tuple(parts, fc.constantFrom(...separators), fc.tuple(gap, gap, gap, gap));
    expectFound(
      spaced.map(
        ([{ day, month, year, number, check }, sign, [first, second, third, fourth]]) =>
          day + first + month + second + year + third + sign + fourth + number + check,
      ),
    );
  });

  it("is found with a year of four digits", () => {
    const long = fc.tuple(parts, fc.constantFrom("18", "19", "20"));
    expectFound(
      long.map(([{ day, month, year, number, check }, century]) => `${day}${month}${century}${year}-${number}${check}`),
    );
  });

  it.each([
    ["of a wrong check character", "010190-900A"],
    ["of a day that is none", "320190-900P"],
    ["with its check character apart", "soitti 010190-900 P eilen"],
    ["with an unseen character in it", "0101\u200b90-900P"],
    ["glued to words", "hetu010190-900Psoitti"],
    ["in a subject", "x:131052A9030"],
    ["of a parent in a path", "lapset/131052A9030/aiti"],
    ["in what is a date, a dash and a number that may be one", "syntynyt 010190 - 9001 kirjattu"],
  ])("is found %s", (_, text) => {
    expect(hasPersonalCode(text)).toBe(true);
  });
});

describe("an account number in a text", () => {
  it.each([
    "FI2112345600000785",
    "fi21 1234 5600 0007 85",
    "FI21-1234-5600-0007-85",
    "tilille ＦＩ２１ 1234 5600 0007 85",
  ])("is found: %s", (text) => {
    expect(hasPersonalCode(text)).toBe(true);
  });
});

describe("a text without codes", () => {
  // A separator alone between six digits and three makes the form of a code of them: that is taken for one.
  const word = fc.stringMatching(/^[A-Za-zÅÄÖåäö.,:;?!()"'/-]{1,12}$/).filter((text) => !/^[-A-FU-Y]$/i.test(text));
  const day = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  const date = fc.tuple(day, fc.nat(7)).map(([each, form]) => {
    const [year = "", month = "", dayOfMonth = ""] = each.toISOString().slice(0, 10).split("-");
    const time = each.toISOString().slice(11, 16);
    return [
      `${Number(dayOfMonth)}.${Number(month)}.${year}`,
      `${dayOfMonth}.${month}.${year} klo ${time.replace(":", ".")}`,
      `${year}-${month}-${dayOfMonth}`,
      each.toISOString(),
      `${year}${month}${dayOfMonth}`,
      `${year}${month}${dayOfMonth}-${time.replace(":", "")}`,
      `${dayOfMonth}.${month}.-${Number(dayOfMonth)}.${Number(month)}.${year}`,
      `${dayOfMonth}${month}${year.slice(2)}`,
    ][form];
  });
  const phone = fc
    .tuple(fc.constantFrom("40", "50", "44", "45", "9", "3"), fc.stringMatching(/^\d{7}$/), fc.nat(6))
    .map(([area, number, form]) => {
      const [first, second] = [number.slice(0, 3), number.slice(3)];
      return [
        `0${area}${number}`,
        `0${area} ${first} ${second}`,
        `0${area}-${number}`,
        `0${area}-${first} ${second}`,
        `+358${area}${number}`,
        `+358 ${area} ${first} ${second}`,
        `+358-${area}-${first}-${second}`,
      ][form];
    });

  it("is let be, whatever words, dates and phone numbers follow one another in it", () => {
    const text = fc.array(fc.oneof(word, date, phone), { maxLength: 12 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(text, (given) => !hasPersonalCode(given)),
      { numRuns: 2000 },
    );
  });

  it("is let be as a provider's pseudonym: a UUID or a digest", () => {
    const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
    fc.assert(
      fc.property(fc.oneof(fc.uuid(), digest), (given) => {
        expect(hasPersonalCode(given)).toBe(false);
        expect(hasPersonalCode(`pirha:${given.toUpperCase()}`)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    "",
    "Lähete nro 2026-118",
    "Potilas 3/12, osasto A4",
    "Y-tunnus 0245437-2",
    "1.2.246.10.99900008",
    "HTR 2026/1234",
  ])("is let be: %s", (text) => {
    expect(hasPersonalCode(text)).toBe(false);
  });

  it("is judged whatever it holds, without throwing", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (given) => typeof hasPersonalCode(given) === "boolean"));
  });
});
