import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { errorTable, toErrorView } from "../errors.ts";
import type { ErrorLanguage, GraphError } from "../errors.ts";
import { chooseMediaType } from "./accept.ts";
import { chooseLanguage } from "./language.ts";

/** An answer, ready to be written. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Beside those that every answer has; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Headers of every answer, whatever it is. */
export const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "",
} as const;

/** Where the gateway is reached by TLS only: two years, as browsers' own lists ask. */
export const onlyTls = { "strict-transport-security": "max-age=63072000; includeSubDomains" } as const;

/** An error of the HTTP layer, in the form of a GraphQL answer. */
export function toHttpError(error: GraphError, language: ErrorLanguage): HttpAnswer {
  const view = toErrorView(error, { language, pyynto: randomUUID(), titles: {} });
  return { status: errorTable[error.code].status, body: JSON.stringify({ errors: [view] }) };
}

/** Writes a JSON answer that nothing may keep. Does nothing when the client has gone or an answer has begun. */
export function writeJson(
  response: ServerResponse,
  answer: HttpAnswer,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed || response.headersSent) return;
  response
    .writeHead(answer.status, {
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(answer.body),
      "cache-control": "no-store",
      ...(answer.status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...answer.headers,
      ...headers,
    })
    // As text, Node writes it together with the headers.
    .end(answer.body);
}

/** How a refusal differs from the error's usual one. */
export interface FailOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refuses a request and closes its connection: what it still sends is not read. */
export function fail(
  request: IncomingMessage,
  response: ServerResponse,
  ...[error, { status, headers = {} } = {}]: [error: GraphError, options?: FailOptions]
): void {
  const language = chooseLanguage(request.headers["accept-language"]);
  const type = request.url === "/graphql" ? chooseMediaType(request.headers.accept) : undefined;
  const typed = type === undefined ? {} : { "content-type": `${type}; charset=utf-8` };
  const answer = toHttpError(error, language);
  const asked = status === undefined ? answer : { ...answer, status };
  writeJson(response, asked, { connection: "close", ...typed, ...headers });
}

/** Refuses a method; `allow` names those that the address takes. */
export function refuseMethod(request: IncomingMessage, response: ServerResponse, allow: string): void {
  fail(request, response, { code: "METHOD_NOT_ALLOWED", parameters: { syy: allow } }, { headers: { allow } });
}
