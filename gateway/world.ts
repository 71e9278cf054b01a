/**
 * The world of one configuration: the graph, the gate before its subgraphs, whose tokens are accepted. A request runs in
 * one world from beginning to end; a reload makes another and takes it into use whole. What must outlive a world (the
 * use log, emergencies, counts of callers) is lent to it. The files of `schema/` are read anew for each.
 */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import type { Actor } from "./actor/index.ts";
import { chooseSources, loadCatalogue } from "./catalogue/index.ts";
import type { Catalogue } from "./catalogue/index.ts";
import { ConfigError, readRegisteredOperations } from "./config/index.ts";
import type { Config } from "./config/index.ts";
import type { Engine } from "./engine/index.ts";
import { createGate, createHasTurvakieltoOikeus } from "./gate/index.ts";
import type { FindFormerIds, Gate, TellNakyvyys } from "./gate/index.ts";
import type { Lasting } from "./lasting.ts";
import { openSubgraphs } from "./open-subgraphs.ts";
import type { Opened } from "./open-subgraphs.ts";
import { createOperationReader, createWeigh } from "./operation/index.ts";
import type { ReadOperation } from "./operation/index.ts";
import { readRuleTexts } from "./policy/index.ts";
import { scalarChecks } from "./scalar-checks.ts";
import {
  createAdmit,
  createAnswerGraphql,
  createClientAddress,
  createIsFromProxy,
  createRecentReach,
  createReleaseRecord,
  planRegistered,
} from "./server/index.ts";
import type { AnswerGraphql, Closable, GraphqlOptions, ServerOptions } from "./server/index.ts";
import type { Reach } from "./source/index.ts";
import { todayInFinland } from "./subgraph/index.ts";
import type { AsiakasIds, SubgraphTransport } from "./subgraph/index.ts";

/** What answers requests by one configuration. */
export interface World extends Closable {
  readonly answerGraphql: AnswerGraphql;
  readonly signIn: ServerOptions["signIn"];
  /** The public schema, as text. */
  readonly schemaText: string;
  /** Which sources can be reached now. */
  reach(): Promise<readonly Reach[]>;
}

/**
 * Makes one: everything is checked, and registered operations are planned, before it answers anything.
 * @throws ConfigError when settings are wrong or the supergraph does not fit; then nothing of it is left open.
 */
export async function createWorld(config: Config, lasting: Lasting): Promise<World> {
  const { ids, log, states } = lasting;
  const { operaatiot } = config;
  const registered = {
    texts: readRegisteredOperations(operaatiot.tiedostot),
    only: operaatiot.vainRekisteroidyt,
  };
  const schemaText = readSchemaFile("api.graphql");
  const { authenticate, signIn } = lasting.identityOf(config.identity);
  const graph = await createGraph(config, lasting);
  const { engine, transports, readOperation } = graph;
  await planRegistered({ texts: registered.texts, readOperation, engine, log });
  const answerGraphql = createAnswer(config, graph, {
    ids,
    log,
    authenticate,
    registered,
    onRows: (rows) => states.note(rows),
    defences: createDefences(config, graph, lasting),
  });
  return {
    answerGraphql,
    signIn,
    schemaText,
    reach: () => reachAll(transports),
    async close() {
      await Promise.all([engine.close(), ...transports.map((transport) => transport.close())]);
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
  readonly record: GraphqlOptions["record"];
  readonly engine: Engine;
  readonly readOperation: ReadOperation;
}

async function createGraph(config: Config, lasting: Lasting): Promise<Graph> {
  const { ids, now, loki, emergencies, states } = lasting;
  const supergraphSdl = toChosenSupergraph(config);
  const catalogue = loadCatalogue({ tiedotSdl: readSchemaFile("tiedot.graphql"), supergraphSdl });
  const services = {
    loki,
    catalogue,
    emergencies,
    pseudonyms: loki.pseudonyms,
    now,
    lahteet: () => opened.kuvaukset,
    solmut: async () => states.tell(await recentReach()),
    // The subgraph asks the gate that stands before it, once both are there.
    tellNakyvyys: ((person, scope) => gated.gate.tellNakyvyys(person, scope)) satisfies TellNakyvyys,
    findFormerIds: ((id, scope) => gated.gate.findFormerIds(id, scope)) satisfies FindFormerIds,
  };
  const opened = await openSubgraphs(config, { ids, now, services });
  const { transports, kuvaukset } = opened;
  const recentReach = createRecentReach(
    () => reachAll(transports),
    () => performance.now(),
  );
  const gated = await openEngine(config, { ...lasting, supergraphSdl, catalogue, opened }).catch(
    async (error: unknown) => {
      await Promise.all(transports.map((transport) => transport.close()));
      throw error;
    },
  );
  const titles = Object.fromEntries(kuvaukset.map(({ nimi, otsikko }) => [nimi, otsikko]));
  return { supergraphSdl, catalogue, transports, titles, ...gated };
}

interface Gating extends Lasting {
  readonly supergraphSdl: string;
  readonly catalogue: Catalogue;
  readonly opened: Opened;
}

async function openEngine(
  config: Config,
  { supergraphSdl, catalogue, opened: { transports }, ...lasting }: Gating,
): Promise<Pick<Graph, "gate" | "record" | "engine" | "readOperation">> {
  const { ids, emergencies, now, log, loki, lendEngine, policyOf } = lasting;
  const record = createReleaseRecord(loki, config.moottori);
  const gate = createGate({
    catalogue,
    policy: policyOf(readRuleTexts(new URL("../schema/saannot/", import.meta.url))),
    transports,
    emergencies,
    hasTurvakieltoOikeus: createHasTurvakieltoOikeus(config.turvakieltoOikeudet),
    today: () => todayInFinland(now()),
    recordChange: record.change,
    tunnuksenLaji: (id) => ids.laji(id),
  });
  const engine = await lendEngine(config.moottori, {
    planner: config.suunnittelija,
    onPlannerMissing: () => log("natiivi suunnittelija puuttuu: toinen tekee suunnitelmat"),
    onSecondPlanner: () => log("natiivi suunnittelija ei osaa kaikkea: toinen käynnistetään sen avuksi"),
    supergraphSdl,
    subgraphs: new Map(transports.map((transport) => [transport.name, gate.guard(transport)])),
    limits: config.limits,
    onPlannerEnded: (syy) => log("suunnittelu keskeytettiin", { syy }),
  });
  return {
    gate,
    record,
    engine,
    readOperation: createOperationReader({ schema: engine.schema, limits: config.limits }),
  };
}

interface AnswerParts extends Pick<GraphqlOptions, "log" | "authenticate" | "onRows" | "registered"> {
  readonly ids: AsiakasIds;
  readonly defences: Pick<GraphqlOptions, "clientAddress" | "isFromProxy" | "admit">;
}

function createAnswer(config: Config, graph: Graph, { ids, defences, ...parts }: AnswerParts): AnswerGraphql {
  const { engine, catalogue, gate, record, titles, readOperation } = graph;
  return createAnswerGraphql({
    engine,
    catalogue,
    record,
    notesOf: (scope) => gate.notesOf(scope),
    ownIdsOf: (actor) => toOwnIds(ids, actor),
    readOperation,
    checks: scalarChecks,
    limits: config.limits,
    titles,
    ...defences,
    ...parts,
  });
}

/** What is checked of a request between its parsing and its planning. */
function createDefences(
  config: Config,
  { engine, supergraphSdl, catalogue }: Graph,
  { ids, limiterOf, mayIntrospect }: Lasting,
): Pick<GraphqlOptions, "clientAddress" | "isFromProxy" | "admit"> {
  const { limits, introspection, trustedProxies } = config;
  const weigh = createWeigh({
    schema: engine.schema,
    supergraphSdl,
    catalogue,
    isPersonId: (id, receiver) => (receiver === undefined ? ids.laji(id) : ids.openFor(receiver, id)) !== undefined,
    rates: limits.kustannus,
    maxCost: limits.maxCost,
    maxPage: limits.maxPage,
  });
  return {
    clientAddress: createClientAddress(trustedProxies),
    isFromProxy: createIsFromProxy(trustedProxies),
    admit: createAdmit({ weigh, limiter: limiterOf(limits), introspection, mayIntrospect }),
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

async function reachAll(transports: readonly SubgraphTransport[]): Promise<readonly Reach[]> {
  return (await Promise.all(transports.map((transport) => transport.reach()))).flat();
}

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
