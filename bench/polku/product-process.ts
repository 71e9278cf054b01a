/**
 * The whole product in a process of its own. Words of the command: its configuration, a JSON file; folder of local keys and
 * use log; folder of profiles. SIGUSR2 begins a processor profile and ends it.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { join } from "node:path";
import { createLocalKeyStore, loadConfig } from "../../gateway/config/index.ts";
import { startGateway } from "../../gateway/main.ts";

const [, , configFile = "", folder = "", profileFolder = ""] = process.argv;
const config = loadConfig({
  env: { PORT: "0" },
  file: JSON.parse(readFileSync(configFile, "utf8")),
  keys: createLocalKeyStore(folder),
});
const gateway = await startGateway(config, {
  writeLog: (line) => console.error(line),
  now: () => new Date(),
  lokiFolder: `${folder}/loki`,
});
process.on("disconnect", () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${gateway.port}/graphql` });

const session = new Session();
session.connect();
let profiles = 0;
let isProfiling = false;
process.on("SIGUSR2", () => void (isProfiling ? endProfile() : beginProfile()));

async function beginProfile(): Promise<void> {
  isProfiling = true;
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
}

async function endProfile(): Promise<void> {
  isProfiling = false;
  const { profile } = await session.post("Profiler.stop");
  mkdirSync(profileFolder, { recursive: true });
  writeFileSync(join(profileFolder, `polku-${(profiles += 1)}.cpuprofile`), JSON.stringify(profile));
}
