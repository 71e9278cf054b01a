import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { Hmac } from "node:crypto";

/** What a signature covers, by component identifier as RFC 9421 writes it: `"@method"`, `"@path";req`, `"content-digest"`. */
export type Components = Readonly<Record<string, string>>;

/** What a signature says of itself. */
export interface SignatureParameters {
  /** When it was made, seconds of the wall clock. */
  readonly created: number;
  /** From when it no longer counts, seconds of the wall clock. */
  readonly expires: number;
  /** Of this message alone; an answer repeats its request's. */
  readonly nonce: string;
  /** Which key, and whose. */
  readonly keyid: string;
  /** What the signature is for: one made for another use does not pass. */
  readonly tag: string;
}

/** The two headers that carry a signature. */
export interface SignatureHeaders {
  readonly "signature-input": string;
  readonly signature: string;
}

const algorithm = "hmac-sha256";
const label = "asiakasgraph";
const inputForm = new RegExp(
  String.raw`^${label}=(\(((?:"[@a-z0-9-]+"(?:;req)?(?: (?=")|(?=\))))+)\)((?:;[a-z]+=(?:\d{1,12}|"[A-Za-z0-9._/+=-]{1,120}"))+))$`,
);
const signatureForm = new RegExp(String.raw`^${label}=:([A-Za-z0-9+/]{43}=):$`);
const parametersSchema = ["created", "expires", "nonce", "keyid", "alg", "tag"] as const;

/**
 * Signs a message's components by HTTP Message Signatures (RFC 9421), HMAC with SHA-256 (§3.3.3).
 * Written here rather than taken from a package: of the standard one fixed set of components and
 * parameters is used, and everything else that a general reader would accept is to be refused.
 */
export function signComponents(
  components: Components,
  parameters: SignatureParameters,
  key: Uint8Array,
): SignatureHeaders {
  const { created, expires, nonce, keyid, tag } = parameters;
  const own = `(${Object.keys(components).join(" ")});created=${created};expires=${expires};nonce="${nonce}";keyid="${keyid}";alg="${algorithm}";tag="${tag}"`;
  return {
    "signature-input": `${label}=${own}`,
    signature: `${label}=:${hmac(toSignatureBase(components, own), key).digest("base64")}:`,
  };
}

/**
 * The parameters of a signature that this key made over exactly these components, in whatever order; else
 * undefined. Does not look at the parameters' values, but that `alg` is ours: the caller compares key id,
 * tag, times and nonce.
 */
export function verifyComponents(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  components: Components,
  key: Uint8Array,
): SignatureParameters | undefined {
  const { "signature-input": input, signature } = headers;
  if (typeof input !== "string" || typeof signature !== "string") return undefined;
  const own = readOwnForm(input, components);
  return verifyGiven(own ?? readAnyForm(input, components), { signature, key });
}

/** What a signature covers and says, read from its header. */
interface SignatureInput {
  /** As it stands in the header. */
  readonly own: string;
  /** In the order that it names them. */
  readonly covered: Components;
  readonly parameters: SignatureParameters;
}

function verifyGiven(
  input: SignatureInput | undefined,
  { signature, key }: { readonly signature: string; readonly key: Uint8Array },
): SignatureParameters | undefined {
  const given = signatureForm.exec(signature)?.[1];
  if (given === undefined || input === undefined) return undefined;
  const expected = hmac(toSignatureBase(input.covered, input.own), key).digest();
  return timingSafeEqual(expected, Buffer.from(given, "base64")) ? input.parameters : undefined;
}

/** The header as `signComponents` writes it, components and parameters in its order: the commonest, read at once. */
const ownParameters = new RegExp(
  String.raw`^;created=(\d{1,12});expires=(\d{1,12});nonce="([A-Za-z0-9._/+=-]{1,120})";keyid="([A-Za-z0-9._/+=-]{1,120})";alg="${algorithm}";tag="([A-Za-z0-9._/+=-]{1,120})"$`,
);

function readOwnForm(input: string, components: Components): SignatureInput | undefined {
  const start = `${label}=(${Object.keys(components).join(" ")})`;
  if (!input.startsWith(start)) return undefined;
  const found = ownParameters.exec(input.slice(start.length));
  if (found === null) return undefined;
  const [, created, expires, nonce = "", keyid = "", tag = ""] = found;
  const parameters = { created: Number(created), expires: Number(expires), nonce, keyid, tag };
  return { own: input.slice(label.length + 1), covered: components, parameters };
}

function readAnyForm(input: string, components: Components): SignatureInput | undefined {
  const [, own = "", identifiers = "", rest = ""] = inputForm.exec(input) ?? [];
  const covered = orderAs(identifiers.split(" "), components);
  const parameters = readParameters(rest);
  return covered === undefined || parameters === undefined ? undefined : { own, covered, parameters };
}

/** The value of a `content-digest` header (RFC 9530) for a body. */
export function toContentDigest(body: string | Uint8Array): string {
  return `sha-256=:${hash("sha256", body, "base64")}:`;
}

/** RFC 9421 §2.5: a line for each component, and the parameters as they stand in the header. */
function toSignatureBase(components: Components, own: string): string {
  const lines = Object.entries(components).map(([identifier, value]) => `${identifier}: ${value}`);
  return [...lines, `"@signature-params": ${own}`].join("\n");
}

/** The components in the order that the signature names them; undefined unless each is named once and no other. */
function orderAs(identifiers: readonly string[], components: Components): Components | undefined {
  const known = Object.keys(components);
  const isSame = identifiers.length === known.length && known.every((each) => identifiers.includes(each));
  return isSame ? Object.fromEntries(identifiers.map((each) => [each, components[each] ?? ""])) : undefined;
}

function readParameters(text: string): SignatureParameters | undefined {
  const pairs = text
    .split(";")
    .slice(1)
    .map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1).replaceAll('"', "")] as const;
    });
  const found = new Map(pairs);
  const isOurs = pairs.length === parametersSchema.length && parametersSchema.every((name) => found.has(name));
  if (!isOurs || found.get("alg") !== algorithm) return undefined;
  const [created, expires] = [Number(found.get("created")), Number(found.get("expires"))];
  if (!Number.isInteger(created) || !Number.isInteger(expires)) return undefined;
  const textOf = (name: string): string => found.get(name) ?? "";
  return { created, expires, nonce: textOf("nonce"), keyid: textOf("keyid"), tag: textOf("tag") };
}

function hmac(base: string, key: Uint8Array): Hmac {
  return createHmac("sha256", key).update(base, "utf8");
}
