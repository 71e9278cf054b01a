import { describe, expect, it } from "vitest";
import type { Equivalent } from "./equivalent.ts";
import { createProgress, toReport } from "./report.ts";
import type { Outcome, Report } from "./report.ts";
import { parseSelection } from "./selection.ts";

const code = { where: "gateway/gate/a.ts", was: "a && b", is: "(a)" } as const;
const rule = { where: "R-1-S", was: "taken away" } as const;
const explain = (each: Omit<Equivalent, "why">): Equivalent => ({ ...each, why: "koe" });
const survivor = (each: Omit<Outcome, "isCaught">): Outcome => ({ ...each, isCaught: false });
const caught = (each: Omit<Outcome, "isCaught">): Outcome => ({ ...each, isCaught: true });

function report(outcomes: readonly Outcome[], explained: readonly Equivalent[], ...words: string[]): Report {
  const selection = parseSelection(words);
  if (selection === undefined) throw new Error("not the words of a run");
  return toReport(outcomes, explained, selection);
}

describe("a run", () => {
  it("is clean when every survivor is explained and every explanation is needed", () => {
    const outcomes = [survivor({ ...code, line: 3 }), caught(rule)];
    expect(report(outcomes, [explain(code)])).toEqual({
      lines: ["2 mutants, 1 caught, 1 equivalent, 0 survived, 0 explanations out of date"],
      isClean: true,
    });
  });

  it("is not when one survives that nobody has explained, which is told by file and line", () => {
    const { lines, isClean } = report([survivor({ ...code, line: 3 }), survivor(rule)], []);
    expect([isClean, ...lines.slice(1)]).toEqual([
      false,
      "  →  gateway/gate/a.ts:3  a && b  →  (a)",
      "  →  R-1-S  taken away",
    ]);
  });

  it.each<[string, readonly Outcome[], readonly Equivalent[], string]>([
    ["whose file is gone", [], [explain(code)], "fits no mutant  →  gateway/gate/a.ts  a && b  →  (a)"],
    ["whose rule is gone", [], [explain(rule)], "fits no mutant  →  R-1-S  taken away"],
    [
      "whose text is another now",
      [caught({ ...code, was: "a && c" })],
      [explain(code)],
      "fits no mutant  →  gateway/gate/a.ts  a && b  →  (a)",
    ],
    [
      "of another mutant of the same text",
      [caught({ ...code, is: "(b)" })],
      [explain(code)],
      "fits no mutant  →  gateway/gate/a.ts  a && b  →  (a)",
    ],
    ["that a test catches now", [caught(code)], [explain(code)], "is caught  →  gateway/gate/a.ts  a && b  →  (a)"],
  ])("is not clean with an explanation %s", (_, outcomes, explained, told) => {
    const { lines, isClean } = report(outcomes, explained);
    expect(isClean).toBe(false);
    expect(lines.slice(1)).toEqual([`  equivalent.ts: ${told}`]);
  });

  it("needs an explanation as long as one of the places with its text survives", () => {
    expect(report([caught({ ...code, line: 3 }), survivor({ ...code, line: 9 })], [explain(code)]).isClean).toBe(true);
  });

  it.each([
    ["the half it belongs to was run whole", ["koodi"], false],
    ["both halves were", [], false],
    ["its file was chosen", ["koodi", "a.ts"], false],
    ["its file was chosen by path", ["koodi", "gateway/gate/a.ts"], false],
    ["only the other half was run", ["saannot"], true],
    ["only another file was chosen", ["koodi", "b.ts"], true],
    ["a file whose name ends alike was chosen", ["koodi", ".ts"], true],
  ])("judges an explanation when %s", (_, words, isClean) => {
    expect(report([], [explain(code)], ...words).isClean).toBe(isClean);
  });

  it("judges the explanation of a rule by the rules' half", () => {
    expect(report([], [explain(rule)], "koodi").isClean).toBe(true);
    expect(report([], [explain(rule)], "saannot", "R-1-S").isClean).toBe(false);
    expect(report([], [explain(rule)], "saannot", "R-11-S").isClean).toBe(true);
  });

  it("of a half that is none is refused, and not taken for the whole", () => {
    expect(parseSelection(["R-1-S"])).toBeUndefined();
  });

  it("tells survivors at once, and after every 25 how far it is", () => {
    const next = createProgress(60);
    const lines = Array.from({ length: 60 }, (_, at) => next(at === 29 ? survivor(rule) : caught(code)));
    expect(lines.flatMap((each, at) => each.map((line) => `${at + 1}: ${line}`))).toEqual([
      "25: 25/60, 0 survived",
      "30: survived  R-1-S  taken away",
      "50: 50/60, 1 survived",
    ]);
  });
});
