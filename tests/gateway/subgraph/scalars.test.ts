import { Kind } from "graphql";
import { describe, expect, it } from "vitest";
import { aikaScalar, isAika, isPaiva, paivaScalar } from "../../../gateway/subgraph/index.ts";

describe("Paiva", () => {
  it.each(["2024-02-29", "0100-12-31", "2026-01-01"])("accepts %s", (text) => {
    expect(isPaiva(text)).toBe(true);
    expect(paivaScalar.serialize(text)).toBe(text);
    expect(paivaScalar.parseValue(text)).toBe(text);
    expect(paivaScalar.parseLiteral({ kind: Kind.STRING, value: text })).toBe(text);
  });

  it.each(["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-01-01T00:00:00Z", ""])(
    "refuses %j without quoting it",
    (text) => {
      expect(isPaiva(text)).toBe(false);
      expect(() => paivaScalar.parseValue(text)).toThrow("Paiva on päivä muodossa VVVV-KK-PP");
      expect(() => paivaScalar.serialize(text)).toThrow("Paiva on päivä muodossa VVVV-KK-PP");
    },
  );

  it("refuses a number", () => {
    expect(() => paivaScalar.parseValue(20_260_101)).toThrow("Paiva on päivä");
    expect(() => paivaScalar.parseLiteral({ kind: Kind.INT, value: "2026" })).toThrow("Paiva on päivä");
  });
});

describe("Aika", () => {
  it.each(["2026-11-23T10:15:02+02:00", "2026-11-23T10:15:02Z", "2026-11-23T10:15:02.120391-11:30"])(
    "accepts %s",
    (text) => {
      expect(isAika(text)).toBe(true);
      expect(aikaScalar.serialize(text)).toBe(text);
    },
  );

  it.each([
    "2026-11-23T10:15+02:00",
    "2026-11-23T10:15:02",
    "2026-02-30T10:15:02Z",
    "2026-11-23T24:00:00Z",
    "2026-11-23 10:15:02Z",
    "2026-11-23T10:15:60Z",
    "2026-11-23",
  ])("refuses %j", (text) => {
    expect(isAika(text)).toBe(false);
    expect(() => aikaScalar.parseValue(text)).toThrow("RFC 3339");
  });
});
