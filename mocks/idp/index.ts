/**
 * The local identity provider: OpenID Connect with a sign-in page that offers the personas and roles, and
 * tokens by a command, both signed by one key in a directory that is not in git. For development and tests
 * only: there is no password. A deployment configures a real provider instead; the gateway takes both the
 * same way.
 */
export { start } from "./server.ts";
export type { Idp, IdpOptions } from "./server.ts";
export { paikallinenClientId } from "./provider.ts";
export { parseKirjautuminen } from "./kirjautuminen.ts";
export type { KirjautumisenTulos } from "./kirjautuminen.ts";
export { ammattiroolit, createTokenIssuer, hetuClaim, paikallinenAudience, paikallinenIssuer } from "./token-issuer.ts";
export type { Ammattirooli, TokenIssuer, TokenIssuerOptions, TokenRequest } from "./token-issuer.ts";
