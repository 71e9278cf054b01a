import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

function run(...options: readonly string[]) {
  const command = [...typescriptArgs, "schema/compose.ts", ...options];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
}

test("--help says what it writes, and does nothing", () => {
  const { status, stdout } = run("--help");
  expect(status).toBe(0);
  expect(stdout).toContain("npm run compose -- --check");
});

test("an unknown option is wrong use", () => {
  const { status, stderr } = run("--chekc");
  expect(status).toBe(2);
  expect(stderr).toBe("unknown option --chekc  →  npm run compose -- --help\n");
});
