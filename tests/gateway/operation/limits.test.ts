import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { defaultLimits } from "../../../gateway/operation/index.ts";
import { findEntryPassed, findLimitPassed } from "../../../gateway/operation/limits.ts";
import type { LimitPassed, OperationLimits } from "../../../gateway/operation/limits.ts";

const count = (text: string, limits: Partial<OperationLimits> = {}): LimitPassed | undefined =>
  findLimitPassed(parse(text), { ...defaultLimits, ...limits });
const nested = (depth: number): string => `${"{ a ".repeat(depth)}${"}".repeat(depth)}`;
const distinct = (many: number): string => Array.from({ length: many }, (_, at) => `x${at}`).join(" ");
const include = "@include(if: true) ";
const entries = (text: string): LimitPassed | undefined => {
  const [definition] = parse(text).definitions;
  if (definition === undefined || !("selectionSet" in definition) || definition.selectionSet === undefined) {
    throw new Error("the text of the test is no operation");
  }
  return findEntryPassed(definition.selectionSet, defaultLimits.maxEntries);
};

describe("each limit holds at its value, and not one beyond it or a thousand times it", () => {
  it.each([
    ["depth", nested, 12],
    ["fields", (many: number) => `{ ${Array.from({ length: many }, (_, at) => `a${at}`).join(" ")} }`, 1000],
    ["repeats", (many: number) => `{ ${"a ".repeat(many)} }`, 50],
    [
      "repeats",
      (many: number) => `{ b { ${"b: a ".repeat(Math.min(30, many))}${"b ".repeat(Math.max(0, many - 30))} } }`,
      50,
    ],
    ["aliases", (many: number) => `{ ${Array.from({ length: many }, (_, at) => `a${at}: a`).join(" ")} }`, 30],
    ["directives", (many: number) => `{ a ${include.repeat(many)} }`, 50],
    ["directives", (many: number) => `{ ...f ${include.repeat(many)} } fragment f on Query { a }`, 50],
    ["directives", (many: number) => `{ ... ${include.repeat(many)} { a } }`, 50],
    ["directives", (many: number) => `query ${include.repeat(many)} { a }`, 50],
    ["directives", (many: number) => `query ($a: Int ${"@a ".repeat(many)}) { a }`, 50],
    ["directives", (many: number) => `{ ...f } fragment f on Query ${include.repeat(many)} { a }`, 50],
  ] as const)("%s", (saanto, write, raja) => {
    expect(count(write(raja))).toBeUndefined();
    // As many fields as written are as many when expanded.
    const expected = saanto === "fields" ? "expansion" : saanto;
    expect(count(write(raja + 1))).toEqual({ saanto: expected, raja });
    // What is a thousand times over is refused by one limit or another, and parsing it is not this step's.
    expect(count(write(Math.min(raja * 1000, 50_000) / (saanto === "depth" ? 50 : 1)))).toBeDefined();
  });

  it("counts fields of fragments that nothing uses, which validation would have to compare", () => {
    expect(count(`{ a } fragment f on Query { ${distinct(999)} }`)).toBeUndefined();
    expect(count(`{ a } fragment f on Query { ${distinct(1000)} }`)).toEqual({ saanto: "fields", raja: 1000 });
  });

  it("lets introspection go deeper than data, and no deeper", () => {
    const below = (depth: number): string => `{ __schema ${nested(depth - 1)} }`;
    expect(count(below(16))).toBeUndefined();
    expect(count(below(17))).toEqual({ saanto: "depth", raja: 16 });
    expect(count(`{ a ${nested(12)} __type(name: "A") ${nested(3)} }`)).toEqual({ saanto: "depth", raja: 12 });
  });

  it("counts a root field as often as an operation uses it", () => {
    const many = (name: string, times: number): string =>
      `{ ${Array.from({ length: times }, (_, at) => `a${at}: ${name} { id }`).join(" ")} }`;
    expect(entries(many("asiakas", 10))).toBeUndefined();
    expect(entries(many("asiakas", 11))).toEqual({ saanto: "asiakas", raja: 10 });
    expect(entries(many("asiakasHetulla", 1))).toBeUndefined();
    expect(entries(many("asiakasHetulla", 2))).toEqual({ saanto: "asiakasHetulla", raja: 1 });
    expect(entries("{ a: asiakasHetulla { id } ... on Query { b: asiakasHetulla { id } } }")).toEqual({
      saanto: "asiakasHetulla",
      raja: 1,
    });
    expect(entries(many("constructor", 100))).toBeUndefined();
  });
});

describe("fragments", () => {
  it.each([
    "{ ...a } fragment a on Query { ...a }",
    "{ ...a } fragment a on Query { x { ...b } } fragment b on Query { y { ...a } }",
    "{ ...a ...b } fragment a on Query { ...b ...b } fragment b on Query { ...a ...a }",
  ])("that lead back to themselves are counted to an end: %s", (text) => {
    expect(count(text)).toBeUndefined();
  });

  it("that double are counted without being expanded, however many levels there are", () => {
    const levels = 285;
    const fragments = Array.from(
      { length: levels },
      (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`,
    );
    const text = `{ ...f0 } ${fragments.join(" ")} fragment f${levels} on Query { a }`;
    expect(count(text)).toEqual({ saanto: "expansion", raja: 1000 });
  });

  it("count their depth where they are spread", () => {
    const text = (depth: number): string => `{ a { a { ...f } } } fragment f on Query ${nested(depth)}`;
    expect(count(text(10))).toBeUndefined();
    expect(count(text(11))).toEqual({ saanto: "depth", raja: 12 });
  });

  it("as deep as the most tokens allow are counted without a throw", () => {
    expect(count(nested(1333), { maxDepth: 12 })).toEqual({ saanto: "depth", raja: 12 });
  });
});
