import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge, mergeCopy } from "../../../../gateway/engine/asiakas/merge.ts";

describe("merge", () => {
  it.each([
    ["adds keys", { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ["goes into objects", { a: { b: 1 } }, { a: { c: 2 } }, { a: { b: 1, c: 2 } }],
    [
      "goes into lists of one length, item by item",
      { a: [{ b: 1 }, { b: 2 }] },
      { a: [{ c: 3 }, {}] },
      { a: [{ b: 1, c: 3 }, { b: 2 }] },
    ],
    ["takes the later of two lists of different lengths", { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ["keeps what is known where null comes", { a: 1, b: { c: 1 } }, { a: null, b: null }, { a: 1, b: { c: 1 } }],
    ["lets a value take null's place", { a: null, b: [null] }, { a: 1, b: [2] }, { a: 1, b: [2] }],
    ["lets the later of two scalars stand", { t: "Palvelu" }, { t: "Kaynti" }, { t: "Kaynti" }],
    ["takes names that every object has as any other", { a: 1 }, { toString: 2 }, { a: 1, toString: 2 }],
  ])("%s", (_what, target, source, merged) => {
    merge(target, source);
    expect(target).toEqual(merged);
  });

  it("changes no prototype, whatever comes", () => {
    const target = {};
    merge(
      target,
      JSON.parse('{"__proto__":{"admin":true},"a":{"__proto__":{"admin":true}}}') as Record<string, unknown>,
    );
    expect("admin" in target).toBe(false);
    expect(Object.keys(target)).toEqual(["a"]);
  });
});

it("a copy is merged as the original would be, and shares nothing with it", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (source) => {
      const [target, copied] = [{}, {}];
      mergeCopy(copied, source, (one, other) => one === other);
      merge(target, structuredClone(source));
      const plain = (key: string, value: unknown): unknown => (key === "__proto__" ? undefined : value);
      expect(JSON.stringify(copied)).toBe(JSON.stringify(target, plain));
      const before = JSON.stringify(copied);
      for (const value of Object.values(source))
        if (typeof value === "object" && value !== null) Reflect.set(value, 0, "x");
      expect(JSON.stringify(copied)).toBe(before);
    }),
  );
});
