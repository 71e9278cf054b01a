import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeUtf8 } from "../../../gateway/source/decode-utf8.ts";

/** Short texts and long ones are read in ways of their own. */
const repeats = [1, 2000];

it("gives the text of any bytes as Node does, also of those that are no UTF-8", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), fc.uint8Array({ maxLength: 4 }), (text, bytes) => {
      for (const times of repeats) {
        for (const given of [
          Buffer.from(text.repeat(times)),
          Buffer.concat([Buffer.from(text.repeat(times)), bytes]),
        ]) {
          expect(decodeUtf8(given)).toBe(given.toString("utf8"));
        }
      }
    }),
  );
});

it.each(["plain", "Hämeenlinna", "5 €", "\uFEFFmerkki edessä", "\u0000ä", "😀"])("gives %j, short and long", (text) => {
  for (const times of repeats) expect(decodeUtf8(Buffer.from(text.repeat(times)))).toBe(text.repeat(times));
});

it("has marks in place of what is cut in the middle of a character", () => {
  const cut = Buffer.from(`${"ä".repeat(2000)}€`).subarray(0, -1);
  expect(decodeUtf8(cut)).toBe(`${"ä".repeat(2000)}\uFFFD`);
});
