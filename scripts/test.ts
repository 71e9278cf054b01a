/**
 * `npm test`: format, lint, types, unused code, composition, then every test. Stops at the first
 * step that fails and says how to run that one alone.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["gateway", "subgraphs", "mocks", "schema", "explorer", "tests", "bench", "scripts"];

const steps: readonly (readonly [name: string, command: string, ...rest: string[]])[] = [
  ["format", "oxfmt", "--check", ...folders],
  ["lint", "oxlint", ...folders],
  ["types", "tsc", "--noEmit", "-p", "."],
  ["types of the explorer", "tsc", "--noEmit", "-p", "explorer"],
  ["unused code", "knip"],
  ["composition", "tsx", "schema/compose.ts", "--check"],
  ["tests", "vitest", "run", ...process.argv.slice(2)],
];

for (const [name, command, ...rest] of steps) {
  console.log(`\n${name}: npx ${[command, ...rest].join(" ")}`);
  const { status } = spawnSync("npx", ["--no-install", command, ...rest], { cwd: root, stdio: "inherit" });
  if (status === 0) continue;
  console.error(`\n${name} failed  →  mend what is told above; this step alone: npx ${[command, ...rest].join(" ")}`);
  process.exit(1);
}
