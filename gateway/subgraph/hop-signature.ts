import { signComponents, toContentDigest, verifyComponents } from "./message-signature.ts";
import type { Components, SignatureParameters } from "./message-signature.ts";
import { createNonce } from "./nonce.ts";
import type { SubgraphKey } from "./subgraph-key.ts";

/** How long a signature counts. Seconds. */
const lifeSeconds = 30;
/** How much the clocks of the two may differ. Seconds. */
const skewSeconds = 5;
/** A signature that comes early by the skew counts until its life and the skew again have passed. Milliseconds. */
export const longestLifeMs = (lifeSeconds + 2 * skewSeconds) * 1000;

/** A body on its way from the gateway to a subgraph. */
export interface HopRequest {
  /** Path of the URL, without a query. */
  readonly path: string;
  readonly body: string | Uint8Array;
}

/** A request as it was signed: what its answer is bound to. */
export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly nonce: string;
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const requestTag = "asiakasgraph-pyynto";
const answerTag = "asiakasgraph-vastaus";
const contentType = "application/json";

/**
 * Signs a request: method, path, content type and the body's digest. The body holds who asks, so that
 * is signed as well, and stays out of headers, which proxies log. `now` is the wall clock.
 */
export function signRequest(request: HopRequest, key: SubgraphKey, now: Date): SignedRequest {
  const nonce = createNonce();
  const digest = toContentDigest(request.body);
  const components = componentsOf(request, contentType, digest);
  const signed = signComponents(components, toParameters(requestTag, { nonce, key, now }), key.bytes);
  return { headers: { "content-type": contentType, "content-digest": digest, ...signed }, nonce };
}

/**
 * The nonce of a request that this key signed within its time; else undefined. Does not know whether the
 * nonce has come before: the caller remembers them.
 */
export function openRequest(
  { headers, ...request }: HopRequest & { readonly headers: Headers },
  key: SubgraphKey,
  now: Date,
): string | undefined {
  const type = headers["content-type"];
  const digest = toContentDigest(request.body);
  if (typeof type !== "string" || headers["content-digest"] !== digest) return undefined;
  const parameters = verifyComponents(headers, componentsOf(request, type, digest), key.bytes);
  return parameters !== undefined && isCurrent(parameters, { tag: requestTag, key, now })
    ? parameters.nonce
    : undefined;
}

/** Headers that bind an answer with status 200 to its request: its own digest and the request's nonce, signed. */
export function signAnswer(
  body: string,
  { nonce, key, now }: { readonly nonce: string; readonly key: SubgraphKey; readonly now: Date },
): Readonly<Record<string, string>> {
  const digest = toContentDigest(body);
  const signed = signComponents(answerComponents(digest), toParameters(answerTag, { nonce, key, now }), key.bytes);
  return { "content-digest": digest, ...signed };
}

/** Is an answer with status 200 whole, by this key, within its time, and to the request of this nonce. */
export function isAnswerTo(
  nonce: string,
  { headers, body }: { readonly headers: Headers; readonly body: Uint8Array },
  { key, now }: { readonly key: SubgraphKey; readonly now: Date },
): boolean {
  const digest = toContentDigest(body);
  if (headers["content-digest"] !== digest) return false;
  const parameters = verifyComponents(headers, answerComponents(digest), key.bytes);
  return parameters?.nonce === nonce && isCurrent(parameters, { tag: answerTag, key, now });
}

function componentsOf({ path }: HopRequest, type: string, digest: string): Components {
  return {
    '"@method"': "POST",
    '"@path"': path,
    '"content-type"': type,
    '"content-digest"': digest,
  };
}

function answerComponents(digest: string): Components {
  return { '"@status"': "200", '"content-digest"': digest };
}

interface Making {
  readonly nonce: string;
  readonly key: SubgraphKey;
  readonly now: Date;
}

function toParameters(tag: string, { nonce, key, now }: Making): SignatureParameters {
  const created = Math.floor(now.getTime() / 1000);
  return { created, expires: created + lifeSeconds, nonce, keyid: key.id, tag };
}

function isCurrent(
  { created, expires, keyid, tag }: SignatureParameters,
  expected: { readonly tag: string; readonly key: SubgraphKey; readonly now: Date },
): boolean {
  const seconds = Math.floor(expected.now.getTime() / 1000);
  return (
    tag === expected.tag &&
    keyid === expected.key.id &&
    created <= seconds + skewSeconds &&
    expires >= seconds - skewSeconds &&
    expires > created &&
    expires - created <= lifeSeconds
  );
}
