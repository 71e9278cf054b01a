/**
 * The local identity provider: signs access tokens for the personas, as a customer or as a professional,
 * with a key of its own in a directory that is not in git. For development and tests only: there is no
 * password. A deployment configures a real provider instead; the gateway verifies both the same way.
 */
export { start } from "./server.ts";
export type { Idp, IdpOptions } from "./server.ts";
export { parseKirjautuminen } from "./kirjautuminen.ts";
export type { KirjautumisenTulos } from "./kirjautuminen.ts";
export { ammattiroolit, createTokenIssuer, hetuClaim, paikallinenAudience, paikallinenIssuer } from "./token-issuer.ts";
export type { Ammattirooli, TokenIssuer, TokenIssuerOptions, TokenRequest } from "./token-issuer.ts";
