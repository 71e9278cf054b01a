import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errorTable } from "../errors.ts";
import type { GraphError } from "../errors.ts";
import { createDeadline } from "../source/index.ts";
import type { AnswerGraphql, HttpAnswer } from "./answer-graphql.ts";
import { toHttpError } from "./answer-graphql.ts";
import type { Explorer, ExplorerFile } from "./explorer.ts";
import { chooseLanguage } from "./language.ts";
import type { ReadLocal } from "./local-services.ts";
import type { Log } from "./log.ts";
import { refuseSocket } from "./refuse-socket.ts";

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
  /** Queries under way at once; one more is refused before anything of it is read. */
  readonly maxQueries: number;
  readonly log: Log;
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
  const serveGraphql = createServeGraphql(options);
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1000, keepAliveTimeout: 30_000 },
    (request, response) => {
      response.on("close", () => {
        // The last answers of a server that is closing: their connections would be kept alive.
        if (!server.listening) server.closeIdleConnections();
      });
      route(request, response, { options, serveGraphql }).catch((error: unknown) => {
        options.log("virhe palvelimessa", { virhe: error instanceof Error ? error.name : "tuntematon", pino: error });
        fail(request, response, { code: "INTERNAL_SERVER_ERROR", parameters: {} });
      });
    },
  );
  server.maxRequestsPerSocket = 0;
  server.on("clientError", refuseSocket);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return { port, close: (graceMs) => closeGently(server, graceMs) };
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Routes {
  readonly options: ServerOptions;
  readonly serveGraphql: Serve;
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { options, serveGraphql }: Routes,
): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  if (path === "/graphql") {
    return request.method === "POST" ? serveGraphql(request, response) : refuseMethod(request, response, "POST");
  }
  if (path.startsWith("/paikallinen/") && options.local !== undefined) {
    return writeJson(response, await options.local(request, path));
  }
  return serveFixed(request, response, { path, options });
}

const fixedPaths: ReadonlySet<string> = new Set(["/health/live", "/health/ready", "/schema.graphql"]);

interface Fixed {
  readonly path: string;
  readonly options: ServerOptions;
}

/** Health, the schema and the explorer: nothing of a person. */
async function serveFixed(request: IncomingMessage, response: ServerResponse, { path, options }: Fixed): Promise<void> {
  const file = options.explorer.get(path);
  if (file === undefined && !fixedPaths.has(path))
    return fail(request, response, { code: "NOT_FOUND", parameters: {} });
  if (request.method !== "GET" && request.method !== "HEAD") return refuseMethod(request, response, "GET, HEAD");
  if (path === "/health/live") return writeJson(response, { status: 200, body: '{"tila":"OK"}' });
  if (path === "/health/ready") {
    return writeJson(response, { status: 200, body: JSON.stringify(await options.readiness()) });
  }
  if (path === "/schema.graphql") {
    response.writeHead(200, { ...everywhere, "content-type": "text/plain; charset=utf-8" }).end(options.schemaText);
    return undefined;
  }
  return file === undefined ? undefined : writeFile(request, response, file);
}

function writeFile(request: IncomingMessage, response: ServerResponse, file: ExplorerFile): void {
  const { etag } = file.headers;
  if (etag !== undefined && request.headers["if-none-match"] === etag) {
    response.writeHead(304, { ...everywhere, ...file.headers }).end();
    return;
  }
  response.writeHead(200, { ...everywhere, ...file.headers, "content-type": file.contentType }).end(file.body);
}

function fail(
  request: IncomingMessage,
  response: ServerResponse,
  ...[error, headers = {}]: [error: GraphError, headers?: Readonly<Record<string, string>>]
): void {
  const language = chooseLanguage(request.headers["accept-language"]);
  writeJson(response, toHttpError(error, language), { connection: "close", ...headers });
}

function refuseMethod(request: IncomingMessage, response: ServerResponse, allow: string): void {
  fail(request, response, { code: "METHOD_NOT_ALLOWED", parameters: { syy: allow } }, { allow });
}

/** Bounds the queries under way: more would only make each of them late. */
function createServeGraphql(options: ServerOptions): Serve {
  let underWay = 0;
  return async (request, response) => {
    if (underWay >= options.maxQueries) {
      return fail(request, response, { code: "OVERLOADED", parameters: {} }, { "retry-after": "2" });
    }
    underWay += 1;
    try {
      return await answerQuery(request, response, options);
    } finally {
      underWay -= 1;
    }
  };
}

async function answerQuery(request: IncomingMessage, response: ServerResponse, options: ServerOptions): Promise<void> {
  const deadline = createDeadline(options.requestMs);
  // A client that leaves before its answer is out: what was asked for it is ended.
  response.on("close", () => (response.writableFinished ? deadline.done() : deadline.end()));
  const answer = await options.answerGraphql(request, deadline);
  const unread = answer.status === errorTable.PAYLOAD_TOO_LARGE.status ? { connection: "close" } : {};
  writeJson(response, answer, unread);
}

function writeJson(response: ServerResponse, answer: HttpAnswer, headers: Readonly<Record<string, string>> = {}): void {
  if (response.destroyed || response.headersSent) return;
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
