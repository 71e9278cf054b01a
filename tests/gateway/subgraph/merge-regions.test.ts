import { describe, expect, it } from "vitest";
import { failed, ok } from "../../../gateway/source/index.ts";
import type { FailureKind } from "../../../gateway/source/index.ts";
import { mergeRegions, toRegionRows, toWorstError } from "../../../gateway/subgraph/index.ts";
import type { RegionAnswer, RegionRows } from "../../../gateway/subgraph/index.ts";

const lahde = "koe";

function region(alue: string, answer: readonly string[] | FailureKind): RegionRows<string> {
  const result: RegionAnswer<string>["result"] =
    typeof answer === "string" ? failed(answer, "a reason") : ok(new Map([["HETU/x", answer]]));
  const [rows] = toRegionRows([{ lahde, alue, kysytyt: new Set(["HETU/x"]), result }], "HETU/x");
  if (rows === undefined) throw new Error("no region");
  return rows;
}

const toRows = (rows: readonly string[], alue: string): readonly string[] => rows.map((row) => `${alue}:${row}`);

describe("mergeRegions", () => {
  it("gives the rows of all regions, each by its own", () => {
    expect(mergeRegions([region("08", ["a", "b"]), region("15", []), region("90", ["c"])], toRows)).toEqual([
      "08:a",
      "08:b",
      "90:c",
    ]);
  });

  it("puts one error in the place of a region that failed, which does not name the region", () => {
    const merged = mergeRegions([region("08", ["a"]), region("15", "timeout"), region("90", ["c"])], toRows);
    expect(merged).toHaveLength(3);
    expect(merged[1]).toMatchObject({ extensions: { code: "SOURCE_TIMEOUT", parameters: { lahde } } });
    expect(JSON.stringify(merged[1])).not.toContain("15");
  });

  it("throws the worst error when every region failed", () => {
    const all = [region("08", "timeout"), region("15", "invalid"), region("90", "unavailable")];
    expect(() => mergeRegions(all, toRows)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: "SOURCE_INVALID_RESPONSE" }) }),
    );
  });
});

describe("toWorstError", () => {
  it.each([
    [["timeout", "unavailable"], "SOURCE_UNAVAILABLE"],
    [["unavailable", "denied"], "SOURCE_DENIED"],
    [["configuration", "timeout"], "SOURCE_DENIED"],
    [["denied", "invalid"], "SOURCE_INVALID_RESPONSE"],
  ] as const)("of %j is %s", (kinds, code) => {
    const regions = kinds.map((kind, at) => region(`0${at + 5}`, kind));
    expect(toWorstError(regions)?.extensions["code"]).toBe(code);
  });

  it("is none when none failed", () => {
    expect(toWorstError([region("08", [])])).toBeUndefined();
  });
});
