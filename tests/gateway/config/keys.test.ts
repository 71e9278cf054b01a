import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fork } from "node:child_process";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigError, createLocalKeyStore } from "../../../gateway/config/index.ts";
import { parseKey } from "../../../gateway/config/keys.ts";
import { typescriptArgs } from "../../../scripts/typescript/args.ts";

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-avaimet-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
const name = "ASIAKAS_ID_AVAIN";

describe("keys for local use", () => {
  it("are made once and kept", () => {
    const folder = join(makeFolder(), "uusi", "kansio");
    const key = createLocalKeyStore(folder).obtain(name, 64);
    expect(key).toHaveLength(64);
    expect(createLocalKeyStore(folder).obtain(name, 64)).toEqual(key);
    expect(readdirSync(folder)).toEqual(["asiakas-id-avain.key"]);
  });

  it("are readable to their owner only", () => {
    const folder = join(makeFolder(), "avaimet");
    createLocalKeyStore(folder).obtain(name, 64);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "asiakas-id-avain.key")).mode & 0o777).toBe(0o600);
  });

  it("differ by name and by folder", () => {
    const [store, other] = [createLocalKeyStore(makeFolder()), createLocalKeyStore(makeFolder())];
    const keys = [store.obtain(name, 32), store.obtain("TOINEN", 32), other.obtain(name, 32)];
    expect(new Set(keys.map((key) => Buffer.from(key).toString("hex"))).size).toBe(3);
  });

  it("are the same to processes that start together", async () => {
    const folder = join(makeFolder(), "avaimet");
    const program = new URL("obtain-key.ts", import.meta.url);
    const keys = await Promise.all(
      Array.from({ length: 4 }, () => {
        const child = fork(program, [folder, name], { execArgv: [...typescriptArgs] });
        return new Promise((resolve) => child.once("message", resolve));
      }),
    );
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toBe(Buffer.from(createLocalKeyStore(folder).obtain(name, 64)).toString("hex"));
  });

  it("that were cut or edited stop the start", () => {
    const folder = makeFolder();
    const store = createLocalKeyStore(folder);
    store.obtain(name, 64);
    const path = join(folder, "asiakas-id-avain.key");
    writeFileSync(path, readFileSync(path, "utf8").slice(0, 20));
    expect(() => store.obtain(name, 64)).toThrow("ASIAKAS_ID_AVAIN must be 64 bytes in base64, got 15");
  });
});

describe("parseKey", () => {
  const key = randomBytes(64);
  const text = key.toString("base64");

  it("reads base64, with the end of a line after it", () => {
    expect(parseKey(name, text, 64)).toEqual(key);
    expect(parseKey(name, `${text}\n`, 64)).toEqual(key);
  });

  it("reads a file by its path", () => {
    const path = join(makeFolder(), "avain");
    writeFileSync(path, `${text}\n`);
    expect(parseKey(name, `file:${path}`, 64)).toEqual(key);
  });

  it.each([
    ["a short key", randomBytes(32).toString("base64"), "ASIAKAS_ID_AVAIN must be 64 bytes in base64, got 32"],
    ["hexadecimal", key.toString("hex"), "ASIAKAS_ID_AVAIN must be 64 bytes in base64, got 96"],
    ["nothing of base64", "!!!", "ASIAKAS_ID_AVAIN must be 64 bytes in base64, got 0"],
    ["zeros", Buffer.alloc(64).toString("base64"), "ASIAKAS_ID_AVAIN is too regular to be a random key"],
    [
      "a password again and again",
      Buffer.from("salasana".repeat(8)).toString("base64"),
      "ASIAKAS_ID_AVAIN is too regular",
    ],
    [
      "letters only",
      Buffer.from("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl").toString("base64"),
      "too regular",
    ],
    [
      "half of one key twice",
      Buffer.concat([key.subarray(0, 32), key.subarray(0, 32)]).toString("base64"),
      "too regular",
    ],
    ["a file that is not there", "file:/ei/ole", "ASIAKAS_ID_AVAIN names a file that can't be read"],
  ])("refuses %s and says what to do, without the key", (_, given, message) => {
    expect(() => parseKey(name, given, 64)).toThrow(ConfigError);
    expect(() => parseKey(name, given, 64)).toThrow(message);
    expect(() => parseKey(name, given, 64)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(given) }),
    );
    expect(() => parseKey(name, given, 64)).toThrow(/ {2}→ {2}\S/);
  });

  it("accepts every random key", () => {
    for (let at = 0; at < 500; at += 1) {
      for (const bytes of [32, 64])
        expect(parseKey(name, randomBytes(bytes).toString("base64"), bytes)).toHaveLength(bytes);
    }
  });
});
