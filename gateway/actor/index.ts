/**
 * From a bearer token to the one who asks. A token is verified (signature, issuer, audience, time,
 * type, algorithm) or refused; what it does not say is not guessed. Never reads anything else the
 * client sends, but for purpose and ground, which a request states; asks no register.
 */
export { tuntematon, withAsia } from "./actor.ts";
export type { Actor, Ammattilainen, Asia, Kolmasosapuoli, Peruste } from "./actor.ts";
export { kayttotarkoitusForm, parseAsia } from "./parse-asia.ts";
export { createAuthenticate } from "./verify.ts";
export type { ActorResult, Authenticate, IdentityOptions } from "./verify.ts";
