import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives all tests of a run one folder for their temporary files, and takes it away when the run ends: a run makes thousands of
 * them. Called by vitest before the first worker starts.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-testit-"));
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
