import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, readRegisteredOperations } from "../../../gateway/config/index.ts";

const folder = mkdtempSync(join(tmpdir(), "asiakas-operaatiot-"));
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const write = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const [own, other] = ["query A { mina { id } }", "query B { mina { hetu } }"] as const;

describe("files of registered operations", () => {
  it("give texts by their hashes, with the prefix or without, of all files", () => {
    const paths = [
      write("a.json", JSON.stringify({ [`sha256:${hashOf(own)}`]: own })),
      write("b.json", JSON.stringify({ [hashOf(other).toUpperCase()]: other })),
    ];
    expect(readRegisteredOperations(paths)).toEqual(
      new Map([
        [hashOf(own), own],
        [hashOf(other), other],
      ]),
    );
    expect(readRegisteredOperations([]).size).toBe(0);
  });

  it.each([
    [
      "a text that was changed",
      JSON.stringify({ [`sha256:${hashOf(own)}`]: `${own} ` }),
      "is not the SHA-256 of its text",
    ],
    ["another hash", JSON.stringify({ [`md5:${hashOf(own)}`]: own }), "is not the SHA-256 of its text"],
    ["a value that is no text", JSON.stringify({ [hashOf(own)]: { body: own } }), "is not the SHA-256 of its text"],
    ["no JSON", "salainen", "is not JSON"],
    ["a list", "[]", "is no JSON object"],
    ["nothing", "null", "is no JSON object"],
  ])("that hold %s stop the start, in one line that quotes nothing", (_, content, why) => {
    const path = write("virhe.json", content);
    const read = (): unknown => readRegisteredOperations([path]);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^operaatiot\\.tiedostot\\.0: .*${why}.*  →  [^\n]+$`));
    expect(read).not.toThrow("salainen");
  });

  it("that are not there stop the start", () => {
    expect(() => readRegisteredOperations([join(folder, "ei-ole.json")])).toThrow(
      "operaatiot.tiedostot.0: the file can't be read",
    );
  });
});
