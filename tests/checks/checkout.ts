import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every file that git holds or would take, by its path from the root. */
export const files: readonly string[] = execFileSync(
  "git",
  ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
  {
    cwd: root,
    encoding: "utf8",
  },
)
  .split("\0")
  // A file that was deleted but not staged is still listed.
  .filter((path) => path !== "" && existsSync(`${root}/${path}`));

/** The text of a file, by its path from the root; bytes that are no UTF-8 are replaced. */
export function readText(path: string): string {
  return readFileSync(`${root}/${path}`, "utf8");
}
