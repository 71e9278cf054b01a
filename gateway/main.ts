/**
 * The only file that wires the folders together. `startGateway` starts everything a gateway is of a
 * checked configuration; `openSubgraph` one subgraph, for the gateway's process or one of its own.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createAuthenticate, createDenyList, createProvider } from "./actor/index.ts";
import type { Actor, Authenticate } from "./actor/index.ts";
import { openLoki } from "./audit/index.ts";
import type { Kayttoloki } from "./audit/index.ts";
import { chooseSources, loadCatalogue } from "./catalogue/index.ts";
import type { Catalogue } from "./catalogue/index.ts";
import { ConfigError, parseKey, readRegisteredOperations } from "./config/index.ts";
import type { Config, SubgraphPlace } from "./config/index.ts";
import { createEngine } from "./engine/index.ts";
import type { Engine } from "./engine/index.ts";
import { createEmergencies, createGate, createHasTurvakieltoOikeus } from "./gate/index.ts";
import type { Emergencies, Gate, TellNakyvyys } from "./gate/index.ts";
import { createOperationReader, createWeigh } from "./operation/index.ts";
import type { ReadOperation, ScalarChecks } from "./operation/index.ts";
import { createPolicy, readRuleTexts } from "./policy/index.ts";
import {
  createActorLimiter,
  createAdmit,
  createAnswerGraphql,
  createClientAddress,
  createExplorer,
  createIntrospectionLimit,
  createLocalServices,
  createLog,
  createRecentReach,
  createReleaseRecord,
  createSignIn,
  createSourceStates,
  fetchProviderJson,
  planRegistered,
  startServer,
} from "./server/index.ts";
import type { AnswerGraphql, GraphqlOptions, Log, SourceStates } from "./server/index.ts";
import type { Reach } from "./source/index.ts";
import {
  createAsiakasIds,
  createInProcessTransport,
  createRemoteTransport,
  deriveSubgraphKey,
  isAika,
  isPaiva,
  loadSubgraphSchema,
  parseHetu,
  toSubgraphKey,
  todayInFinland,
} from "./subgraph/index.ts";
import type { AsiakasIds, LahteenKuvaus, Subgraph, SubgraphTransport } from "./subgraph/index.ts";

/** A gateway that runs. */
export interface RunningGateway {
  readonly port: number;
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
  const ids = createAsiakasIds(config.idKey);
  const loki = await openKayttoloki(config, { ids, now, log, lokiFolder });
  const { operaatiot } = config;
  const registered = {
    texts: readRegisteredOperations(operaatiot.tiedostot),
    only: operaatiot.vainRekisteroidyt,
  };
  const states = createSourceStates(now);
  const graph = await createGraph(config, { ids, now, loki, log, states });
  const { engine, transports, readOperation } = graph;
  await planRegistered({ texts: registered.texts, readOperation, engine, log });
  const { authenticate, signIn } = createIdentity(config, { ids, log });
  const server = await startServer({
    host: config.host,
    port: config.port,
    answerGraphql: createAnswer(config, graph, {
      ids,
      loki,
      log,
      authenticate,
      registered,
      onRows: (rows) => states.note(rows),
    }),
    explorer: await createExplorer({ root: new URL("../explorer/", import.meta.url) }),
    schemaText: readSchemaFile("api.graphql"),
    readiness: async () => ({ valmis: loki.isAvailable(), lahteet: states.tell(await reachAll(transports)) }),
    signIn,
    local: config.localServices === undefined ? undefined : createLocalServices(config.localServices),
    requestMs: config.requestMs,
    maxQueries: config.limits.maxQueries,
    http: config.limits,
    allowedOrigins: config.allowedOrigins,
    behindTls: config.behindTls,
    log,
  });
  return {
    port: server.port,
    async close() {
      await server.close(drainMs);
      await Promise.all([engine.close(), ...transports.map((transport) => transport.close())]);
      await loki.close();
    },
  };
}

/** The graph that runs: subgraphs, the gate before them, and the engine before the gate. */
interface Graph {
  readonly supergraphSdl: string;
  readonly catalogue: Catalogue;
  readonly transports: readonly SubgraphTransport[];
  readonly titles: Readonly<Record<string, string>>;
  readonly gate: Gate;
  readonly engine: Engine;
  readonly readOperation: ReadOperation;
}

async function createGraph(
  config: Config,
  {
    ids,
    now,
    loki,
    log,
    states,
  }: Kit & { readonly loki: Kayttoloki; readonly log: Log; readonly states: SourceStates },
): Promise<Graph> {
  const supergraphSdl = toChosenSupergraph(config);
  const catalogue = loadCatalogue({ tiedotSdl: readSchemaFile("tiedot.graphql"), supergraphSdl });
  const emergencies = createEmergencies(() => now().getTime(), loki.pseudonyms);
  await restoreEmergencies(emergencies, loki);
  const services = {
    loki,
    catalogue,
    emergencies,
    pseudonyms: loki.pseudonyms,
    now,
    lahteet: () => kuvaukset,
    solmut: async () => states.tell(await recentReach()),
    // The subgraph asks the gate that stands before it, once both are there.
    tellNakyvyys: ((person, scope) => gate.tellNakyvyys(person, scope)) satisfies TellNakyvyys,
  };
  const { transports, kuvaukset } = await openSubgraphs(config, { ids, now, services });
  const recentReach = createRecentReach(
    () => reachAll(transports),
    () => performance.now(),
  );
  const titles = Object.fromEntries(kuvaukset.map(({ nimi, otsikko }) => [nimi, otsikko]));
  const gate: Gate = createGate({
    catalogue,
    policy: createPolicy(readRuleTexts(new URL("../schema/saannot/", import.meta.url))),
    transports,
    emergencies,
    hasTurvakieltoOikeus: createHasTurvakieltoOikeus(config.turvakieltoOikeudet),
    today: () => todayInFinland(now()),
  });
  const engine = await createEngine(config.moottori, {
    planner: config.suunnittelija,
    onPlannerMissing: () => log("natiivi suunnittelija puuttuu: toinen tekee suunnitelmat"),
    supergraphSdl,
    subgraphs: new Map(transports.map((transport) => [transport.name, gate.guard(transport)])),
    limits: config.limits,
    onPlannerEnded: (syy) => log("suunnittelu keskeytettiin", { syy }),
  });
  const readOperation = createOperationReader({ schema: engine.schema, limits: config.limits });
  return { supergraphSdl, catalogue, transports, titles, gate, engine, readOperation };
}

interface AnswerParts extends Pick<GraphqlOptions, "log" | "authenticate" | "onRows" | "registered"> {
  readonly ids: AsiakasIds;
  readonly loki: Kayttoloki;
}

function createAnswer(config: Config, graph: Graph, { ids, loki, ...parts }: AnswerParts): AnswerGraphql {
  const { engine, catalogue, gate, titles, supergraphSdl, readOperation } = graph;
  return createAnswerGraphql({
    engine,
    catalogue,
    record: createReleaseRecord(loki, config.moottori),
    notesOf: (scope) => gate.notesOf(scope),
    ownIdsOf: (actor) => toOwnIds(ids, actor),
    readOperation,
    checks: scalarChecks,
    ...createDefences(config, {
      schema: engine.schema,
      supergraphSdl,
      catalogue,
      isPersonId: (id, receiver) => (receiver === undefined ? ids.open(id) : ids.openFor(receiver, id)) !== undefined,
    }),
    limits: config.limits,
    titles,
    ...parts,
  });
}

/** Whose tokens are accepted, and how the query page gets one. */
function createIdentity(
  { identity }: Config,
  { ids, log }: { readonly ids: AsiakasIds; readonly log: Log },
): IdentityParts {
  const nowMs = (): number => performance.now();
  const kit = { fetchJson: fetchProviderJson, nowMs };
  const { estolista: path } = identity;
  const onUnreadable = (): void => log("estolistaa ei voitu lukea: edellinen on voimassa");
  const denyList = path === undefined ? undefined : createDenyList({ path, nowMs, onUnreadable });
  const providers = identity.providers.map((options) => ({ ...options, ...createProvider(options, kit) }));
  const authenticate = createAuthenticate({
    providers,
    denyList,
    sealId: (laji, arvo) => ids.seal({ laji, arvo }),
  });
  const withClient = providers.flatMap(({ client, ...provider }) =>
    client === undefined ? [] : [{ ...provider, client }],
  );
  return { authenticate, signIn: createSignIn({ providers: withClient, authenticate }) };
}

interface IdentityParts {
  readonly authenticate: Authenticate;
  readonly signIn: ReturnType<typeof createSignIn>;
}

/** What is checked of a request between its parsing and its planning. */
function createDefences(
  config: Config,
  graph: Pick<Parameters<typeof createWeigh>[0], "schema" | "supergraphSdl" | "catalogue" | "isPersonId">,
): Pick<GraphqlOptions, "clientAddress" | "admit"> {
  const { limits, introspection, trustedProxies } = config;
  const nowMs = (): number => performance.now();
  return {
    clientAddress: createClientAddress(trustedProxies),
    admit: createAdmit({
      weigh: createWeigh({ ...graph, rates: limits.kustannus, maxCost: limits.maxCost, maxPage: limits.maxPage }),
      limiter: createActorLimiter({ limits, key: randomBytes(32), nowMs }),
      introspection,
      mayIntrospect: createIntrospectionLimit(nowMs),
    }),
  };
}

/** A third party's ids: two receivers can't join their data by them. Everyone else has the graph's. */
function toOwnIds(ids: AsiakasIds, actor: Actor): ((id: string) => string) | undefined {
  if (actor.kind !== "kolmasosapuoli") return undefined;
  return (id) => {
    const tunnus = ids.open(id);
    if (tunnus === undefined) throw new Error("an answer holds an id that this deployment did not give");
    return ids.sealFor(actor.vastaanottaja, tunnus);
  };
}

/** The log's own ids of persons: under its own key, so that it can't be joined with ids seen elsewhere. */
function openKayttoloki(
  { loki, lokiKey, lokiSealKey }: Config,
  { ids, now, log, lokiFolder }: Kit & { readonly log: Log; readonly lokiFolder: string },
): Promise<Kayttoloki> {
  const own = createAsiakasIds(lokiKey);
  return openLoki({
    paikka: loki.tietokanta === undefined ? { kansio: loki.kansio ?? lokiFolder } : { tietokanta: loki.tietokanta },
    ankkuri: loki.ankkuri,
    segmentBytes: loki.segmenttiTavua,
    logName: loki.ammattilaisenNimi,
    sealKey: lokiSealKey,
    sealPerson(asiakasId) {
      const tunnus = ids.open(asiakasId);
      return tunnus === undefined ? undefined : own.seal(tunnus);
    },
    now,
    onAnchorFailure: () => log("käyttölokin ankkuria ei voitu kirjoittaa"),
  });
}

/** A restart forgets no emergency access: the log has them. */
async function restoreEmergencies(emergencies: Emergencies, loki: Kayttoloki): Promise<void> {
  for (const { toimija, asiakas, hatakaytto } of await loki.readVoimassaOlevat()) {
    if (asiakas === undefined || hatakaytto === undefined) continue;
    emergencies.add({ toimija: toimija.tunnus, asiakas, untilMs: Date.parse(hatakaytto.paattyy) });
  }
}

/**
 * Loads one folder under `subgraphs/`. @throws ConfigError when there is none of that name; Error, with the reason in
 * its cause, when there is one and its own code does not load.
 */
export async function loadSubgraph(
  name: string,
  root: URL = new URL("../subgraphs/", import.meta.url),
): Promise<Subgraph> {
  const file = new URL(`${name}/index.ts`, root);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(file)) {
    throw new ConfigError(`subgraphs: there is no subgraph ${name}  →  the folders under subgraphs/ are the names`);
  }
  try {
    // The contract of every such folder: one export, made by defineSubgraph.
    const module = (await import(file.href)) as { readonly subgraph: Subgraph };
    return module.subgraph;
  } catch (cause) {
    throw new Error(`subgraphs: the folder of ${name} is there, but its code does not load`, { cause });
  }
}

async function reachAll(transports: readonly SubgraphTransport[]): Promise<readonly Reach[]> {
  return (await Promise.all(transports.map((transport) => transport.reach()))).flat();
}

interface Opened {
  readonly transports: readonly SubgraphTransport[];
  readonly kuvaukset: readonly LahteenKuvaus[];
}

async function openSubgraphs(config: Config, kit: Kit): Promise<Opened> {
  const places = Object.entries(config.subgraphs);
  const subgraphs = await Promise.all(places.map(([name]) => loadSubgraph(name)));
  const transports = subgraphs.map((subgraph, at) => {
    const place = places[at]?.[1];
    if (place === undefined) throw new ConfigError(`subgraphs: ${subgraph.name} has no place`);
    return openPlace(subgraph, place, { config, kit });
  });
  return {
    transports,
    kuvaukset: subgraphs.map(({ name, title, rajapinta }) => ({ nimi: name, otsikko: title, ...rajapinta })),
  };
}

function openPlace(
  subgraph: Subgraph,
  place: SubgraphPlace,
  { config, kit }: { readonly config: Config; readonly kit: Kit },
): SubgraphTransport {
  if (place.run === "in-process") return openInProcess(subgraph, place.settings, kit);
  const { run: _, avain, ...reaching } = place;
  const { name } = subgraph;
  try {
    return createRemoteTransport({
      ...reaching,
      name,
      key:
        avain === undefined
          ? deriveSubgraphKey(config.subgraphKey, name)
          : toSubgraphKey(parseKey(`subgraphs.${name}.avain`, avain, 32), name),
      schema: loadSubgraphSchema(subgraph.schema),
      now: kit.now,
    });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ConfigError(`subgraphs.${name}: ${cause.message}`, { cause });
  }
}

/** What a subgraph in this process needs besides its settings. */
export interface Kit {
  readonly ids: AsiakasIds;
  readonly now: () => Date;
  /** What the gateway lends to subgraphs of its own; nothing outside the gateway's process. */
  readonly services?: unknown;
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

/** The supergraph with one source for each field. @throws ConfigError for a field that has no other. */
function toChosenSupergraph({ vaihtoehdot }: Config): string {
  try {
    return chooseSources(readSchemaFile("supergraph.graphql"), vaihtoehdot);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "the supergraph can't be read";
    throw new ConfigError(`vaihtoehdot: ${reason}  →  name fields that are marked @vaihtoehto`, { cause });
  }
}

function readSchemaFile(name: string): string {
  return readFileSync(new URL(`../schema/${name}`, import.meta.url), "utf8");
}
