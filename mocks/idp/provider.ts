import { randomBytes } from "node:crypto";
import type { ClientMetadata, Configuration, default as Provider } from "oidc-provider";
import { createMemoryAdapter } from "./adapter.ts";
import { loadOidcProvider } from "./load-oidc-provider.ts";
import type { SigningKey } from "./signing-key.ts";
import { paikallinenAudience, paikallinenIssuer, toClaims, toPseudonym, voimassaSekuntia } from "./token-issuer.ts";
import type { TokenRequest } from "./token-issuer.ts";

/** Client id of the gateway's query page. */
export const paikallinenClientId = "asiakas-graph-kysely";

/** A provider, and who has signed in by it. */
export interface OidcProvider {
  readonly provider: Provider;
  /** Notes whom a grant is for: its access tokens carry their claims. */
  remember(grantId: string, request: TokenRequest): void;
}

/** Resource indicator (RFC 8707) of the graph; its access tokens have `paikallinenAudience`. */
const resource = `urn:${paikallinenAudience}`;

const maxRemembered = 1000;

/** Makes the provider: authorization code with PKCE for one public client, access tokens by RFC 9068. */
export async function createOidcProvider({ privateJwk }: SigningKey): Promise<OidcProvider> {
  const OidcProvider = await loadOidcProvider();
  const requests = new Map<string, TokenRequest>();
  const provider = new OidcProvider(paikallinenIssuer, {
    ...configuration,
    adapter: createMemoryAdapter(Date.now),
    jwks: { keys: [privateJwk] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    formats: {
      customizers: {
        jwt(_, token, parts) {
          const request = "grantId" in token ? requests.get(token.grantId) : undefined;
          if (request === undefined) throw new Error("an access token of nobody");
          parts.payload = { ...parts.payload, ...toClaims(request), sub: toPseudonym(request.persona) };
        },
      },
    },
  });
  return {
    provider,
    remember(grantId, request) {
      const [oldest] = requests.keys();
      if (requests.size >= maxRemembered && oldest !== undefined) requests.delete(oldest);
      requests.set(grantId, request);
    },
  };
}

const explorer: ClientMetadata = {
  client_id: paikallinenClientId,
  token_endpoint_auth_method: "none",
  // Of a native client, the redirect may be at any port of this machine (RFC 8252, 7.3): the gateway's is free.
  application_type: "native",
  redirect_uris: ["127.0.0.1", "localhost", "[::1]"].map((host) => `http://${host}/kirjautuminen`),
  grant_types: ["authorization_code"],
  response_types: ["code"],
  id_token_signed_response_alg: "ES256",
};

const configuration: Configuration = {
  clients: [explorer],
  clientDefaults: { id_token_signed_response_alg: "ES256" },
  enabledJWA: { idTokenSigningAlgValues: ["ES256"] },
  responseTypes: ["code"],
  scopes: ["openid"],
  pkce: { required: () => true },
  ttl: {
    Interaction: 600,
    Session: 600,
    Grant: 3600,
    AccessToken: voimassaSekuntia,
    AuthorizationCode: 60,
    IdToken: 600,
  },
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: "",
        audience: paikallinenAudience,
        accessTokenTTL: voimassaSekuntia,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: "ES256" } },
      }),
    },
  },
  renderError(context, out) {
    context.type = "text/plain; charset=utf-8";
    context.body = `Kirjautuminen ei onnistu: ${out.error}\n`;
  },
};
