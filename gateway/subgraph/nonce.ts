import { randomFillSync } from "node:crypto";

const nonceBytes = 16;
/** Asking the generator costs more than the bytes: they are taken for many at once. */
const pool = Buffer.alloc(nonceBytes * 256);
let used = pool.length;

/** A text that has never been: 128 random bits, base64url. */
export function createNonce(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const nonce = pool.toString("base64url", used, used + nonceBytes);
  pool.fill(0, used, used + nonceBytes);
  used += nonceBytes;
  return nonce;
}
