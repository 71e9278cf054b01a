import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHetu } from "../../../gateway/subgraph/index.ts";

/** A code with an individual number that no test code has: never written out, see tests/checks/hetu.test.ts. */
const withNumber = (number: string): string => `010190-${number}A`;

describe("parseHetu", () => {
  it.each([
    ["140584-902U", "1984-05-14"],
    ["140584-901T", "1984-05-14"],
    ["240814A905R", "2014-08-24"],
    ["240814B905R", "2014-08-24"],
    ["090218A9069", "2018-02-09"],
    ["031181-904V", "1981-11-03"],
    ["300657-9075", "1957-06-30"],
    ["170790-9084", "1990-07-17"],
    ["170790Y9084", "1990-07-17"],
    ["010190-999W", "1990-01-01"],
    ["251279-912L", "1979-12-25"],
    ["010594Y9032", "1994-05-01"],
    ["020594X903P", "1994-05-02"],
    ["030594W903B", "1994-05-03"],
    ["040594V9030", "1994-05-04"],
    ["050594U903M", "1994-05-05"],
    ["010516B903X", "2016-05-01"],
    ["020516C903K", "2016-05-02"],
    ["030516D9037", "2016-05-03"],
    ["010501E9032", "2001-05-01"],
    ["020503F9037", "2003-05-02"],
    ["290200A902D", "2000-02-29"],
    ["131052-9030", "1952-10-13"],
    // The separator takes no part in the check character.
    ["131052+9030", "1852-10-13"],
  ])("accepts %s, born %s", (hetu, syntymapaiva) => {
    expect(parseHetu(hetu)).toEqual({ ok: true, hetu, syntymapaiva });
  });

  it("trims blanks and lifts lower case, once, at the edge", () => {
    expect(parseHetu(" 140584-902u\n")).toEqual(parseHetu("140584-902U"));
  });

  it("keeps codes apart that differ only in the separator", () => {
    const given = Array.from("-YXWVU").map((sign) => parseHetu(`170790${sign}9084`));
    expect(new Set(given.map((one) => one.ok && one.hetu)).size).toBe(6);
  });

  it.each([
    ["010190-900A", "henkilötunnuksen tarkistusmerkki ei täsmää"],
    ["010190-999X", "henkilötunnuksen tarkistusmerkki ei täsmää"],
    ["310201A9041", "henkilötunnuksen päivämäärää ei ole"],
    ["290201A9041", "henkilötunnuksen päivämäärää ei ole"],
    ["000190-900P", "henkilötunnuksen päivämäärää ei ole"],
    ["010090-900P", "henkilötunnuksen päivämäärää ei ole"],
    ["011390-900P", "henkilötunnuksen päivämäärää ei ole"],
    ["290200-900P", "henkilötunnuksen päivämäärää ei ole"],
    [withNumber("000"), "henkilötunnuksen yksilönumero on 002-999"],
    [withNumber("001"), "henkilötunnuksen yksilönumero on 002-999"],
    ["010190-900", "henkilötunnuksessa on 11 merkkiä, annettiin 10"],
    ["010190-900PP", "henkilötunnuksessa on 11 merkkiä, annettiin 12"],
    ["", "henkilötunnuksessa on 11 merkkiä, annettiin 0"],
  ])("refuses %j: %s", (given, reason) => {
    expect(parseHetu(given)).toMatchObject({ ok: false, reason: { fi: reason } });
  });

  it.each([
    ["a separator that is none", "140584G902U"],
    ["an en dash", "010190\u2013900P"],
    ["full-width digits", "\uff10\uff11\uff10\uff11\uff19\uff10-900P"],
    ["a Cyrillic O for a zero", "\u041e10190-900P"],
    ["the letter o for a zero", "o10190-900P"],
    ["a zero-width space", "010190-900\u200b"],
    ["Arabic digits", "\u0660\u0661\u0660\u0661\u0669\u0660-900P"],
    ["G as check character", "010190-900G"],
    ["I as check character", "010190-900I"],
    ["O as check character", "010190-900O"],
    ["Q as check character", "010190-900Q"],
    ["Z as check character", "010190-900Z"],
    ["a dotless i", "010190-900\u0131"],
    // Its upper case is S, which would be right here.
    ["a long s", "010190-902\u017f"],
  ])("refuses %s", (_, given) => {
    expect(parseHetu(given)).toMatchObject({
      ok: false,
      reason: { en: "an identity code is ddmmyy, a separator, three digits and a check character" },
    });
  });

  it("accepts no code that differs from a right one in one digit or the check character", () => {
    const right = "010190-900P";
    for (const at of [0, 1, 2, 3, 4, 5, 7, 8, 9, 10]) {
      const others = Array.from(at === 10 ? "0123456789ABCDEFHJKLMNPRSTUVWXY" : "0123456789").filter(
        (one) => one !== right[at],
      );
      for (const other of others) expect(parseHetu(right.slice(0, at) + other + right.slice(at + 1)).ok).toBe(false);
    }
  });

  it("never throws, and never quotes what it refuses", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 4 }), (given) => {
        const result = parseHetu(given);
        expect(result.ok || !JSON.stringify(result.reason).includes(given)).toBe(true);
      }),
    );
  });
});
