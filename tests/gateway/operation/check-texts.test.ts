import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findTextFault, findValueFault } from "../../../gateway/operation/check-texts.ts";

const limits = { maxText: 1000, maxList: 100 };

describe("a text", () => {
  it.each(["", "Ääkkösiä", "a\nb", "\u202Eabc", "👩‍👧", "a".repeat(1000)])("is taken as it is: %j", (text) => {
    expect(findTextFault(text, 1000)).toBeUndefined();
  });

  it.each(["a\0b", "\0", "\uD800", "a\uDC00b", "\uDC00\uD800", "a".repeat(1001), "a".repeat(1_000_000)])(
    "that can't be stored is refused: %#",
    (text) => {
      expect(findTextFault(text, 1000)).toBeDefined();
    },
  );

  it("is refused exactly when UTF-8 can't carry it, or it holds a NUL", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 50 }),
        fc.constantFrom("", "\uD83D", "\uDE00", "\0"),
        (text, end) => {
          const whole = text + end;
          const carried = Buffer.from(whole, "utf8").toString("utf8") === whole && !whole.includes("\0");
          expect(findTextFault(whole, 1000) === undefined).toBe(carried);
        },
      ),
    );
  });
});

describe("a value", () => {
  it("is refused for a text anywhere in it, names too", () => {
    for (const bad of ["\0", ["a", "\0"], { a: { b: ["\uD800"] } }, { "a\0": 1 }, [[["\0"]]]]) {
      expect(findValueFault(bad, limits)).toBeDefined();
    }
    expect(findValueFault({ a: [1, null, true, { b: "ok" }] }, limits)).toBeUndefined();
  });

  it("may hold lists of a hundred and no longer ones", () => {
    expect(findValueFault(Array(100).fill("a"), limits)).toBeUndefined();
    for (const length of [101, 100_000]) {
      expect(findValueFault({ a: Array(length).fill("a") }, limits)).toMatchObject({
        en: "a list has at most 100 items",
      });
    }
  });
});
