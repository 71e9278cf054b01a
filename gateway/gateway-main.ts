/**
 * `npm run gateway -- --asetukset FILE`: the gateway by a configuration file, without any mock.
 *
 * SIGHUP reads the file anew, checks it whole and takes it into use; requests under way end on what was before. A file
 * that is refused is told in the log, with its reason, and what was before goes on. SIGTERM and SIGINT let requests end.
 *
 * With `--supergraph FILE` in place of a configuration it is the engine alone: see `plain-main.ts`.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ConfigError, createLocalKeyStore, loadConfig, readConfigFile } from "./config/index.ts";
import type { Config } from "./config/index.ts";
import { startGateway } from "./main.ts";
import type { RunningGateway } from "./main.ts";
import { createLog } from "./server/index.ts";
import type { Log } from "./server/index.ts";

const usage = `npm run gateway -- --asetukset FILE
  Runs the gateway by a configuration file (JSON). Environment: PORT, HOST and the keys, as README tells.
  SIGHUP takes the file into use anew, SIGTERM ends.`;

try {
  if (process.argv.includes("--supergraph")) await import("./plain-main.ts");
  else await run();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { asetukset: { type: "string" }, help: { type: "boolean" } } });
  const { asetukset: path } = values;
  if (values.help === true || path === undefined) {
    console.log(usage);
    process.exit(values.help === true ? 0 : 2);
  }
  const folder = process.env["ASIAKAS_KANSIO"] ?? fileURLToPath(new URL("../.asiakas", import.meta.url));
  const keys = createLocalKeyStore(folder);
  const load = (): Config => loadConfig({ env: process.env, file: readConfigFile(path), keys });
  const config = load();
  const writeLog = (line: string): void => console.error(line);
  const now = (): Date => new Date();
  const gateway = await startGateway(config, { writeLog, now, lokiFolder: `${folder}/loki` });
  listenToSignals(gateway, { load, log: createLog(writeLog, now) });
  console.log(`http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${gateway.port}/`);
}

interface Reloading {
  /** Reads and checks the configuration. @throws ConfigError */
  readonly load: () => Config;
  readonly log: Log;
}

function listenToSignals(gateway: RunningGateway, { load, log }: Reloading): void {
  const reload = async (): Promise<void> => {
    try {
      await gateway.reload(load());
      log("uudet asetukset on otettu käyttöön");
    } catch (error) {
      // Only our own messages are known to hold no value of the file.
      const why = error instanceof ConfigError ? { syy: error.message } : { virhe: nameOf(error), pino: error };
      log("uusia asetuksia ei otettu käyttöön: edelliset ovat voimassa", why);
    }
  };
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void gateway.close().finally(() => process.exit(0));
  };
  process.on("SIGHUP", () => void reload());
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "tuntematon";
}
