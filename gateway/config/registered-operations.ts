import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ConfigError } from "./config-error.ts";

/**
 * Reads files of registered operations: JSON objects of `{"sha256:HEX": "operation's text"}`, as client
 * generators write their persisted documents (the prefix may be left out). Gives texts by HEX in lower case.
 * @throws ConfigError when a file can't be read or a name is not the SHA-256 of its text.
 */
export function readRegisteredOperations(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(paths.flatMap((path, at) => [...parseRegistered(readText(path, at), at)]));
}

function readText(path: string, at: number): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new ConfigError(`operaatiot.tiedostot.${at}: the file can't be read  →  check the path`, { cause });
  }
}

function parseRegistered(text: string, at: number): ReadonlyMap<string, string> {
  const operations = Object.entries(parseObject(text, at)).map(([id, operation]): [string, string] => {
    const hash = id.replace(/^sha256:/, "").toLowerCase();
    if (typeof operation !== "string" || createHash("sha256").update(operation).digest("hex") !== hash) {
      throw new ConfigError(
        `operaatiot.tiedostot.${at}: a name is not the SHA-256 of its text  →  generate the file again`,
      );
    }
    return [hash, operation];
  });
  return new Map(operations);
}

function parseObject(text: string, at: number): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(`operaatiot.tiedostot.${at}: the file is not JSON  →  generate it again`, { cause });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new ConfigError(`operaatiot.tiedostot.${at}: the file is no JSON object  →  generate it again`);
}
