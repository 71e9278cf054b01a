/**
 * The only file that wires the folders together. `startGateway` starts everything a gateway is of a
 * checked configuration; `openSubgraph` one subgraph, for the gateway's process or one of its own.
 */
import { buildSubgraphSchema } from "@apollo/subgraph";
import { readFileSync } from "node:fs";
import { parse } from "graphql";
import { createAuthenticate } from "./actor/index.ts";
import type { Actor } from "./actor/index.ts";
import { loadCatalogue } from "./catalogue/index.ts";
import { ConfigError } from "./config/index.ts";
import type { Config, SubgraphPlace } from "./config/index.ts";
import { createApolloEngine } from "./engine/index.ts";
import { createEmergencies, createGate } from "./gate/index.ts";
import { createOperationReader, defaultLimits } from "./operation/index.ts";
import type { ScalarChecks } from "./operation/index.ts";
import { createPolicy, readRuleTexts } from "./policy/index.ts";
import {
  createAnswerGraphql,
  createExplorer,
  createLocalServices,
  createLog,
  createSourceStates,
  startServer,
} from "./server/index.ts";
import type { Reach } from "./source/index.ts";
import {
  createAsiakasIds,
  createInProcessTransport,
  createRemoteTransport,
  isAika,
  isPaiva,
  parseHetu,
  todayInFinland,
} from "./subgraph/index.ts";
import type { AsiakasIds, Subgraph, SubgraphTransport } from "./subgraph/index.ts";
import { loadTypeDefs } from "./subgraph/type-defs.ts";

/** A gateway that runs. */
export interface RunningGateway {
  readonly port: number;
  /** Lets what is under way end, at most 5 seconds, and closes everything. */
  close(): Promise<void>;
}

const maxBodyBytes = 256 * 1024;
const maxQueries = 1000;
const drainMs = 5000;

/** What a gateway takes from its process. */
export interface Surroundings {
  /** Takes a line of the log. */
  readonly writeLog: (line: string) => void;
  /** The wall clock: which day it is. */
  readonly now: () => Date;
}

/**
 * Starts the gateway.
 * @throws ConfigError when a subgraph's settings are wrong or the supergraph does not fit; Error of
 * node:net when the address is taken.
 */
export async function startGateway(config: Config, { writeLog, now }: Surroundings): Promise<RunningGateway> {
  const supergraphSdl = readSchemaFile("supergraph.graphql");
  const catalogue = loadCatalogue({ tiedotSdl: readSchemaFile("tiedot.graphql"), supergraphSdl });
  const ids = createAsiakasIds(config.idKey);
  const { transports, titles } = await openSubgraphs(config, { ids, now });
  const close = async (): Promise<void> => {
    await Promise.all(transports.map((transport) => transport.close()));
  };
  const emergencies = createEmergencies(() => now().getTime());
  const gate = createGate({
    catalogue,
    policy: createPolicy(readRuleTexts(new URL("../schema/saannot/", import.meta.url))),
    transports,
    emergencies,
    hasTurvakieltoOikeus: (actor) => isTurvakieltoOikeus(config, actor),
    today: () => todayInFinland(now()),
  });
  const engine = await createApolloEngine({
    supergraphSdl,
    subgraphs: new Map(transports.map((transport) => [transport.name, gate.guard(transport)])),
  });
  const states = createSourceStates(now);
  const log = createLog(writeLog, now);
  const answerGraphql = createAnswerGraphql({
    engine,
    authenticate: createAuthenticate({ ...config.identity, sealId: (laji, arvo) => ids.seal({ laji, arvo }) }),
    readOperation: createOperationReader({ schema: engine.schema, limits: defaultLimits }),
    checks: scalarChecks,
    maxBodyBytes,
    log,
    titles,
    onRows: (rows) => states.note(rows),
  });
  const server = await startServer({
    host: config.host,
    port: config.port,
    answerGraphql,
    explorer: await createExplorer({ root: new URL("../explorer/", import.meta.url) }),
    schemaText: readSchemaFile("api.graphql"),
    readiness: async () => ({ valmis: true, lahteet: states.tell(await reachAll(transports)) }),
    local: config.localServices === undefined ? undefined : createLocalServices(config.localServices),
    requestMs: config.requestMs,
    maxQueries,
    log,
  });
  return {
    port: server.port,
    async close() {
      await server.close(drainMs);
      await Promise.all([engine.close(), close()]);
    },
  };
}

/**
 * Only those that the configuration names may see a protected place, for the purpose it names, and with
 * the ground stated (661/2009 37 §).
 */
function isTurvakieltoOikeus({ turvakieltoOikeudet }: Config, actor: Actor): boolean {
  if (actor.kind !== "ammattilainen" || actor.peruste === undefined) return false;
  return turvakieltoOikeudet.some(
    ({ organisaatio, kayttotarkoitus }) =>
      organisaatio === actor.organisaatio && kayttotarkoitus === actor.kayttotarkoitus,
  );
}

/** Loads one folder under `subgraphs/`. @throws ConfigError when there is none of that name. */
export async function loadSubgraph(name: string): Promise<Subgraph> {
  const folder = new URL(`../subgraphs/${name}/index.ts`, import.meta.url);
  try {
    // The contract of every such folder: one export, made by defineSubgraph.
    const module = (await import(folder.href)) as { readonly subgraph: Subgraph };
    return module.subgraph;
  } catch (cause) {
    throw new ConfigError(`subgraphs: there is no subgraph ${name}  →  the folders under subgraphs/ are the names`, {
      cause,
    });
  }
}

async function reachAll(transports: readonly SubgraphTransport[]): Promise<readonly Reach[]> {
  return (await Promise.all(transports.map((transport) => transport.reach()))).flat();
}

interface Opened {
  readonly transports: readonly SubgraphTransport[];
  readonly titles: Readonly<Record<string, string>>;
}

async function openSubgraphs(config: Config, kit: Kit): Promise<Opened> {
  const places = Object.entries(config.subgraphs);
  const subgraphs = await Promise.all(places.map(([name]) => loadSubgraph(name)));
  const transports = subgraphs.map((subgraph, at) => {
    const place = places[at]?.[1];
    if (place === undefined) throw new ConfigError(`subgraphs: ${subgraph.name} has no place`);
    return openPlace(subgraph, place, { config, kit });
  });
  return { transports, titles: Object.fromEntries(subgraphs.map(({ name, title }) => [name, title])) };
}

function openPlace(
  subgraph: Subgraph,
  place: SubgraphPlace,
  { config, kit }: { readonly config: Config; readonly kit: Kit },
): SubgraphTransport {
  if (place.run === "in-process") return openInProcess(subgraph, place.settings, kit);
  const schema = buildSubgraphSchema({ typeDefs: parse(loadTypeDefs(readFileSync(subgraph.schema, "utf8"))) });
  const { url, timeoutMs } = place;
  return createRemoteTransport({
    name: subgraph.name,
    url,
    key: config.subgraphKey,
    schema,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

/** What a subgraph in this process needs besides its settings. */
export interface Kit {
  readonly ids: AsiakasIds;
  readonly now: () => Date;
}

/** Opens a subgraph in this process. @throws ConfigError when its settings are wrong. */
export function openInProcess(subgraph: Subgraph, settings: unknown, kit: Kit): SubgraphTransport {
  try {
    return createInProcessTransport(subgraph, { settings, ...kit });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unknown";
    throw new ConfigError(`subgraphs.${subgraph.name}.settings: ${why}`, { cause });
  }
}

const expected = {
  hetu: { fi: "henkilötunnus on tekstiä", sv: "en personbeteckning är text", en: "an identity code is text" },
  paiva: { fi: "päivä on muodossa VVVV-KK-PP", sv: "ett datum är ÅÅÅÅ-MM-DD", en: "a date is YYYY-MM-DD" },
  aika: {
    fi: "ajanhetki on muodossa RFC 3339",
    sv: "en tidpunkt är enligt RFC 3339",
    en: "a point in time is RFC 3339",
  },
} as const;

const scalarChecks: ScalarChecks = {
  Hetu(value) {
    const parsed = typeof value === "string" ? parseHetu(value) : undefined;
    if (parsed === undefined) return expected.hetu;
    return parsed.ok ? undefined : parsed.reason;
  },
  Paiva: (value) => (typeof value === "string" && isPaiva(value) ? undefined : expected.paiva),
  Aika: (value) => (typeof value === "string" && isAika(value) ? undefined : expected.aika),
};

function readSchemaFile(name: string): string {
  return readFileSync(new URL(`../schema/${name}`, import.meta.url), "utf8");
}
