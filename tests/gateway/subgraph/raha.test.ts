import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSentit, rahaResolvers, toRahaTeksti } from "../../../gateway/subgraph/index.ts";

describe("parseSentit", () => {
  it.each([
    ["0.00", 0],
    ["-0.00", 0],
    ["636.12", 63_612],
    ["0.29", 29],
    ["70", 7000],
    ["70.3", 7030],
    ["-12.50", -1250],
    ["21474836.47", 2_147_483_647],
  ])("reads %s as %i cents", (text, sentit) => {
    expect(parseSentit(text)).toBe(sentit);
  });

  it.each(["", "1,50", "1.505", ".5", "1.", "01.00", "1e3", " 1.00", "+1.00", "21474836.48", "99999999.99", "١.٠٠"])(
    "refuses %j",
    (text) => {
      expect(parseSentit(text)).toBeUndefined();
    },
  );

  it("reads every amount of cents back from its decimal text", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_147_483_647, max: 2_147_483_647 }), (sentit) => {
        const digits = String(Math.abs(sentit)).padStart(3, "0");
        const text = `${sentit < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(parseSentit(text)).toBe(sentit);
      }),
    );
  });
});

describe("Raha.teksti", () => {
  it.each([
    [1250, "FI", "12,50\u00a0€"],
    [1250, "SV", "12,50\u00a0€"],
    [1250, "EN", "€12.50"],
    [5, "FI", "0,05\u00a0€"],
    [0, "EN", "€0.00"],
    [123_456_789, "FI", "1\u00a0234\u00a0567,89\u00a0€"],
    [123_456_789, "EN", "€1,234,567.89"],
    [-1250, "FI", "\u221212,50\u00a0€"],
    [-1250, "EN", "\u2212€12.50"],
  ] as const)("writes %i in %s as %s", (sentit, kieli, teksti) => {
    expect(toRahaTeksti(sentit, kieli)).toBe(teksti);
    expect(rahaResolvers.Raha.teksti({ sentit }, { kieli })).toBe(teksti);
  });
});
