import { expect, it } from "vitest";
import { createNonce } from "../../../gateway/subgraph/nonce.ts";

it("gives 128 bits that have never been, however many are asked", () => {
  const nonces = Array.from({ length: 2000 }, createNonce);
  expect(new Set(nonces).size).toBe(nonces.length);
  // 16 bytes that are not nothing: a pool that was not filled would give these.
  const bytes = nonces.map((nonce) => Buffer.from(nonce, "base64url"));
  expect(bytes.every((each) => each.length === 16 && each.some((byte) => byte !== 0))).toBe(true);
});
