/**
 * `npm test`: format, lint, types, unused code, composition, then every test. Stops at the first
 * step that fails and says how to run that one alone.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["gateway", "subgraphs", "mocks", "schema", "explorer", "tests", "bench", "scripts"];

const npx = ["npx", "--no-install"] as const;
const steps: readonly (readonly [name: string, command: string, ...rest: string[]])[] = [
  ["format", ...npx, "oxfmt", "--check", ...folders],
  ["lint", ...npx, "oxlint", ...folders],
  ["types", ...npx, "tsc", "--noEmit", "-p", "."],
  ["types of the explorer", ...npx, "tsc", "--noEmit", "-p", "explorer"],
  ["unused code", ...npx, "knip"],
  ["composition", "npm", "run", "--silent", "compose", "--", "--check"],
  ["tests", ...npx, "vitest", "run", ...process.argv.slice(2)],
];

for (const [name, command, ...rest] of steps) {
  const line = [command, ...rest].join(" ");
  console.log(`\n${name}: ${line}`);
  const { status } = spawnSync(command, rest, { cwd: root, stdio: "inherit" });
  if (status === 0) continue;
  console.error(`\n${name} failed  →  mend what is told above; this step alone: ${line}`);
  process.exit(1);
}
