import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folders of other gateways, each with a lock file of its own: nothing of the product takes from them. */
export type PeerFolder = "peers" | "peers-federation1";

/** Installs a folder's packages where they are missing or not those of its lock file. False where that fails. */
export function installPeers(name: PeerFolder): boolean {
  const folder = fileURLToPath(new URL(name, import.meta.url));
  if (isInstalled(folder)) return true;
  console.error(`Asennetaan verrattavat yhdyskäytävät, bench/engines/${name} (npm ci) …`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // The product is strict of what its packages say of Node, and npm hands that on; a peer is not ours to judge.
  const { status } = spawnSync(npm, ["ci", "--ignore-scripts", "--engine-strict=false"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return status === 0;
}

function isInstalled(folder: string): boolean {
  // npm writes this file last, so an install that was cut short is done again.
  const present = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(present)) return false;
  const [locked, found] = [join(folder, "package-lock.json"), present].map((file) => readVersions(file));
  return Object.entries(readWanted(folder)).every(([name, version]) => {
    const path = `node_modules/${name}`;
    return locked?.[path]?.version === version && found?.[path]?.version === version;
  });
}

function readWanted(folder: string): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return dependencies;
}

function readVersions(file: string): Readonly<Record<string, { readonly version?: string }>> {
  return (
    JSON.parse(readFileSync(file, "utf8")) as {
      readonly packages: Readonly<Record<string, { readonly version?: string }>>;
    }
  ).packages;
}
