import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ErrorCode } from "../errors.ts";
import { errorTable } from "../errors.ts";
import { createDeadline } from "../source/index.ts";
import type { AnswerGraphql, HttpAnswer } from "./answer-graphql.ts";
import { toHttpError } from "./answer-graphql.ts";
import type { Explorer } from "./explorer.ts";
import { chooseLanguage } from "./language.ts";
import type { ReadLocal } from "./local-services.ts";

/** What the server serves. */
export interface ServerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly answerGraphql: AnswerGraphql;
  readonly explorer: Explorer;
  /** The public schema, as text. */
  readonly schemaText: string;
  /** Body of `/health/ready`, made when asked. */
  readonly readiness: () => Promise<unknown>;
  /** Sign-in as a persona and the mocks' faults: local use only; undefined elsewhere. */
  readonly local: ReadLocal | undefined;
  /** Whole time of one request, milliseconds. */
  readonly requestMs: number;
}

/** A server that runs. */
export interface RunningServer {
  readonly port: number;
  /** Takes no new connection, lets what is under way end, at most `graceMs` milliseconds. */
  close(graceMs: number): Promise<void>;
}

const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "",
} as const;

/**
 * Starts the HTTP server. Queries go by POST to `/graphql` only; nothing personal is ever in an
 * address. @throws Error of node:net, such as EADDRINUSE.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1000, keepAliveTimeout: 30_000 },
    (request, response) => void route(request, response, options),
  );
  server.maxRequestsPerSocket = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return { port, close: (graceMs) => closeGently(server, graceMs) };
}

async function route(request: IncomingMessage, response: ServerResponse, options: ServerOptions): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const language = chooseLanguage(request.headers["accept-language"]);
  const fail = (code: ErrorCode, headers: Readonly<Record<string, string>> = {}): void => {
    writeJson(response, toHttpError({ code, parameters: {} }, language), { connection: "close", ...headers });
  };
  if (path === "/graphql") {
    if (request.method !== "POST") return fail("METHOD_NOT_ALLOWED", { allow: "POST" });
    return serveGraphql(request, response, options);
  }
  if (path.startsWith("/paikallinen/") && options.local !== undefined) {
    return writeJson(response, await options.local(request, path));
  }
  if (request.method !== "GET" && request.method !== "HEAD") return fail("METHOD_NOT_ALLOWED", { allow: "GET" });
  if (path === "/health/live") return writeJson(response, { status: 200, body: '{"tila":"OK"}' });
  if (path === "/health/ready") {
    return writeJson(response, { status: 200, body: JSON.stringify(await options.readiness()) });
  }
  if (path === "/schema.graphql") {
    response.writeHead(200, { ...everywhere, "content-type": "text/plain; charset=utf-8" }).end(options.schemaText);
    return undefined;
  }
  const file = options.explorer.get(path);
  if (file === undefined) return fail("NOT_FOUND");
  if (request.headers["if-none-match"] === file.headers["etag"]) {
    response.writeHead(304, { ...everywhere, ...file.headers }).end();
    return undefined;
  }
  response.writeHead(200, { ...everywhere, ...file.headers, "content-type": file.contentType }).end(file.body);
  return undefined;
}

async function serveGraphql(request: IncomingMessage, response: ServerResponse, options: ServerOptions): Promise<void> {
  const deadline = createDeadline(options.requestMs);
  // The client has left: what was asked for it is ended.
  response.on("close", () => deadline.end());
  const answer = await options.answerGraphql(request, deadline);
  const unread = answer.status === errorTable.PAYLOAD_TOO_LARGE.status ? { connection: "close" } : {};
  writeJson(response, answer, unread);
}

function writeJson(response: ServerResponse, answer: HttpAnswer, headers: Readonly<Record<string, string>> = {}): void {
  if (response.destroyed) return;
  const body = Buffer.from(answer.body, "utf8");
  response
    .writeHead(answer.status, {
      ...everywhere,
      "content-type": "application/json; charset=utf-8",
      "content-length": body.length,
      "cache-control": "no-store",
      ...(answer.status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...headers,
    })
    .end(body);
}

async function closeGently(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
