import { readFileSync } from "node:fs";
import { ConfigError } from "./config-error.ts";

/**
 * The content of a configuration file. @throws ConfigError that quotes nothing of the file: what can't be read may hold
 * a secret.
 */
export function readConfigFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw new ConfigError(`configuration: the file can't be read (${code})  →  give the path of a JSON file`, {
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, and is dropped on purpose.
    throw new ConfigError("configuration: the file is not JSON  →  mend its syntax");
  }
}
