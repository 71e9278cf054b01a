/**
 * What a gateway has as long as its process runs, whatever configuration is in use: the use log, what was seen of the
 * sources and of the callers, emergency access.
 */
import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import { isDeepStrictEqual } from "node:util";
import { createAuthenticate, createDenyList, createProvider, createProvesKey } from "./actor/index.ts";
import type { Authenticate, ProvesKey } from "./actor/index.ts";
import { openLoki } from "./audit/index.ts";
import type { Kayttoloki } from "./audit/index.ts";
import type { Config } from "./config/index.ts";
import { createEngine, createEngineShare } from "./engine/index.ts";
import type { LendEngine } from "./engine/index.ts";
import { createEmergencies } from "./gate/index.ts";
import type { Emergencies } from "./gate/index.ts";
import { createPolicy } from "./policy/index.ts";
import type { Policy, RuleTexts } from "./policy/index.ts";
import {
  createActorLimiter,
  createIntrospectionLimit,
  createSignIn,
  createSourceStates,
  fetchProviderJson,
  toShare,
} from "./server/index.ts";
import type { ActorLimiter, Log, MayIntrospect, SourceStates } from "./server/index.ts";
import { createAsiakasIds } from "./subgraph/index.ts";
import type { AsiakasIds } from "./subgraph/index.ts";

/** Lent to each world. */
export interface Lasting {
  readonly ids: AsiakasIds;
  readonly now: () => Date;
  readonly log: Log;
  readonly loki: Kayttoloki;
  readonly states: SourceStates;
  readonly emergencies: Emergencies;
  readonly mayIntrospect: MayIntrospect;
  /** A supergraph that stays as it is, is not loaded again. */
  readonly lendEngine: LendEngine;
  readonly policyOf: (rules: RuleTexts) => Policy;
  /** Counts go on while the limits stay as they are. */
  readonly limiterOf: (limits: Config["limits"]) => ActorLimiter;
  /** Keys of providers that have been fetched stay while the section stays as it is. */
  readonly identityOf: (identity: Config["identity"]) => Identity;
}

/** What opening needs besides the configuration. */
interface LastingSurroundings {
  readonly now: () => Date;
  readonly log: Log;
  /** Folder of the use log, where the configuration names none. */
  readonly lokiFolder: string;
}

/** Opens the use log and reads from it what is in force. @throws Error of the log when it can't be opened. */
export async function openLasting(config: Config, surroundings: LastingSurroundings): Promise<Lasting> {
  const { now, log } = surroundings;
  const ids = createAsiakasIds(config.idKey);
  const loki = await openKayttoloki(config, { ...surroundings, ids });
  const emergencies = createEmergencies(() => now().getTime(), loki.pseudonyms);
  await restoreEmergencies(emergencies, loki);
  const nowMs = (): number => performance.now();
  // A proof that was used stays used, whatever of whose tokens are taken changes.
  const provesKey = createProvesKey(Date.now);
  return {
    ids,
    now,
    log,
    loki,
    states: createSourceStates(now),
    emergencies,
    mayIntrospect: createIntrospectionLimit(nowMs),
    lendEngine: createEngineShare(createEngine),
    policyOf: keepWhileEqual(createPolicy),
    limiterOf: keepWhileEqual((limits) =>
      createActorLimiter({ limits: toShare(limits, limits.processes), key: randomBytes(32), nowMs }),
    ),
    identityOf: keepWhileEqual((identity) => createIdentity(identity, { ids, log, provesKey })),
  };
}

/** Makes a thing of a section of the configuration once, and anew only when the section differs from the one before. */
function keepWhileEqual<Section, T>(make: (section: Section) => T): (section: Section) => T {
  let last: { readonly section: Section; readonly made: T } | undefined;
  return (section) => {
    if (last === undefined || !isDeepStrictEqual(last.section, section)) last = { section, made: make(section) };
    return last.made;
  };
}

/** Whose tokens are accepted, and how the query page gets one. */
function createIdentity(
  identity: Config["identity"],
  { ids, log, provesKey }: { readonly ids: AsiakasIds; readonly log: Log; readonly provesKey: ProvesKey },
): Identity {
  const nowMs = (): number => performance.now();
  const kit = { fetchJson: fetchProviderJson, nowMs };
  const { estolista: path } = identity;
  const onUnreadable = (): void => log("estolistaa ei voitu lukea: edellinen on voimassa");
  const denyList = path === undefined ? undefined : createDenyList({ path, nowMs, onUnreadable });
  const providers = identity.providers.map((options) => ({ ...options, ...createProvider(options, kit) }));
  const authenticate = createAuthenticate({
    providers,
    denyList,
    provesKey,
    sealId: (laji, arvo) => ids.seal({ laji, arvo }),
  });
  const withClient = providers.flatMap(({ client, ...provider }) =>
    client === undefined ? [] : [{ ...provider, client }],
  );
  return { authenticate, signIn: createSignIn({ providers: withClient, authenticate }) };
}

/** Whose tokens are accepted, and how the query page gets one. */
export interface Identity {
  readonly authenticate: Authenticate;
  readonly signIn: ReturnType<typeof createSignIn>;
}

interface LokiSurroundings extends LastingSurroundings {
  readonly ids: AsiakasIds;
}

/** The log's own ids of persons: under its own key, so that it can't be joined with ids seen elsewhere. */
function openKayttoloki(
  { loki, lokiKey, lokiSealKey }: Config,
  { ids, now, log, lokiFolder }: LokiSurroundings,
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
