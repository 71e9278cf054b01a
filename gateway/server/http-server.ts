import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { GraphError } from "../errors.ts";
import { createConnections } from "./connections.ts";
import type { ConnectionLimits } from "./connections.ts";
import type { Explorer, ExplorerFile } from "./explorer.ts";
import type { ReadLocal } from "./local-services.ts";
import type { Log } from "./log.ts";
import { refuseSocket } from "./refuse-socket.ts";
import { createIdleMemory } from "./idle-memory.ts";
import type { IdleMemory } from "./idle-memory.ts";
import { createSafeResponse } from "./safe-response.ts";
import { createServeGraphql } from "./serve-graphql.ts";
import type { ServeGraphql, ServeGraphqlOptions } from "./serve-graphql.ts";
import { signInPaths } from "./sign-in.ts";
import type { AnswerSignIn } from "./sign-in.ts";
import { everywhere, fail, onlyTls, refuseMethod, writeJson } from "./write.ts";
import type { FailOptions } from "./write.ts";

/** Bounds of the server's connections. */
export interface HttpLimits extends ConnectionLimits {
  readonly maxConnections: number;
  /** Largest body, bytes: what a client asks leave to send (Expect) is judged by it. */
  readonly maxBodyBytes: number;
  /** Time for the headers of a request to come, milliseconds. */
  readonly headersMs: number;
  /** Time for a whole request to come, milliseconds. */
  readonly receiveMs: number;
}

/** What the server serves. */
export interface ServerOptions extends ServeGraphqlOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly explorer: Explorer;
  /** The public schema, as text; read each time, because a reload may change it. */
  readonly schemaText: () => string;
  /** Body of `/health/ready`, made when asked; `valmis` is also its status. */
  readonly readiness: () => Promise<{ readonly valmis: boolean }>;
  /** Sign-in as a persona and the mocks' faults: local use only; undefined elsewhere. */
  readonly local: ReadLocal | undefined;
  readonly signIn: AnswerSignIn;
  readonly http: HttpLimits;
  /** Is the gateway reached by TLS only, through a proxy. */
  readonly behindTls: boolean;
  readonly log: Log;
}

/** A server that runs. */
export interface RunningServer {
  readonly port: number;
  /** Takes no new connection, lets what is under way end, at most `graceMs` milliseconds. */
  close(graceMs: number): Promise<void>;
}

const maxHeaders = 100;
const maxHeaderBytes = 16 * 1024;

/** Connections that may wait to be accepted, as Node has it. One beyond looks open to its client, and is reset later. */
const nodeBacklog = 511;

/**
 * Starts the HTTP server. Queries go by POST to `/graphql` only; nothing personal is ever in an
 * address. @throws Error of node:net, such as EADDRINUSE.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { http } = options;
  const server = createServer({
    ServerResponse: createSafeResponse({ ...everywhere, ...(options.behindTls ? onlyTls : {}) }),
    headersTimeout: http.headersMs,
    requestTimeout: http.receiveMs,
    connectionsCheckingInterval: Math.min(1000, http.headersMs),
    keepAliveTimeout: 30_000,
    maxHeaderSize: maxHeaderBytes,
    insecureHTTPParser: false,
  });
  server.maxConnections = http.maxConnections;
  server.maxRequestsPerSocket = 0;
  // One more than is taken: Node leaves out what is beyond, and that must be seen.
  server.maxHeadersCount = maxHeaders + 1;
  const memory = createIdleMemory();
  listenToRequests(server, options, memory);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    const backlog = Math.max(nodeBacklog, http.maxConnections);
    server.listen({ port: options.port, host: options.host, backlog }, resolve);
  });
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close(graceMs) {
      memory.stop();
      return closeGently(server, graceMs);
    },
  };
}

function listenToRequests(server: Server, options: ServerOptions, memory: IdleMemory): void {
  const { http } = options;
  const connections = createConnections(http);
  const serveGraphql = createServeGraphql(options);
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const isWithinBounds = connections.begin(request, response);
    response.on("close", () => {
      // The last answers of a server that is closing: their connections would be kept alive.
      if (!server.listening) server.closeIdleConnections();
    });
    const refused = findUnfit(request, isWithinBounds);
    if (refused !== undefined) return fail(request, response, refused.error, refused);
    route(request, response, { options, serveGraphql, memory }).catch((error: unknown) => {
      options.log("virhe palvelimessa", { virhe: error instanceof Error ? error.name : "tuntematon", pino: error });
      fail(request, response, { code: "INTERNAL_SERVER_ERROR", parameters: {} });
    });
  };
  server.on("request", serve);
  server.on("checkContinue", (request, response) => {
    // Only a body that would be read is asked for.
    if (Number(request.headers["content-length"] ?? 0) <= http.maxBodyBytes) response.writeContinue();
    serve(request, response);
  });
  server.on("checkExpectation", (request, response) => {
    const syy = { fi: "Expect ei kelpaa", sv: "Expect duger inte", en: "Expect is not taken" };
    fail(request, response, { code: "BAD_REQUEST", parameters: { syy } }, { status: 417 });
  });
  server.on("connect", (_, socket) =>
    refuseSocket(Object.assign(new Error("no tunnels"), { code: "CONNECT" }), socket),
  );
  server.on("clientError", (error, socket) => connections.refuse(error, socket));
}

interface Unfit extends FailOptions {
  readonly error: GraphError;
}

function findUnfit({ rawHeaders }: IncomingMessage, isWithinBounds: boolean): Unfit | undefined {
  // Names and values take turns.
  if (rawHeaders.length / 2 > maxHeaders) {
    return { status: 431, error: { code: "PAYLOAD_TOO_LARGE", parameters: { raja: maxHeaders } } };
  }
  if (isWithinBounds) return undefined;
  return { error: { code: "OVERLOADED", parameters: {} }, headers: { "retry-after": "1" } };
}

interface Routes {
  readonly options: ServerOptions;
  readonly serveGraphql: ServeGraphql;
  readonly memory: IdleMemory;
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { options, serveGraphql, memory }: Routes,
): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  if (path === "/graphql") {
    memory.note();
    return serveGraphql(request, response);
  }
  if (path.startsWith("/paikallinen/") && options.local !== undefined) {
    return writeJson(response, await options.local(request, path));
  }
  if (signInPaths.has(path)) return writeJson(response, await options.signIn(request, path));
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
    const readiness = await options.readiness();
    return writeJson(response, { status: readiness.valmis ? 200 : 503, body: JSON.stringify(readiness) });
  }
  if (path === "/schema.graphql") {
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end(options.schemaText());
    return undefined;
  }
  return file === undefined ? undefined : writeFile(request, response, file);
}

function writeFile(request: IncomingMessage, response: ServerResponse, file: ExplorerFile): void {
  const { etag } = file.headers;
  if (etag !== undefined && request.headers["if-none-match"] === etag) {
    response.writeHead(304, { ...file.headers }).end();
    return;
  }
  response.writeHead(200, { ...file.headers, "content-type": file.contentType }).end(file.body);
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
