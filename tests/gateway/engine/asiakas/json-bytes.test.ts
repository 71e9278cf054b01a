import fc from "fast-check";
import { expect, it } from "vitest";
import { JsonBytes } from "../../../../gateway/engine/asiakas/json-bytes.ts";

const written = (write: (out: JsonBytes) => void): string => {
  const out = new JsonBytes();
  write(out);
  return out.take();
};

it("writes any text as JSON.stringify does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      expect(written((out) => out.putText(text))).toBe(JSON.stringify(text));
    }),
  );
  const texts = ["\uD83D", "\uDE00", "ä\uD83D", "Hämeenlinna", "5 €", "\u007F\u0080\u07FF\u0800\uFFFF", "a".repeat(65)];
  // What looks like an escape of a character, beside one that was written as such.
  texts.push(
    "\\u20ac €",
    "\\\\u20ac€",
    "\u0001\u001F€\uDE00\uD83D",
    "€\uD83D\uDE00\uD83D€",
    `"\n\t\b€${"ä".repeat(65)}`,
  );
  for (const text of texts) expect(written((out) => out.putText(text))).toBe(JSON.stringify(text));
});

it("grows with what is written, by whatever way", () => {
  const long = "ä".repeat(300_000);
  const json = written((out) => {
    out.putByte(0x5b);
    for (let at = 0; at < 30_000; at += 1) {
      out.putText(`teksti ${at} €`);
      out.putBytes(Buffer.from(","));
    }
    out.putText(long);
    out.putByte(0x2c);
    out.putAscii("1234567890".repeat(200_000));
    out.putByte(0x5d);
  });
  const numbers = `"${json.slice(json.lastIndexOf(",") + 1, -1)}"`;
  const value: unknown = JSON.parse(`${json.slice(0, json.lastIndexOf(",") + 1)}${numbers}]`);
  const texts = Array.from({ length: 30_000 }, (_, at) => `teksti ${at} €`);
  expect(value).toEqual([...texts, long, "1234567890".repeat(200_000)]);
});

it("what is taken back is not there, and what follows stands in its place", () => {
  const json = written((out) => {
    out.putText("jää");
    const { length } = out;
    out.putText("lähtee");
    out.length = length;
    out.putJson("[1]");
  });
  expect(json).toBe('"jää"[1]');
});

it("two that are written at once do not share their place", () => {
  const [one, other] = [new JsonBytes(), new JsonBytes()];
  one.putText("yksi");
  other.putText("kaksi");
  one.putText("kolme");
  expect([one.take(), other.take()]).toEqual(['"yksi""kolme"', '"kaksi"']);
});

it("what was taken stays as it is when the next is written", () => {
  const first = new JsonBytes();
  first.putText("ensin");
  const taken = first.take();
  written((out) => out.putText("sitten"));
  expect(taken).toBe('"ensin"');
});
