import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSecret } from "../secret-file.ts";
import { ConfigError } from "./config-error.ts";

/** Where keys for local use are made once and kept. */
export interface KeyStore {
  obtain(name: string, bytes: number): Uint8Array;
}

/** A random key of this length has more different bytes than this; a password or a pattern has not. */
const leastDifferent = { 64: 40, 32: 22 } as const;

/**
 * Reads a key: base64, or `file:PATH` of a file that holds it.
 * @throws ConfigError when it is missing, of the wrong length, or too regular to be random.
 */
export function parseKey(name: string, given: string, bytes: number): Uint8Array {
  const read = readSecret(given);
  if (!read.ok) throw toUnreadable(name);
  const key = Buffer.from(read.value, "base64");
  const least = bytes === 64 ? leastDifferent[64] : leastDifferent[32];
  if (key.length !== bytes) {
    throw new ConfigError(
      `${name} must be ${bytes} bytes in base64, got ${key.length}  →  openssl rand -base64 ${bytes} | tr -d '\\n'`,
    );
  }
  if (new Set(key).size < least) {
    throw new ConfigError(`${name} is too regular to be a random key  →  openssl rand -base64 ${bytes} | tr -d '\\n'`);
  }
  return key;
}

/** What is told of a file that can't be read; `name` is what messages call it. */
export function toUnreadable(name: string): ConfigError {
  return new ConfigError(`${name} names a file that can't be read  →  check the path after file:`);
}

/**
 * Keys in files of a folder that git ignores, readable to their owner only. Two processes that start
 * together agree on one key: the file appears whole or not at all.
 */
export function createLocalKeyStore(folder: string): KeyStore {
  return {
    obtain(name, bytes) {
      const path = join(folder, `${name.toLowerCase().replaceAll("_", "-")}.key`);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
      writeFileSync(draft, randomBytes(bytes).toString("base64"), { mode: 0o600 });
      try {
        linkSync(draft, path);
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      } finally {
        rmSync(draft);
      }
      return parseKey(name, readFileSync(path, "utf8"), bytes);
    },
  };
}
