import type { IncomingMessage } from "node:http";
import type { GraphError } from "../errors.ts";

/** A GraphQL request as its body says it. */
export interface GraphRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A request, or why it can't be read: nothing has run. */
export type RequestResult =
  | { readonly ok: true; readonly request: GraphRequest }
  | { readonly ok: false; readonly error: GraphError };

const maxJsonDepth = 64;

/**
 * Reads one GraphQL request from a POST. Only uncompressed JSON in UTF-8 is accepted, which also
 * keeps out every cross-site request that a browser sends without asking first.
 */
export async function readRequest(incoming: IncomingMessage, maxBytes: number): Promise<RequestResult> {
  if (!isPlainJson(incoming)) return refuse({ code: "UNSUPPORTED_MEDIA_TYPE", parameters: {} });
  const body = await readBytes(incoming, maxBytes);
  if (body === undefined) return refuse({ code: "PAYLOAD_TOO_LARGE", parameters: { raja: maxBytes } });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    // The parser quotes the body, which may hold personal data.
    return badRequest("runko ei ole JSON:ia UTF-8-merkistössä");
  }
  return toRequest(value);
}

function isPlainJson({ headers }: IncomingMessage): boolean {
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const charsetFits = parameters.every((parameter) => !parameter.trim().startsWith("charset") || /^charset="?utf-8"?$/.test(parameter.trim()));
  const encoding = headers["content-encoding"] ?? "identity";
  return type.trim() === "application/json" && charsetFits && encoding === "identity";
}

/** The body, or undefined once it passes the limit: what comes after is not read. */
async function readBytes(incoming: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  if (Number(incoming.headers["content-length"] ?? 0) > maxBytes) return undefined;
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function toRequest(value: unknown): RequestResult {
  if (Array.isArray(value)) return refuse({ code: "BATCHING_NOT_ALLOWED", parameters: {} });
  if (typeof value !== "object" || value === null) return badRequest("runko ei ole JSON-olio");
  if (!isHarmless(value, 0)) return badRequest("runko on liian syvä tai siinä on kielletty avain");
  const query = "query" in value ? value.query : undefined;
  const operationName = "operationName" in value ? (value.operationName ?? undefined) : undefined;
  const variables = "variables" in value ? (value.variables ?? {}) : {};
  if (typeof query !== "string") return badRequest("query puuttuu tai ei ole tekstiä");
  if (operationName !== undefined && typeof operationName !== "string") return badRequest("operationName ei ole tekstiä");
  if (typeof variables !== "object" || Array.isArray(variables)) return badRequest("variables ei ole olio");
  return { ok: true, request: { query, operationName, variables: { ...variables } } };
}

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

function isHarmless(value: object, depth: number): boolean {
  if (depth > maxJsonDepth) return false;
  return Object.entries(value).every(
    ([key, inner]: [string, unknown]) =>
      !forbiddenKeys.has(key) && (typeof inner !== "object" || inner === null || isHarmless(inner, depth + 1)),
  );
}

function badRequest(syy: string): RequestResult {
  return refuse({ code: "BAD_REQUEST", parameters: { syy } });
}

function refuse(error: GraphError): RequestResult {
  return { ok: false, error };
}
