import { createHmac, generateKeyPairSync, sign, timingSafeEqual } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { MockResponse } from "../http/index.ts";

/** The key that signs answers, RSA for RS256. */
export interface AnswerKey {
  readonly privateKey: KeyObject;
  /** PEM, as the service publishes it to those who use it. */
  readonly publicPem: string;
}

/** A new key. */
export function createAnswerKey(): AnswerKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { privateKey, publicPem: publicKey.export({ type: "spki", format: "pem" }).toString() };
}

/** Compact JWS with RS256, by hand: the client reads it by a library. */
export function toJwt(claims: unknown, { privateKey }: AnswerKey): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

const skewMs = 5 * 60_000;
const header = /^(\S+) (\S+) (\S+)$/;
const isoWithZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** What a checksum is checked against. */
export interface Tarkistus {
  readonly clientId: string;
  readonly key: string;
  readonly now: Date;
}

/**
 * Is the checksum header right: client, time within five minutes, and HMAC over the path as received. The path is not
 * decoded or ordered anew.
 */
export function isSigned(value: string | undefined, path: string, { clientId, key, now }: Tarkistus): boolean {
  const [, client, timestamp = "", checksum = ""] = header.exec(value ?? "") ?? [];
  if (client !== clientId || !isoWithZone.test(timestamp)) return false;
  if (!(Math.abs(Date.parse(timestamp) - now.getTime()) <= skewMs)) return false;
  const right = createHmac("sha256", key).update(`${path} ${timestamp}`).digest();
  const given = Buffer.from(checksum, "base64");
  return given.length === right.length && timingSafeEqual(given, right);
}

/** A JSON answer. */
export function toJson(status: number, value: unknown): MockResponse {
  return { status, headers: { "content-type": "application/json;charset=UTF-8" }, body: JSON.stringify(value) };
}

/** An answer whose body is the bare token. */
export function toText(body: string): MockResponse {
  return { status: 200, headers: { "content-type": "text/plain;charset=UTF-8" }, body };
}

const statuses: Readonly<Record<string, number>> = {
  checksum: 401,
  session: 401,
  forbidden: 403,
  hetu: 400,
  missing: 404,
  busy: 429,
  register: 503,
};

/** An error in the service's form; its status and key are partly assumed (README). */
export function toError(koodi: string): MockResponse {
  return toJson(statuses[koodi] ?? 500, { errorMessage: `Request failed: ${koodi}` });
}

/** An OAuth error (RFC 6749 5.2). */
export function toOauthError(status: number, error: string): MockResponse {
  return toJson(status, { error, error_description: "The request was refused" });
}
