import type { JSONWebKeySet } from "jose";
import { isObject } from "../is-object.ts";

/** GETs JSON within a time and size of its own. Undefined when it can't be had: never throws. */
export type FetchJson = (url: string) => Promise<unknown>;

/** What a provider tells of itself. */
export interface ProviderMetadata {
  readonly jwksUrl: string;
  /** Where people sign in, and where a code becomes a token; undefined where that can't be done safely. */
  readonly signIn: { readonly authorizationUrl: string; readonly tokenUrl: string } | undefined;
}

const maxKeys = 100;

/**
 * Reads a provider's metadata (OpenID Connect Discovery 1.0, section 4). Its issuer must be the configured
 * one to the letter, and every address https, or of this machine. Undefined when anything of that fails.
 */
export async function discover(
  { issuer, discoveryUrl }: { readonly issuer: string; readonly discoveryUrl: string | undefined },
  fetchJson: FetchJson,
): Promise<ProviderMetadata | undefined> {
  const found = await fetchJson(discoveryUrl ?? `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!isObject(found) || found["issuer"] !== issuer) return undefined;
  const jwksUrl = toSafeUrl(found["jwks_uri"]);
  if (jwksUrl === undefined) return undefined;
  return { jwksUrl, signIn: toSignIn(found) };
}

function toSignIn(found: Readonly<Record<string, unknown>>): ProviderMetadata["signIn"] {
  const methods: unknown = found["code_challenge_methods_supported"];
  const authorizationUrl = toSafeUrl(found["authorization_endpoint"]);
  const tokenUrl = toSafeUrl(found["token_endpoint"]);
  // Without S256 (RFC 7636) a stolen code would be a token: then nobody is sent there.
  if (!Array.isArray(methods) || !methods.includes("S256")) return undefined;
  return authorizationUrl === undefined || tokenUrl === undefined ? undefined : { authorizationUrl, tokenUrl };
}

/** Public keys of a JWKS that sign, or undefined when there is none: an empty set replaces no keys. */
export function parseKeySet(value: unknown): JSONWebKeySet | undefined {
  const given: unknown = isObject(value) ? value["keys"] : undefined;
  if (!Array.isArray(given) || given.length > maxKeys) return undefined;
  const keys = given.filter(isSigningKey);
  return keys.length === 0 ? undefined : { keys };
}

function isSigningKey(key: unknown): key is JSONWebKeySet["keys"][number] {
  if (!isObject(key) || (key["use"] !== undefined && key["use"] !== "sig")) return false;
  return key["kty"] === "EC" || key["kty"] === "RSA" || key["kty"] === "OKP";
}

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** An address that may be asked or opened: https, or http of this machine; no user and password in it. */
function toSafeUrl(value: unknown): string | undefined {
  if (typeof value !== "string" || !URL.canParse(value)) return undefined;
  const { protocol, hostname, username, password } = new URL(value);
  const isSafe = protocol === "https:" || (protocol === "http:" && loopback.has(hostname));
  return isSafe && username === "" && password === "" ? value : undefined;
}
