import type { IncomingMessage } from "node:http";
import type { GraphError, Reason } from "../errors.ts";
import { readBody } from "../source/index.ts";

/** A GraphQL request as its body says it. */
export interface GraphRequest {
  /** The operation's text; undefined when only a registered operation is named. */
  readonly query: string | undefined;
  /** Names a registered operation. */
  readonly documentId: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the request states beside the operation, as purpose and ground: an object, its members not checked. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A request, or why it can't be read: nothing has run. */
export type RequestResult =
  | { readonly ok: true; readonly request: GraphRequest }
  | { readonly ok: false; readonly error: GraphError };

const maxJsonDepth = 64;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads one GraphQL request from a POST. Only uncompressed JSON in UTF-8 is accepted, which also
 * keeps out every cross-site request that a browser sends without asking first.
 */
export async function readRequest(incoming: IncomingMessage, maxBytes: number): Promise<RequestResult> {
  if (!isPlainJson(incoming)) return refuse({ code: "UNSUPPORTED_MEDIA_TYPE", parameters: {} });
  const declared = Number(incoming.headers["content-length"] ?? 0);
  const body = declared > maxBytes ? undefined : await readBody(incoming, maxBytes).catch(() => "cut" as const);
  // The client has left: nobody reads the answer.
  if (body === "cut") return badRequest(reasons.cut);
  if (body === undefined) return refuse({ code: "PAYLOAD_TOO_LARGE", parameters: { raja: maxBytes } });
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    // The parser quotes the body, which may hold personal data.
    return badRequest(reasons.notJson);
  }
  return toRequest(value);
}

function isPlainJson({ headers }: IncomingMessage): boolean {
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const charsetFits = parameters.every(
    (parameter) => !parameter.trim().startsWith("charset") || /^charset="?utf-8"?$/.test(parameter.trim()),
  );
  const encoding = headers["content-encoding"] ?? "identity";
  return type.trim() === "application/json" && charsetFits && encoding === "identity";
}

function toRequest(value: unknown): RequestResult {
  if (Array.isArray(value)) return refuse({ code: "BATCHING_NOT_ALLOWED", parameters: {} });
  if (typeof value !== "object" || value === null) return badRequest(reasons.notObject);
  if (!isHarmless(value, 0)) return badRequest(reasons.harmful);
  const { query, documentId, operationName, variables = {}, extensions = {} }: Members = withoutNulls(value);
  if (!isTextOrNone(query) || !isTextOrNone(documentId)) return badRequest(reasons.query);
  if (query === undefined && documentId === undefined) return badRequest(reasons.query);
  if (!isTextOrNone(operationName)) return badRequest(reasons.operationName);
  if (!isPlainObject(variables)) return badRequest(reasons.variables);
  if (!isPlainObject(extensions)) return badRequest(reasons.extensions);
  const request = { query, documentId, operationName, variables: { ...variables }, extensions: { ...extensions } };
  return { ok: true, request };
}

/** Members that GraphQL over HTTP knows; any other is ignored, as it says. */
interface Members {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

function isTextOrNone(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** GraphQL over HTTP: a null member is one left out. */
function withoutNulls(value: object): object {
  return Object.values(value).includes(null)
    ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
    : value;
}

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

function isHarmless(value: object, depth: number): boolean {
  if (depth > maxJsonDepth) return false;
  for (const key of Object.keys(value)) {
    if (forbiddenKeys.has(key)) return false;
    const inner: unknown = Reflect.get(value, key);
    if (typeof inner === "object" && inner !== null && !isHarmless(inner, depth + 1)) return false;
  }
  return true;
}

const reasons = {
  cut: { fi: "runko katkesi", sv: "kroppen avbröts", en: "the body was cut" },
  notJson: {
    fi: "runko ei ole JSON:ia UTF-8-merkistössä",
    sv: "kroppen är inte JSON i UTF-8",
    en: "the body is not JSON in UTF-8",
  },
  notObject: {
    fi: "runko ei ole JSON-olio",
    sv: "kroppen är inte ett JSON-objekt",
    en: "the body is not a JSON object",
  },
  harmful: {
    fi: "runko on liian syvä tai siinä on kielletty avain",
    sv: "kroppen är för djup eller har en förbjuden nyckel",
    en: "the body is too deep or has a forbidden key",
  },
  query: {
    fi: "query puuttuu tai ei ole tekstiä",
    sv: "query saknas eller är inte text",
    en: "query is missing or no text",
  },
  extensions: { fi: "extensions ei ole olio", sv: "extensions är inte ett objekt", en: "extensions is no object" },
  operationName: {
    fi: "operationName ei ole tekstiä",
    sv: "operationName är inte text",
    en: "operationName is no text",
  },
  variables: { fi: "variables ei ole olio", sv: "variables är inte ett objekt", en: "variables is no object" },
} as const satisfies Record<string, Reason>;

function badRequest(syy: Reason): RequestResult {
  return refuse({ code: "BAD_REQUEST", parameters: { syy } });
}

function refuse(error: GraphError): RequestResult {
  return { ok: false, error };
}
