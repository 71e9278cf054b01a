import { aessiv } from "@noble/ciphers/aes.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAsiakasIds } from "../../../gateway/subgraph/index.ts";
import type { Tunnus } from "../../../gateway/subgraph/index.ts";

const key = Uint8Array.from({ length: 64 }, (_, at) => (at * 37 + 11) % 256);
const ids = createAsiakasIds(key);
const aino: Tunnus = { laji: "HETU", arvo: "010190-900P" };
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));

describe("an asiakas id", () => {
  it("opens to what it was sealed of, whatever that was", () => {
    const tunnus = fc.record({
      laji: fc.constantFrom("HETU", "TILAPAINEN"),
      arvo: fc.string({ minLength: 1, maxLength: 20, unit: "grapheme-ascii" }),
    });
    fc.assert(
      fc.property(tunnus, (given) => {
        expect(ids.open(ids.seal(given))).toEqual(given);
      }),
    );
  });

  it("is the same for the same person wherever it is made, and shows nothing of the person", () => {
    const id = ids.seal(aino);
    expect(createAsiakasIds(key).seal(aino)).toBe(id);
    expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(id, "base64url").toString("latin1")).not.toContain("010190");
  });

  it("differs between an identity code and a temporary identifier of the same text", () => {
    expect(ids.seal({ laji: "TILAPAINEN", arvo: aino.arvo })).not.toBe(ids.seal(aino));
  });

  it("differs between persons whose codes differ only in the separator", () => {
    expect(ids.seal({ laji: "HETU", arvo: "170790-9084" })).not.toBe(ids.seal({ laji: "HETU", arvo: "170790Y9084" }));
  });

  it("opens to nothing when any one bit of it is flipped", () => {
    const bytes = Buffer.from(ids.seal(aino), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect([bit, ids.open(altered.toString("base64url"))]).toEqual([bit, undefined]);
    }
  });

  it("opens to nothing when it is cut at any place", () => {
    const id = ids.seal(aino);
    for (let length = 0; length < id.length; length += 1) expect(ids.open(id.slice(0, length))).toBeUndefined();
  });

  it("has one spelling only", () => {
    const id = ids.seal(aino);
    const bytes = Buffer.from(id, "base64url");
    const spellings = [
      `${id}=`,
      `${id}==`,
      ` ${id}`,
      `${id} `,
      `${id}\n`,
      `${id}A`,
      `${id}.`,
      `${id}${id}`,
      bytes.toString("hex"),
    ];
    for (const spelling of spellings) expect([spelling, ids.open(spelling)]).toEqual([spelling, undefined]);
  });

  it("is not the same bytes in ordinary base64", () => {
    // A person whose id needs + or / in ordinary base64.
    const tunnukset = Array.from({ length: 50 }, (_, at): Tunnus => ({ laji: "TILAPAINEN", arvo: `koe-${at}` }));
    const differing = tunnukset
      .map((tunnus) => Buffer.from(ids.seal(tunnus), "base64url").toString("base64"))
      .filter((id) => /[+/]/.test(id));
    expect(differing.length).toBeGreaterThan(0);
    for (const id of differing) expect(ids.open(id)).toBeUndefined();
  });

  it("has no spare bits that could be set", () => {
    // 29 bytes leave 2 spare bits in the last character.
    const id = ids.seal(aino);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const others = Array.from(alphabet).filter((character) => character !== id.at(-1));
    for (const character of others) expect(ids.open(id.slice(0, -1) + character)).toBeUndefined();
  });

  it("opens to nothing under another key", () => {
    const other = createAsiakasIds(key.map((byte) => byte ^ 1));
    expect(other.open(ids.seal(aino))).toBeUndefined();
  });

  it("opens to nothing when it was sealed as another kind of thing by the same key", () => {
    const plain = Buffer.concat([Buffer.from([0x48]), Buffer.from(aino.arvo)]);
    const sealed = (associated: string): string =>
      Buffer.concat([Buffer.from([1]), aessiv(key, Buffer.from(associated)).encrypt(plain)]).toString("base64url");
    expect(ids.open(sealed("asiakas-graph/asiakas/1"))).toEqual(aino);
    expect(ids.open(sealed("asiakas-graph/kursori/1"))).toBeUndefined();
    expect(ids.open(sealed("asiakas-graph/asiakas/2"))).toBeUndefined();
  });

  it("opens to nothing for any text, never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(ids.open(text)).toBeUndefined();
      }),
    );
    expect(ids.open("A".repeat(1_000_000))).toBeUndefined();
  });

  it("needs a key of 64 bytes", () => {
    expect(() => createAsiakasIds(new Uint8Array(32))).toThrow(new RangeError("the id key must be 64 bytes, got 32"));
  });
});

describe("AES-SIV of the library", () => {
  // RFC 5297, appendix A.1.
  const rfcKey = hex("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0 f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
  const associated = hex("101112131415161718191a1b1c1d1e1f2021222324252627");
  const plain = hex("112233445566778899aabbccddee");
  const sealed = hex("85632d07c6e8f37f950acd320a2ecc93 40c02b9690c4dc04daef7f6afe5c");

  it("seals as RFC 5297 says", () => {
    expect(aessiv(rfcKey, associated).encrypt(plain)).toEqual(sealed);
    expect(aessiv(rfcKey, associated).decrypt(sealed)).toEqual(plain);
  });
});

describe("an id for one receiver", () => {
  const tunnus = fc.record({
    laji: fc.constantFrom("HETU", "TILAPAINEN"),
    arvo: fc.string({ minLength: 1, maxLength: 20, unit: "grapheme-ascii" }),
  });
  const vastaanottaja = fc.string({ minLength: 1, maxLength: 40 });

  it("opens to the person it was sealed of, for the receiver it was sealed for, and is the same each time", () => {
    fc.assert(
      fc.property(vastaanottaja, tunnus, (kenelle, given) => {
        const id = ids.sealFor(kenelle, given);
        expect(ids.openFor(kenelle, id)).toEqual(given);
        expect(createAsiakasIds(key).sealFor(kenelle, given)).toBe(id);
      }),
    );
  });

  it("is another for another receiver, and opens to nothing as another's id or as an id of the graph", () => {
    fc.assert(
      fc.property(vastaanottaja, vastaanottaja, tunnus, (one, other, given) => {
        fc.pre(one !== other);
        const id = ids.sealFor(one, given);
        expect(ids.sealFor(other, given)).not.toBe(id);
        expect(ids.openFor(other, id)).toBeUndefined();
        expect(ids.seal(given)).not.toBe(id);
        expect(ids.open(id)).toBeUndefined();
        expect(ids.openFor(one, ids.seal(given))).toBeUndefined();
      }),
    );
  });

  it("is not confused by a receiver whose name looks like a part of ours", () => {
    const names = ["asiakas-graph/asiakas/1", "asiakas-graph/pari/1", "/1", "a", "a\u0000"];
    expect(new Set(names.map((name) => ids.sealFor(name, aino))).size).toBe(names.length);
    for (const name of names) expect(ids.open(ids.sealFor(name, aino))).toBeUndefined();
  });

  it("opens to nothing for any text, never throws, and needs a receiver", () => {
    fc.assert(
      fc.property(vastaanottaja, fc.string({ unit: "binary" }), (kenelle, text) => {
        expect(ids.openFor(kenelle, text)).toBeUndefined();
      }),
    );
    expect(() => ids.sealFor("", aino)).toThrow(new RangeError("a receiver must have a name"));
    expect(() => ids.openFor("", "AA")).toThrow(new RangeError("a receiver must have a name"));
  });
});
