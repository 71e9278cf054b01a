// Runs one of the project's programs: checks Node's version, installs what is missing from the lock
// file, and loads TypeScript. `--prosesseja N` runs it in N processes that share its port. Plain JavaScript with no dependency, because it runs before there are any.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} found, 20.19 or newer is needed  →  install Node 24 LTS`);
  process.exit(1);
}

// npm writes this file last, so an install that was cut short is done again.
const installed = join(root, "node_modules", ".package-lock.json");
if (!existsSync(installed) || isStale()) {
  console.error("Asennetaan riippuvuudet (npm ci) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--ignore-scripts"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (result.status !== 0) {
    console.error("The install failed  →  run npm ci to see why");
    process.exit(1);
  }
}

function isStale() {
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.entries(locked).some(
    ([path, entry]) => path !== "" && entry.optional !== true && present[path]?.version !== entry.version,
  );
}

const [program, ...rest] = process.argv.slice(2);
const at = rest.indexOf("--prosesseja");
const count = at < 0 ? 1 : Number(rest.splice(at, 2)[1]);
if (!Number.isInteger(count) || count < 1 || count > 256) {
  console.error(
    "--prosesseja takes a number from 1 to 256  →  the machine's cores, one left for the registers' answers",
  );
  process.exit(2);
}
if (count > 1) {
  const { runInProcesses } = await import("./processes.mjs");
  runInProcesses(count, [program, ...rest]);
} else {
  const file = resolve(root, program);
  process.argv = [process.argv[0], file, ...rest];
  await import("./typescript/register.mjs");
  await import(pathToFileURL(file).href);
}
