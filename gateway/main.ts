/**
 * Starts everything a gateway is of a checked configuration, and takes another into use while requests run. The files
 * beside this one wire what a start is made of: `lasting.ts` what stays, `world.ts` what a reload changes,
 * `open-subgraphs.ts` the subgraphs of both this process and of one of its own.
 */
import { isDeepStrictEqual } from "node:util";
import { ConfigError } from "./config/index.ts";
import type { Config } from "./config/index.ts";
import { openLasting } from "./lasting.ts";
import { createExplorer, createHolder, createLocalServices, createLog, startServer } from "./server/index.ts";
import type { Holder, Log, RunningServer, ServerOptions } from "./server/index.ts";
import { createWorld } from "./world.ts";
import type { World } from "./world.ts";
import type { Lasting } from "./lasting.ts";

export { loadSubgraph, openInProcess } from "./open-subgraphs.ts";

/** A gateway that runs. */
export interface RunningGateway {
  readonly port: number;
  /**
   * Takes a configuration into use: it is checked and opened whole first, then requests that come begin on it, and those
   * under way end on the one before, which is closed after them. One reload at a time, in the order of the calls.
   * @throws ConfigError, or Error, when it is not taken into use: the one before goes on as if nothing had been asked.
   */
  reload(config: Config): Promise<void>;
  /** Lets what is under way end, at most 5 seconds, and closes everything. */
  close(): Promise<void>;
}

const drainMs = 5000;

/** What a gateway takes from its process. */
export interface Surroundings {
  /** Takes a line of the log. */
  readonly writeLog: (line: string) => void;
  /** The wall clock: which day it is. */
  readonly now: () => Date;
  /** Folder of the use log, where the configuration names none. */
  readonly lokiFolder: string;
}

/**
 * Starts the gateway.
 * @throws ConfigError when a subgraph's settings are wrong or the supergraph does not fit; Error of
 * node:net when the address is taken.
 */
export async function startGateway(config: Config, surroundings: Surroundings): Promise<RunningGateway> {
  const { now, writeLog, lokiFolder } = surroundings;
  const log = createLog(writeLog, now);
  const lasting = await openLasting(config, { now, log, lokiFolder });
  const worlds = createHolder(await createWorld(config, lasting), (pino) =>
    log("edellisiä asetuksia ei voitu sulkea", { pino }),
  );
  const server = await startServer(await toServerOptions(config, { worlds, lasting, log }));
  return createRunning(config, { server, worlds, lasting });
}

interface Running {
  readonly server: RunningServer;
  readonly worlds: Holder<World>;
  readonly lasting: Lasting;
}

function createRunning(started: Config, { server, worlds, lasting }: Running): RunningGateway {
  let last: Promise<unknown> = Promise.resolve();
  let isClosing = false;
  const reload = async (config: Config): Promise<void> => {
    if (isClosing) throw new ConfigError("the gateway is closing  →  start it anew");
    refuseFixed(started, config);
    worlds.replace(await createWorld(config, lasting));
  };
  return {
    port: server.port,
    reload(config) {
      const turn = last.then(() => reload(config));
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      isClosing = true;
      await last;
      await server.close(drainMs);
      await worlds.close();
      await lasting.loki.close();
    },
  };
}

async function toServerOptions(
  config: Config,
  { worlds, lasting, log }: Omit<Running, "server"> & { readonly log: Log },
): Promise<ServerOptions> {
  return {
    host: config.host,
    port: config.port,
    answerGraphql: (...given) => worlds.use((world) => world.answerGraphql(...given)),
    explorer: await createExplorer({ root: new URL("../explorer/", import.meta.url) }),
    schemaText: () => worlds.current.schemaText,
    readiness: async () => ({
      valmis: lasting.loki.isAvailable(),
      lahteet: lasting.states.tell(await worlds.use((world) => world.reach())),
    }),
    signIn: (request, path) => worlds.use((world) => world.signIn(request, path)),
    local: config.localServices === undefined ? undefined : createLocalServices(config.localServices),
    requestMs: config.requestMs,
    maxQueries: config.limits.maxQueries,
    http: config.limits,
    allowedOrigins: config.allowedOrigins,
    behindTls: config.behindTls,
    log,
  };
}

/** What the process has taken for its life: its address, keys, use log and connections. */
const fixed = [
  "host",
  "port",
  "production",
  "idKey",
  "lokiKey",
  "lokiSealKey",
  "loki",
  "localServices",
  "allowedOrigins",
  "behindTls",
  "requestMs",
] as const satisfies readonly (keyof Config)[];
const fixedLimits = [
  "maxBodyBytes",
  "maxQueries",
  "maxConnections",
  "maxPipelined",
  "headersMs",
  "receiveMs",
  "stalledMs",
] as const satisfies readonly (keyof Config["limits"])[];

/** @throws ConfigError naming a key that a reload can't change. */
function refuseFixed(started: Config, config: Config): void {
  const key = fixed.find((each) => !isDeepStrictEqual(started[each], config[each]));
  const limit = fixedLimits.find((each) => started.limits[each] !== config.limits[each]);
  const changed = key ?? (limit === undefined ? undefined : `limits.${limit}`);
  if (changed !== undefined) {
    throw new ConfigError(`configuration: ${changed}: a reload can't change it  →  leave it as it is, or restart`);
  }
}
