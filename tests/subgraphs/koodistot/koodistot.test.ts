import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toKoodisto } from "../../../subgraphs/koodistot/map.ts";
import { parseAsetukset } from "../../../subgraphs/koodistot/settings.ts";
import { parseSivu, toFailure } from "../../../subgraphs/koodistot/wire.ts";
import type { KoodiWire } from "../../../subgraphs/koodistot/wire.ts";

const attribute = (attributeName: string, value: string, language?: string): KoodiWire["attributes"][number] => ({
  attributeName,
  attributeValue: value === "" ? [] : [value],
  ...(language === undefined ? {} : { language }),
});
const code = (status: KoodiWire["status"], ...attributes: KoodiWire["attributes"]): KoodiWire => ({
  conceptCodeId: "d450",
  status,
  attributes,
});
const page = (row: unknown) => ({ page: 1, totalPages: 1, totalItems: 1, conceptCodes: [row] });

describe("names of a code", () => {
  it.each([
    [
      "the long name before the short one",
      [attribute("ShortName", "Käv."), attribute("LongName", "Käveleminen")],
      { fi: "Käveleminen" },
    ],
    [
      "the short one where the long one is empty",
      [attribute("LongName", ""), attribute("ShortName", "Käv.")],
      { fi: "Käv." },
    ],
    [
      "each language by its own",
      [attribute("LongName", "Att gå", "sv-FI"), attribute("LongName", "Walking", "EN")],
      { sv: "Att gå", en: "Walking" },
    ],
    [
      "none of what is no name",
      [attribute("HierarchyLevel", "1"), attribute("LongName", "  "), attribute("LongName", "x", "ru")],
      {},
    ],
  ])("take %s", (_, attributes, names) => {
    expect(toKoodisto([code("ACTIVE", ...attributes)]).get("d450")).toEqual(names);
  });

  it("are those of the code in use, whatever the order of the rows", () => {
    const old = code("DELETED", attribute("LongName", "vanha"));
    const used = code("ACTIVE", attribute("LongName", "uusi"));
    expect(toKoodisto([old, used]).get("d450")).toEqual({ fi: "uusi" });
    expect(toKoodisto([used, old]).get("d450")).toEqual({ fi: "uusi" });
    expect(toKoodisto([old]).get("d450")).toEqual({ fi: "vanha" });
  });
});

describe("a page of a code system", () => {
  it.each(["ACTIVE", "PROPOSAL", "DELETED"] as const)("may hold codes in the state %s", (status) => {
    expect(parseSivu(page(code(status))).ok).toBe(true);
  });

  it("may have a number for a code, and is invalid with a state that the code server does not have", () => {
    expect(parseSivu(page({ ...code("ACTIVE"), conceptCodeId: 100 }))).toMatchObject({
      value: { conceptCodes: [{ conceptCodeId: "100" }] },
    });
    expect(parseSivu(page({ ...code("ACTIVE"), status: "FROZEN" }))).toMatchObject({ failure: { kind: "invalid" } });
  });

  it("becomes a value or a failure of any JSON, never a throw", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.jsonValue().map(page)), (value) => {
        expect(typeof parseSivu(value).ok).toBe("boolean");
      }),
    );
  });
});

it.each([
  [404, "not-found"],
  [401, "denied"],
  [403, "denied"],
  [400, "configuration"],
  [418, "configuration"],
  [429, "unavailable"],
  [500, "unavailable"],
  [503, "unavailable"],
])("status %i of the code server is %s", (status, kind) => {
  expect(toFailure(status).kind).toBe(kind);
});

describe("settings", () => {
  it("have a day of freshness, a day of grace, and the ICF among the code systems", () => {
    const { koodistot, valimuisti } = parseAsetukset({ url: "https://koodisto.invalid/csapi/v6" });
    expect(koodistot).toContain("1.2.246.537.6.48");
    expect([valimuisti.tuoreMs, valimuisti.vanhaMs]).toEqual([86_400_000, 86_400_000]);
  });

  it.each([
    [{}, "koodistot.url: must be"],
    [{ url: "ftp://x" }, "koodistot.url: must be"],
    [{ url: "https://x.invalid", koodistot: ["urn:oid:1.2.3"] }, "koodistot.koodistot.0: must be an OID"],
    [{ url: "https://x.invalid", valimuisti: { tuoreMs: -1 } }, "koodistot.valimuisti.tuoreMs"],
    [{ url: "https://x.invalid", muu: 1 }, "muu"],
  ])("%j are refused by the key", (settings, message) => {
    expect(() => parseAsetukset(settings)).toThrow(message);
  });
});
