/**
 * From a bearer token to the one who asks. A token is verified (signature, issuer, audience, time,
 * type, algorithm) or refused; what it does not say is not guessed. Never reads anything else the
 * client sends, and asks no register.
 */
export { tuntematon } from "./actor.ts";
export type { Actor } from "./actor.ts";
export { createAuthenticate } from "./verify.ts";
export type { ActorResult, Authenticate, IdentityOptions } from "./verify.ts";
