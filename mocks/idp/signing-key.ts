import { createHash, createPrivateKey, generateKeyPairSync, randomUUID } from "node:crypto";
import type { JsonWebKey, KeyObject } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The provider's only key: P-256, for ES256. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** The private half in the form the provider takes; never served. */
  readonly privateJwk: SigningKey["publicJwk"] & { readonly d: string };
  /** The public half as the set of keys tells it (RFC 7517). */
  readonly publicJwk: {
    readonly kty: "EC";
    readonly crv: "P-256";
    readonly x: string;
    readonly y: string;
    readonly use: "sig";
    readonly alg: "ES256";
    readonly kid: string;
  };
}

const fileName = "idp-key.pem";

/**
 * Reads the signing key from a directory, and makes both when they are missing: file mode 0600. Two
 * processes that start together agree on one key, because a key appears under its name whole or not at
 * all, and the first one stays.
 *
 * @throws an error of the file system, or of a file that holds no such key.
 */
export function loadSigningKey(directory: string): SigningKey {
  const path = join(directory, fileName);
  const pem = readIfThere(path) ?? createKeyFile(directory, path);
  const privateKey = createPrivateKey(pem);
  const { kty, crv, x, y, d } = toJwk(privateKey);
  if (kty !== "EC" || crv !== "P-256" || x === undefined || y === undefined || d === undefined) {
    throw new TypeError(`${path} holds no P-256 key; remove it and a new one is made`);
  }
  const kid = thumbprint(x, y);
  const publicJwk = { kty, crv, x, y, use: "sig", alg: "ES256", kid } as const;
  return { kid, privateKey, privateJwk: { ...publicJwk, d }, publicJwk };
}

function toJwk(key: KeyObject): JsonWebKey {
  return key.export({ format: "jwk" });
}

function createKeyFile(directory: string, path: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, path);
  } catch (error) {
    // Another process was first: its key is the one. Anything else is a real fault.
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, "utf8");
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** RFC 7638: the hash of the required members in the order of the alphabet. */
function thumbprint(x: string, y: string): string {
  return createHash("sha256")
    .update(JSON.stringify({ crv: "P-256", kty: "EC", x, y }))
    .digest("base64url");
}
