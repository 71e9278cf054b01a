import { stripIgnoredCharacters } from "graphql";
import type { Operation } from "./operation.ts";
import type { Language } from "./texts/index.ts";

/** Where and in which language the command asks, and whether identity codes are left out of it. */
export interface CurlOptions {
  readonly url: string;
  readonly language: Language;
  readonly signedIn: boolean;
  /** True where persons may be real: a pasted command stays in the shell's history. */
  readonly maskHetut: boolean;
}

/** A command and whether an identity code was replaced in it. */
export interface CurlCommand {
  readonly text: string;
  readonly masked: boolean;
}

/** Finnish identity code: DVV's form since 2023, any sign of the century. */
const hetuForm = /\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]\b/gi;

/**
 * A curl command for POSIX shells. The token is never in it, only the variable `TOKEN`. The body is
 * in a quoted here-document, in which the shell expands nothing.
 */
export function toCurl(operation: Operation, options: CurlOptions): CurlCommand {
  const plain = JSON.stringify({ ...operation, query: shorten(operation.query) }, undefined, 2);
  const body = options.maskHetut ? plain.replaceAll(hetuForm, "HETU") : plain;
  const headers = [
    "content-type: application/json",
    `accept-language: ${options.language}`,
    ...(options.signedIn ? ["authorization: Bearer $TOKEN"] : []),
  ];
  const lines = [
    `curl --silent '${options.url}'`,
    ...headers.map((header) => `  --header "${header}"`),
    "  --data-binary @- <<'JSON'",
  ];
  return { text: `${lines.join(" \\\n")}\n${body}\nJSON\n`, masked: body !== plain };
}

/** Without needless spaces and comments, which a JSON text would show as `\\n`; unreadable text stays as it is. */
function shorten(query: string): string {
  try {
    return stripIgnoredCharacters(query);
  } catch {
    return query; // The service tells what is wrong with it.
  }
}
