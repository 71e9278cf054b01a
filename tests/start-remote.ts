import { createLocalKeyStore } from "../gateway/config/index.ts";
import type { ConfigFile } from "../gateway/config/index.ts";
import { loadSubgraph, openInProcess } from "../gateway/main.ts";
import { createLog, logFailures } from "../gateway/server/index.ts";
import { createAsiakasIds, deriveSubgraphKey, loadSubgraphSchema, serveSubgraph } from "../gateway/subgraph/index.ts";
import type { RunningSubgraph } from "../gateway/subgraph/index.ts";
import { keyFolder } from "./start.ts";

/** Subgraphs that run as servers of their own, each by a signed hop. */
export interface RemoteSubgraphs {
  /** The section `subgraphs` of a gateway that reaches them. */
  readonly places: Readonly<Record<string, unknown>>;
  /** Lines that the servers have logged. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

/** The use log is the gateway's own, in its process. */
const never: ReadonlySet<string> = new Set(["kayttoloki"]);

/** Starts every subgraph of a configuration that can run elsewhere, with the settings that it has there. */
export async function startRemoteSubgraphs(subgraphs: ConfigFile["subgraphs"]): Promise<RemoteSubgraphs> {
  const servers: RunningSubgraph[] = [];
  const log: string[] = [];
  const now = (): Date => new Date();
  const write = createLog((line) => log.push(line), now);
  const keys = createLocalKeyStore(keyFolder);
  const ids = createAsiakasIds(keys.obtain("ASIAKAS_ID_AVAIN", 64));
  const shared = keys.obtain("ASIAKAS_ALIGRAAFI_AVAIN", 32);
  const places: Record<string, unknown> = { ...subgraphs };
  for (const [name, place] of Object.entries(subgraphs)) {
    if (never.has(name) || place.run !== "in-process") continue;
    const subgraph = await loadSubgraph(name);
    const server = await serveSubgraph({
      transport: openInProcess(subgraph, place.settings, { ids, now }),
      schema: loadSubgraphSchema(subgraph.schema),
      key: deriveSubgraphKey(shared, name),
      host: "127.0.0.1",
      port: 0,
      onAnswered: (outcome) => logFailures(write, outcome),
    });
    servers.push(server);
    places[name] = { run: "remote", url: `http://127.0.0.1:${server.port}/graphql` };
  }
  return {
    places,
    log,
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
