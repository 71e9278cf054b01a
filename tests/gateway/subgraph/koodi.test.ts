import { describe, expect, it } from "vitest";
import { koodiResolvers, toKoodi, toNimi } from "../../../gateway/subgraph/index.ts";

describe("Koodi.nimi", () => {
  it("gives the language asked", () => {
    const koodi = toKoodi("kieli", "FI", { fi: "suomi", sv: "finska" });
    expect(koodiResolvers.Koodi.nimi(koodi, { kieli: "SV" })).toBe("finska");
  });

  it("is null, and the code is there, when the source gave no name", () => {
    const koodi = toKoodi("kieli", "XX");
    expect(koodi).toEqual({ koodisto: "kieli", arvo: "XX" });
    expect(koodiResolvers.Koodi.nimi(koodi, { kieli: "FI" })).toBeNull();
  });

  it.each([
    [{ fi: "a", sv: "b" }, "EN", "a"],
    [{ sv: "b", en: "c" }, "FI", "b"],
    [{ en: "c" }, "SV", "c"],
    [{ fi: "", sv: "b" }, "FI", "b"],
    [{}, "FI", null],
    [undefined, "FI", null],
  ] as const)("falls back in %j for %s to %s", (nimet, kieli, nimi) => {
    expect(toNimi(nimet, kieli)).toBe(nimi);
  });
});
