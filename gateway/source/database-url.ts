import { z } from "zod";
import { readDatabaseUrlText } from "../secret-file.ts";

const form = "postgres://role:password@host:port/database";
const error = `must be ${form}, or file:PATH of a file that holds it`;
const wrongs = {
  UNREADABLE: "names a file that can't be read",
  FILE: `the file must hold ${form} and nothing else`,
  TEXT: error,
} as const;

/**
 * A database's URL as settings give it: the URL itself, or `file:PATH` of a file that holds it, which is read
 * once, when the settings are checked. Gives the URL; its parts are checked when the source is made. Messages
 * repeat neither URL nor path.
 */
export const databaseUrl = z.string({ error }).transform((given, context): string => {
  const read = readDatabaseUrlText(given);
  if (read.ok) return read.url;
  context.addIssue({ code: "custom", message: wrongs[read.wrong] });
  return z.NEVER;
});
