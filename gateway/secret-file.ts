import { readFileSync } from "node:fs";

/** A secret as settings give it: itself, or what the file of `file:PATH` holds. */
export type SecretResult =
  | { readonly ok: true; readonly value: string; readonly isFile: boolean }
  /** The file can't be read; why names its path, and is not told. */
  | { readonly ok: false };

/** Reads a secret, once, when settings are checked. Spaces and line ends around it are left out. */
export function readSecret(given: string): SecretResult {
  if (!given.startsWith("file:")) return { ok: true, value: given.trim(), isFile: false };
  try {
    return { ok: true, value: readFileSync(given.slice("file:".length), "utf8").trim(), isFile: true };
  } catch {
    // The reason names the path; which setting it is, the caller tells.
    return { ok: false };
  }
}

/** A database's URL as settings give it, or what is wrong with it. */
export type DatabaseUrlResult =
  | { readonly ok: true; readonly url: string; readonly isFile: boolean }
  | { readonly ok: false; readonly wrong: "UNREADABLE" | "FILE" | "TEXT" };

/** Reads a database's URL, or that of the file of `file:PATH`. Its parts are checked where it is used. */
export function readDatabaseUrlText(given: string): DatabaseUrlResult {
  const read = readSecret(given);
  if (!read.ok) return { ok: false, wrong: "UNREADABLE" };
  const { value: url, isFile } = read;
  return /^postgres(ql)?:\/\//.test(url) ? { ok: true, url, isFile } : { ok: false, wrong: isFile ? "FILE" : "TEXT" };
}
