import { describe, expect, it } from "vitest";
import { files, readText } from "./checkout.ts";
import { findRealHetu } from "./find-real-hetu.ts";

// Made here, so that this file holds none.
const codeOf = (number: string, sign = "-"): string => {
  const check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(`010190${number}`) % 31] ?? "";
  return `010190${sign}${number}${check}`;
};

describe("the checkout", () => {
  it("holds no identity code that a real person could have", () => {
    const findings = files.flatMap((path) => findRealHetu(readText(path)).map((line) => `${path}:${line}`));
    expect(findings).toEqual([]);
  });
});

describe("the check of identity codes", () => {
  it.each(["002", "123", "500", "899"])("sees one with the individual number %s", (number) => {
    for (const sign of Array.from("-+ABCDEFUVWXY")) {
      expect(findRealHetu(`rivi\nhetu: "${codeOf(number, sign)}",`)).toEqual([2]);
      expect(findRealHetu(codeOf(number, sign).toLowerCase())).toEqual([1]);
    }
  });

  it.each(["900", "999", "000", "001"])("lets the individual number %s be", (number) => {
    expect(findRealHetu(codeOf(number))).toEqual([]);
  });

  it("lets be what is no code: a wrong check character, no date, part of something longer", () => {
    const code = codeOf("123");
    const wrongCheck = `${code.slice(0, 10)}${code.endsWith("A") ? "B" : "A"}`;
    for (const text of [wrongCheck, `9${code}`, `${code}9`, code.replace("010190", "991390")])
      expect(findRealHetu(text)).toEqual([]);
  });
});
