import * as fc from "fast-check";
import { expect, it } from "vitest";
import { signComponents, toContentDigest, verifyComponents } from "../../../gateway/subgraph/message-signature.ts";
import { deriveSubgraphKey, toSubgraphKey } from "../../../gateway/subgraph/subgraph-key.ts";

const key = Uint8Array.from({ length: 32 }, (_, at) => at);
const components = { '"@method"': "POST", '"@path";req': "/graphql", '"content-digest"': "sha-256=:x:" };
const parameters = { created: 1, expires: 2, nonce: "n_-1", keyid: "koe/a", tag: "t" };

it("signs as the standard's method says, and reads what it signed", () => {
  const headers = signComponents(components, parameters, key);
  expect(headers["signature-input"]).toBe(
    'asiakasgraph=("@method" "@path";req "content-digest");created=1;expires=2;nonce="n_-1";keyid="koe/a";alg="hmac-sha256";tag="t"',
  );
  expect(verifyComponents({ ...headers }, components, key)).toEqual(parameters);
});

it("takes components in whatever order the other side names them", () => {
  const reversed = Object.fromEntries(Object.entries(components).toReversed());
  expect(verifyComponents({ ...signComponents(reversed, parameters, key) }, components, key)).toEqual(parameters);
});

it.each(['"@method"', '"@path";req', '"content-digest"'])(
  "refuses when %s is another than signed, or was left out",
  (name) => {
    const headers = { ...signComponents(components, parameters, key) };
    expect(verifyComponents(headers, { ...components, [name]: "other" }, key)).toBeUndefined();
    const fewer = Object.fromEntries(Object.entries(components).filter(([each]) => each !== name));
    expect(verifyComponents({ ...signComponents(fewer, parameters, key) }, components, key)).toBeUndefined();
  },
);

it("refuses a signature that covers more than it should", () => {
  const more = { ...components, '"x-muu"': "" };
  expect(verifyComponents({ ...signComponents(more, parameters, key) }, components, key)).toBeUndefined();
});

it("refuses whatever is altered by one character", () => {
  const headers = signComponents(components, parameters, key);
  const name = fc.constantFrom("signature-input" as const, "signature" as const);
  fc.assert(
    fc.property(
      name,
      fc.nat(),
      fc.constantFrom("0", "a", "A", '"', ";", "=", "(", " "),
      (which, position, character) => {
        const text = headers[which];
        const at = position % text.length;
        const altered = text.slice(0, at) + character + text.slice(at + 1);
        fc.pre(altered !== text);
        expect(verifyComponents({ ...headers, [which]: altered }, components, key)).toBeUndefined();
      },
    ),
    { numRuns: 500 },
  );
});

it("reads any text without a throw", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (input, signature) => {
      expect(verifyComponents({ "signature-input": input, signature }, components, key)).toBeUndefined();
    }),
  );
});

it("digests as the standard's example does", () => {
  // RFC 9530, appendix D.
  expect(toContentDigest('{"hello": "world"}')).toBe("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
});

it("gives each subgraph a key of its own, the same wherever it is derived", () => {
  const [one, again, other] = ["vtj", "vtj", "kela"].map((name) => deriveSubgraphKey(key, name));
  expect(one).toEqual(again);
  expect(Buffer.from(one?.bytes ?? []).equals(Buffer.from(other?.bytes ?? []))).toBe(false);
  expect(toSubgraphKey(key, "vtj").id).not.toBe(toSubgraphKey(key, "kela").id);
});

it("refuses a key of the wrong length", () => {
  expect(() => toSubgraphKey(new Uint8Array(16), "vtj")).toThrow("a subgraph's key must be 32 bytes, got 16");
});
