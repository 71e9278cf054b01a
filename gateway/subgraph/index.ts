/**
 * The contract of a subgraph, and the two ways to reach one: in this process or over HTTP, with the
 * same code. A subgraph is thin: schema, mapping, batching. It decides no access: the gate has done
 * so before it is called. Nothing here knows a register by name.
 */
export { alueet, readAlueet } from "./alueet.ts";
export type { Alueet, Alueluokka } from "./alueet.ts";
export { createAsiakasIds } from "./asiakas-id.ts";
export type { AsiakasIds, Tunnus } from "./asiakas-id.ts";
export { chooseAlueet } from "./choose-alueet.ts";
export type { AlueetArgument } from "./choose-alueet.ts";
export { checkFirst, createCursors } from "./cursors.ts";
export type { Cursors } from "./cursors.ts";
export { parseHetu } from "./hetu.ts";
export type { HetuResult } from "./hetu.ts";
export { defineSubgraph } from "./define-subgraph.ts";
export type {
  LahteenKuvaus,
  Rajapinta,
  Subgraph,
  SubgraphContext,
  SubgraphResolvers,
  SubgraphRuntime,
  TypeResolvers,
} from "./define-subgraph.ts";
export { toNimi } from "./kieli.ts";
export type { Kieli, Nimet } from "./kieli.ts";
export { koodiResolvers, koodiViiteResolvers, parseKoodiAvain, toKoodi, toKoodiAvain } from "./koodi.ts";
export type { Koodi, KoodiAvain } from "./koodi.ts";
export { parseSentit, rahaResolvers, toRahaTeksti } from "./raha.ts";
export type { Raha } from "./raha.ts";
export { todayInFinland } from "./today.ts";
export { aikaScalar, isAika, isPaiva, paivaScalar } from "./scalars.ts";
export { toKysyja, toXRoadIssue, toXRoadUserId } from "./kysyja.ts";
export type { Kysyja, KysyjaContext } from "./kysyja.ts";
export { openHetu, openKey, openTunnus } from "./open-person.ts";
export type { AsiakasKey } from "./open-person.ts";
export {
  checkMayChange,
  mayChange,
  muutosEpaselva,
  muutosTekematta,
  openMuutettava,
  parseToistoavain,
  toistoavainKaytetty,
  unwrapBeforeChange,
  unwrapChange,
} from "./person-change.ts";
export type { Muutettava } from "./person-change.ts";
export { parseOwnedId, personIdOf, toOwnedId } from "./owned-id.ts";
export type { OwnedId } from "./owned-id.ts";
export { toSubgraphError, unwrap } from "./subgraph-error.ts";
export { parsePersonRows, refuseRepeated, toPersonKey } from "./person-rows.ts";
export type { ByPerson } from "./person-rows.ts";
export { askedPersons, openRegionDatabases, personColumns, toDateColumn } from "./region-databases.ts";
export type { AskRegion, AskRegions, RegionAnswer, RegionStatement, RegionValue } from "./region-databases.ts";
export { openRegionChanges } from "./region-changes.ts";
export type { ChangeValue, RegionChanges } from "./region-changes.ts";
export { createRegionLoad, createRegionLoader } from "./region-load.ts";
export type { RegionLoader } from "./region-load.ts";
export { regionSettings } from "./region-settings.ts";
export type { RegionSettings } from "./region-settings.ts";
export { mergeRegions, throwWhenAllFailed, toRegionRows, toWorstError } from "./merge-regions.ts";
export type { RegionRows } from "./merge-regions.ts";
export { createInProcessCall, createInProcessTransport } from "./in-process.ts";
export type { InProcessOptions } from "./in-process.ts";
export type {
  Kotialueet,
  RequestScope,
  Sallittu,
  SubgraphAnswer,
  SubgraphEvents,
  SubgraphRequest,
  SubgraphTransport,
} from "./transport.ts";
export { openRequest, signAnswer } from "./hop-signature.ts";
export { joinEntities } from "./join-entities.ts";
export { createPlainCall } from "./plain-call.ts";
export { createPlainEvents } from "./plain-events.ts";
export { createRequestMemory } from "./request-memory.ts";
export { createRemoteTransport } from "./remote.ts";
export type { RemoteOptions } from "./remote.ts";
export { serveSubgraph } from "./serve.ts";
export type { RunningSubgraph, ServeOptions, ServeTls } from "./serve.ts";
export { deriveSubgraphKey, toSubgraphKey } from "./subgraph-key.ts";
export type { SubgraphKey } from "./subgraph-key.ts";
export { loadSubgraphSchema } from "./load-schema.ts";
