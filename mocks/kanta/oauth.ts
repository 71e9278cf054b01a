import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { compactDecrypt, jwtVerify } from "jose";
import type { MockResponse } from "../http/index.ts";
import type { Asking, Oauth } from "./kanta-world.ts";

const scope = "patient/QuestionnaireResponse.read";
const grantType = "urn:ietf:params:oauth:grant-type:token-exchange";
const tokenType = "urn:ietf:params:oauth:token-type";
const lifeSeconds = 300;
/** Wellbeing data is for people of this age and over. */
const ageLimit = 16;

/** A server with an encryption key of its own; `tokenUrl` is set once the port is known. */
export function createOauth(clientId: string, clientKey: KeyObject): Oauth {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: randomUUID(), use: "enc", alg: "ECDH-ES" };
  return { tokenUrl: "", clientId, clientKey, decryptionKey: privateKey, jwk, tokens: new Map(), seen: new Set() };
}

/** Keys to which statements are encrypted (RFC 7517). */
export function answerJwks({ jwk }: Oauth): MockResponse {
  return toJson(200, { keys: [jwk] });
}

/** Token exchange (RFC 8693): a statement signed by the client and encrypted to the server names the person. */
export async function answerToken({ request, world, koodi }: Asking): Promise<MockResponse> {
  const { oauth, population, now } = world;
  const form = new URLSearchParams(request.body);
  if (form.get("grant_type") !== grantType) return toError("unsupported_grant_type");
  if (form.get("subject_token_type") !== `${tokenType}:jwt`) return toError("invalid_request");
  if (!(form.get("scope") ?? "").split(" ").includes(scope)) return toError("invalid_scope");
  const hetu = await readStatement(form.get("subject_token") ?? "", oauth, now());
  const henkilo = hetu === undefined ? undefined : population.etsi(hetu);
  if (hetu === undefined || henkilo?.hetu !== hetu) return toError("invalid_grant");
  if (isYounger(henkilo.syntymapaiva, now())) return toError("access_denied", "underage");
  const token = randomBytes(32).toString("base64url");
  oauth.tokens.set(token, { index: henkilo.index, endsMs: now().getTime() + lifeSeconds * 1000 });
  return toJson(200, {
    access_token: token,
    issued_token_type: `${tokenType}:access_token`,
    token_type: "Bearer",
    expires_in: lifeSeconds,
    scope: koodi === "scope_puuttuu" ? "patient/Observation.read" : scope,
    patient: toPatientId(henkilo.index),
  });
}

/** The PHR's own id of a person: no identity code, and nothing that follows from one. */
export function toPatientId(index: number): string {
  return `0e5b0000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
}

/** The identity code that a statement names; undefined for one that will not do. */
async function readStatement(token: string, oauth: Oauth, now: Date): Promise<string | undefined> {
  try {
    const { plaintext } = await compactDecrypt(token, oauth.decryptionKey, {
      keyManagementAlgorithms: ["ECDH-ES"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    const { payload } = await jwtVerify(new TextDecoder().decode(plaintext), oauth.clientKey, {
      algorithms: ["ES256"],
      issuer: oauth.clientId,
      audience: oauth.tokenUrl,
      requiredClaims: ["sub", "jti", "exp", "iat", "henkilotunnus"],
      maxTokenAge: "2 minutes",
      currentDate: now,
    });
    const { jti = "", henkilotunnus } = payload;
    if (oauth.seen.has(jti)) return undefined;
    oauth.seen.add(jti);
    return typeof henkilotunnus === "string" ? henkilotunnus : undefined;
  } catch {
    // Whatever is wrong with it, the client is told the same.
    return undefined;
  }
}

function isYounger(syntymapaiva: string, now: Date): boolean {
  const limit = `${now.getUTCFullYear() - ageLimit}${now.toISOString().slice(4, 10)}`;
  return syntymapaiva > limit;
}

function toError(error: string, description?: string): MockResponse {
  return toJson(400, { error, ...(description === undefined ? {} : { error_description: description }) });
}

function toJson(status: number, value: unknown): MockResponse {
  return {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(value),
  };
}
