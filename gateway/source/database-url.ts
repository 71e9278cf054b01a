import { readFileSync } from "node:fs";
import { z } from "zod";

const error = "must be postgres://role:password@host:port/database, or file:PATH of a file that holds it";

/**
 * A database's URL as settings give it: the URL itself, or `file:PATH` of a file that holds it, which is read
 * once, when the settings are checked. Gives the URL; its parts are checked when the source is made. Messages
 * repeat neither URL nor path.
 */
export const databaseUrl = z.string({ error }).transform((given, context): string => {
  const isFile = given.startsWith("file:");
  const url = isFile ? readUrl(given.slice("file:".length)) : given;
  if (url !== undefined && /^postgres(ql)?:\/\//.test(url)) return url;
  const message = url === undefined ? "names a file that can't be read" : isFile ? `the file ${urlOnly}` : error;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const urlOnly = "must hold postgres://role:password@host:port/database and nothing else";

function readUrl(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    // The reason names the path; which setting it is, is told.
    return undefined;
  }
}
