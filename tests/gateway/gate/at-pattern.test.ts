import { describe, expect, it } from "vitest";
import { isObject } from "../../../gateway/is-object.ts";
import { placesOf } from "../../../gateway/gate/at-pattern.ts";

describe("an object", () => {
  it.each([
    ["an object", {}, true],
    ["a list", [], false],
    ["nothing", null, false],
    ["text", "a", false],
    ["a value that is not there", undefined, false],
  ])("of JSON: %s", (_, value, is) => {
    expect(isObject(value)).toBe(is);
  });
});

describe("places of a pattern", () => {
  const pathsOf = (root: unknown, ...pattern: readonly string[]) =>
    placesOf(root, pattern).map(({ key, path }) => [key, path.join(".")]);

  it("are all objects that may hold its last key, whether they do or not", () => {
    expect(pathsOf({ a: { b: 1 } }, "a", "b")).toEqual([["b", "a.b"]]);
    expect(pathsOf({ a: {} }, "a", "b")).toEqual([["b", "a.b"]]);
  });

  it("are found in lists, and in lists of lists", () => {
    expect(pathsOf({ a: [{ b: 1 }, null, [{ b: 2 }]] }, "a", "b")).toEqual([
      ["b", "a.0.b"],
      ["b", "a.2.0.b"],
    ]);
  });

  it("are none where the way ends before, or of an empty pattern", () => {
    expect(pathsOf({ a: null, b: "text" }, "a", "b")).toEqual([]);
    expect(pathsOf({ a: "text" }, "a", "b")).toEqual([]);
    expect(placesOf({ a: 1 }, [])).toEqual([]);
  });

  it("hold the object itself, so that the answer can be changed there", () => {
    const answer = { a: [{ b: 1 }] };
    for (const { holder, key } of placesOf(answer, ["a", "b"])) holder[key] = null;
    expect(answer).toEqual({ a: [{ b: null }] });
  });
});
