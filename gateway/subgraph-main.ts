/**
 * `npm run subgraph -- NAME --port N`: one subgraph as a server of its own, with the same code and
 * the same settings as in the gateway's process.
 *
 * `--settings FILE` holds them as JSON, as they stand in `subgraphs.NAME.settings` of the gateway's
 * configuration. `--tls FILE`: `{"ca", "cert", "key": "file:PATH", "yhdyskaytava": NAME}`, mutual TLS with the
 * gateway of that name. Environment: `HOST`, `ASIAKAS_ID_AVAIN`, and `ASIAKAS_ALIGRAAFIN_OMA_AVAIN`, the key of
 * this subgraph alone, or `ASIAKAS_ALIGRAAFI_AVAIN`, the shared one.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { ConfigError, createLocalKeyStore, loadSubgraphEnvironment, refusePasswords } from "./config/index.ts";
import { loadSubgraph, openInProcess } from "./main.ts";
import { createLog, logFailures } from "./server/index.ts";
import { readTls, tlsSettings } from "./source/index.ts";
import {
  createAsiakasIds,
  deriveSubgraphKey,
  loadSubgraphSchema,
  serveSubgraph,
  toSubgraphKey,
} from "./subgraph/index.ts";
import type { ServeTls } from "./subgraph/index.ts";

const usage = `npm run subgraph -- NAME [--port N] [--settings FILE] [--tls FILE]
  Runs the subgraph NAME as a server of its own. The first FILE holds its settings as JSON, {} when left out;
  the second {"ca", "cert", "key", "yhdyskaytava"}: three file:PATH, and the name in the gateway's certificate.
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
    options: {
      port: { type: "string" },
      settings: { type: "string" },
      tls: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const [name] = positionals;
  if (values.help === true || name === undefined) {
    console.log(usage);
    process.exit(values.help === true ? 0 : 2);
  }
  const keys = createLocalKeyStore(
    process.env["ASIAKAS_KANSIO"] ?? fileURLToPath(new URL("../.asiakas", import.meta.url)),
  );
  const environment = loadSubgraphEnvironment({ env: { ...process.env, PORT: values.port ?? "0" }, keys });
  const settings: unknown = values.settings === undefined ? {} : JSON.parse(readFileSync(values.settings, "utf8"));
  if (process.env["NODE_ENV"] === "production") refusePasswords("--settings", settings);
  const subgraph = await loadSubgraph(name);
  const { host, port, idKey, avain } = environment;
  const transport = openInProcess(subgraph, settings, { ids: createAsiakasIds(idKey), now: () => new Date() });
  const log = createLog(
    (line) => console.error(line),
    () => new Date(),
  );
  const server = await serveSubgraph({
    transport,
    schema: loadSubgraphSchema(subgraph.schema),
    key: avain.laji === "OMA" ? toSubgraphKey(avain.tavut, name) : deriveSubgraphKey(avain.tavut, name),
    host,
    port,
    ...(values.tls === undefined ? {} : { tls: readServeTls(values.tls) }),
    onAnswered: (outcome) => logFailures(log, outcome),
  });
  console.log(`${name}: ${values.tls === undefined ? "http" : "https"}://${host}:${server.port}/graphql`);
  const stop = (): void => {
    void server.close().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** @throws ConfigError naming the key that is wrong. */
function readServeTls(path: string): ServeTls {
  const schema = tlsSettings.omit({ nimi: true }).extend({ yhdyskaytava: z.string().min(1) });
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`--tls: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not readable"}`);
  }
  const { yhdyskaytava, ...files } = parsed.data;
  return { ...readTls(files), yhdyskaytava };
}
