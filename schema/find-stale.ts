import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ComposedFile } from "./compose-checkout.ts";
import type { Finding } from "./finding.ts";

/** Composed files whose committed text is not the new one, each with the first line that differs. */
export function findStale(root: string, files: readonly ComposedFile[]): readonly Finding[] {
  return files.flatMap(({ file, text }) => {
    const path = join(root, file);
    if (!existsSync(path)) return [{ file, what: "is missing", next }];
    const line = firstDifference(readFileSync(path, "utf8"), text);
    return line === undefined ? [] : [{ file, line, column: 1, what: "is stale from this line on", next }];
  });
}

const next = "npm run compose, and commit the file";

/** Number, from 1, of the first line that differs; undefined when none does. */
function firstDifference(committed: string, fresh: string): number | undefined {
  if (committed === fresh) return undefined;
  const [before, after] = [committed.split("\n"), fresh.split("\n")];
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => index).findIndex((index) => before[index] !== after[index]) + 1;
}
