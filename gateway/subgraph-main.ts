/**
 * `npm run subgraph -- NAME --port N`: one subgraph as a server of its own, with the same code and
 * the same settings as in the gateway's process.
 *
 * `--settings FILE` holds them as JSON, as they stand in `subgraphs.NAME.settings` of the gateway's
 * configuration. Environment: `HOST`, and keys as the gateway's.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ConfigError, createLocalKeyStore, loadEnvironment } from "./config/index.ts";
import { loadSubgraph, openInProcess } from "./main.ts";
import { createLog, logFailures } from "./server/index.ts";
import { createAsiakasIds, serveSubgraph } from "./subgraph/index.ts";

const usage = `npm run subgraph -- NAME [--port N] [--settings FILE]
  Runs the subgraph NAME as a server of its own. FILE holds its settings as JSON; {} when left out.
  Example: npm run subgraph -- asiakas --port 4101`;

try {
  await run();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string" }, settings: { type: "string" }, help: { type: "boolean" } },
  });
  const [name] = positionals;
  if (values.help === true || name === undefined) {
    console.log(usage);
    process.exit(values.help === true ? 0 : 2);
  }
  const keys = createLocalKeyStore(
    process.env["ASIAKAS_KANSIO"] ?? fileURLToPath(new URL("../.asiakas", import.meta.url)),
  );
  const environment = loadEnvironment({ env: { ...process.env, PORT: values.port ?? "0" }, keys });
  const settings: unknown = values.settings === undefined ? {} : JSON.parse(readFileSync(values.settings, "utf8"));
  const transport = openInProcess(await loadSubgraph(name), settings, {
    ids: createAsiakasIds(environment.idKey),
    now: () => new Date(),
  });
  const { host, port, subgraphKey } = environment;
  const log = createLog(
    (line) => console.error(line),
    () => new Date(),
  );
  const server = await serveSubgraph({
    transport,
    key: subgraphKey,
    host,
    port,
    onAnswered: (outcome) => logFailures(log, outcome),
  });
  console.log(`${name}: http://${host}:${server.port}/graphql`);
  const stop = (): void => {
    void server.close().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
