/**
 * From a bearer token to the one who asks. A token is verified by the provider it names (signature,
 * issuer, audience, time, type, algorithm, the key it is bound to) or refused; its claims are read by that provider's mapping,
 * and what they do not say is not guessed. Never reads anything else the client sends, but for what proves
 * a bound token's key, and purpose and ground, which a request states; asks no register, and providers only by the fetch it is given.
 */
export { tuntematon, withAsia } from "./actor.ts";
export type { Actor, Ammattilainen, Asia, Kolmasosapuoli, Peruste } from "./actor.ts";
export type { ActorResult, ClaimMapping } from "./claims.ts";
export type { Shown } from "./check-binding.ts";
export { createDenyList } from "./deny-list.ts";
export { createProvesKey } from "./dpop.ts";
export type { ProvesKey } from "./dpop.ts";
export type { FetchJson, ProviderMetadata } from "./discovery.ts";
export { parseAsia } from "./parse-asia.ts";
export { createProvider } from "./provider.ts";
export type { Provider } from "./provider.ts";
export { createAuthenticate } from "./verify.ts";
export type { Authenticate } from "./verify.ts";
