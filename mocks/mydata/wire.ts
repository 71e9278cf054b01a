import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { MockResponse } from "../http/index.ts";
import type { ConsentRecord, VakuutusRecord } from "./records.ts";

/** A key that signs receipts, P-256 for ES256. */
export interface ReceiptKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

/** A new key; its name is its RFC 7638 thumbprint. */
export function createReceiptKey(): ReceiptKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { crv, kty, x, y } = publicKey.export({ format: "jwk" });
  const kid = createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
  return { kid, privateKey, jwk: { kty, crv, x, y, use: "sig", alg: "ES256", kid } };
}

/** A consent as the operator tells it, its receipt signed. */
export function toConsent(record: ConsentRecord, subject: string, key: ReceiptKey): Readonly<Record<string, unknown>> {
  const claims = {
    consentId: record.tunnus,
    version: record.versio,
    status: record.tila,
    subject,
    recipient: record.vastaanottaja,
    source: record.lahde,
    purposes: ["ASIAKASHALLINTA"],
    dataCategories: record.tietoryhmat,
    grantedAt: record.annettu,
    expiresAt: record.paattyy ?? null,
    withdrawnAt: record.peruttu ?? null,
  };
  const { recipient, source, subject: sub, ...others } = claims;
  const receipt = { ...others, sub, recipient: recipient.id, source: source.id };
  return {
    ...claims,
    recipient: { id: recipient.id, name: recipient.nimi },
    source: { id: source.id, name: source.nimi },
    receiptJws: toJws(receipt, key),
  };
}

/** Compact JWS (RFC 7515) with ES256, by hand: the client reads it by a library. */
function toJws(payload: unknown, { kid, privateKey }: ReceiptKey): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "ES256", typ: "consent-receipt+jwt", kid })}.${part(payload)}`;
  const signature = sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}

/** Insurances as their insurer gives them through the operator. */
export function toVakuutuksetAnswer(
  consentId: string,
  subject: string,
  rows: readonly VakuutusRecord[],
): Readonly<Record<string, unknown>> {
  return {
    consentId,
    subject,
    vakuutukset: rows.map(({ ytunnus, yhtionNimi, laji, numero, alkaa, paattyy, kattaa, omavastuuSentit }) => ({
      yhtio: { ytunnus, nimi: yhtionNimi },
      laji,
      numero,
      voimassa: { alku: alkaa, loppu: paattyy ?? null },
      kattaa,
      omavastuu: `${Math.floor(omavastuuSentit / 100)}.${String(omavastuuSentit % 100).padStart(2, "0")}`,
    })),
  };
}

/** A JSON answer. */
export function toJson(status: number, value: unknown): MockResponse {
  return {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(value),
  };
}

const errors: Readonly<Record<string, readonly [status: number, description: string]>> = {
  invalid_request: [400, "The request does not follow the interface"],
  invalid_token: [401, "The technical sign-in is missing or wrong"],
  insufficient_scope: [403, "The client may not use this interface"],
  consent_withdrawn: [403, "The consent has been withdrawn"],
  consent_paused: [403, "The consent is paused"],
  consent_expired: [403, "The consent has expired"],
  not_found: [404, "No such resource"],
  consent_final: [409, "A withdrawn or expired consent does not change"],
  rate_limited: [429, "Too many requests"],
  source_unavailable: [502, "The data source did not answer"],
  maintenance: [503, "Maintenance break"],
};

/** The operator's own error; an unknown code is told with status 500. */
export function toError(code: string): MockResponse {
  const [status, description] = errors[code] ?? [500, "Internal error"];
  return toJson(status, { error: code, error_description: description });
}
