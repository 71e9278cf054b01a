import { readDatabaseUrlText } from "../secret-file.ts";
import { ConfigError } from "./config-error.ts";
import { toUnreadable } from "./keys.ts";
import { refusePasswords } from "./refuse-passwords.ts";

/**
 * The URL of a database: as it is given, or from the file of `file:PATH`. `name` is what messages call it; in
 * production a password may stand in such a file only. Does not connect.
 * @throws ConfigError when the file can't be read, it holds no such URL, or a password is where it may not be.
 */
export function readDatabaseUrl(name: string, given: string, { production }: { readonly production: boolean }): string {
  const read = readDatabaseUrlText(given);
  if (!read.ok) {
    if (read.wrong === "UNREADABLE") throw toUnreadable(name);
    const where = read.wrong === "FILE" ? "the file of " : "";
    throw new ConfigError(`${where}${name} must hold a database's URL  →  postgres://role:password@host:port/database`);
  }
  if (production && !read.isFile) refusePasswords(name, read.url);
  return read.url;
}
