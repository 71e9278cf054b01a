/**
 * HTTP in and out: reads a request within its limits, has it answered, writes the answer; the
 * explorer, health and the public schema beside it. What is refused is refused before anything runs.
 * Never writes a stack, a text of a source or a value that was refused; logs fixed messages only.
 */
export { createAdmit } from "./admit.ts";
export { createAnswerPlain } from "./answer-plain.ts";
export { createAnswerGraphql } from "./answer-graphql.ts";
export type { AnswerGraphql, GraphqlOptions } from "./answer-graphql.ts";
export { createClientAddress, createIsFromProxy } from "./client-address.ts";
export { createExplorer } from "./explorer.ts";
export { createHolder } from "./holder.ts";
export type { Closable, Holder } from "./holder.ts";
export { startServer } from "./http-server.ts";
export type { RunningServer, ServerOptions } from "./http-server.ts";
export { createActorLimiter, toShare } from "./limit-actors.ts";
export type { ActorLimiter } from "./limit-actors.ts";
export { createIntrospectionLimit } from "./limit-introspection.ts";
export type { MayIntrospect } from "./limit-introspection.ts";
export { createLocalServices } from "./local-services.ts";
export { createSignIn } from "./sign-in.ts";
export { fetchProviderJson } from "./ask-provider.ts";
export { createRecentReach, createSourceStates } from "./source-states.ts";
export type { SourceStates } from "./source-states.ts";
export { logFailures } from "./log-failures.ts";
export { createLog } from "./log.ts";
export type { Log } from "./log.ts";
export { planRegistered } from "./plan-registered.ts";
export { plainLimits, servePlain } from "./serve-plain.ts";
export { createReleaseRecord } from "./record-release.ts";
