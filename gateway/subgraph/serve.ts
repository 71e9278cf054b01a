import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "graphql";
import type { GraphError } from "../errors.ts";
import { createCallRecorder, createDeadline, readBytes } from "../source/index.ts";
import type { CallRecorder, SourceFault } from "../source/index.ts";
import { openEnvelope } from "./envelope.ts";
import type { SubgraphAnswer, SubgraphTransport } from "./transport.ts";

/** What serving a subgraph needs. */
export interface ServeOptions {
  /** The subgraph, as it would run in the gateway's process. */
  readonly transport: SubgraphTransport;
  readonly key: Uint8Array;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Told of every request that was let in, for the log of this process. */
  readonly onAnswered: (outcome: ServedOutcome) => void;
}

/** What went wrong in one request. */
export interface ServedOutcome {
  /** Correlation id, the gateway's. */
  readonly pyynto: string;
  readonly faults: readonly SourceFault[];
  readonly errors: readonly GraphError[];
}

/** A subgraph server that runs. */
export interface RunningSubgraph {
  readonly port: number;
  close(): Promise<void>;
}

const maxBodyBytes = 4 * 1024 * 1024;

/**
 * Serves one subgraph at `POST /graphql` to the gateway and to nobody else: a request without an
 * envelope sealed by the shared key is refused with an empty body, whatever it asks. Also
 * `GET /health/live`. @throws Error of node:net, such as EADDRINUSE.
 */
export async function serveSubgraph(options: ServeOptions): Promise<RunningSubgraph> {
  const server = createServer((request, response) => {
    response.on("close", () => {
      // The last answers of a server that is closing: their connections would be kept alive.
      if (!server.listening) server.closeIdleConnections();
    });
    answer(request, response, options).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      await closed;
      await options.transport.close();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ServeOptions): Promise<void> {
  if (request.method === "GET" && request.url === "/health/live") {
    response.writeHead(200, { "content-type": "application/json" }).end('{"tila":"OK"}');
    return;
  }
  const isQuery = request.method === "POST" && request.url === "/graphql";
  const body = isQuery ? (await readBytes(request, maxBodyBytes))?.toString("utf8") : undefined;
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  const { key, transport } = options;
  const envelope =
    body === undefined || token === undefined
      ? undefined
      : await openEnvelope(token, { subgraph: transport.name, body, key });
  if (body === undefined || envelope === undefined) {
    response.writeHead(401).end();
    return;
  }
  const deadline = createDeadline(envelope.leftMs);
  response.on("close", () => (response.writableFinished ? deadline.done() : deadline.end()));
  const recorder = createCallRecorder(() => deadline.elapsedMs());
  const { actor, pyynto } = envelope;
  try {
    // Sealed by the gateway over this very body: of this form.
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    const result = await transport.call({ document: parse(query), variables }, { actor, pyynto, deadline, recorder });
    writeAnswer(response, result, recorder);
    options.onAnswered({ pyynto, faults: recorder.failures(), errors: result.errors });
  } catch (cause) {
    // A bug; the gateway tells its client that the source can't be reached.
    response.writeHead(500).end();
    options.onAnswered({ pyynto, faults: [], errors: [{ code: "INTERNAL_SERVER_ERROR", parameters: {}, cause }] });
  }
}

function writeAnswer(response: ServerResponse, { data, errors }: SubgraphAnswer, recorder: CallRecorder): void {
  if (response.destroyed) return;
  const told = errors.map(({ code, parameters, path }) => ({
    message: code,
    path,
    extensions: { code, lahde: parameters.lahde },
  }));
  const text = JSON.stringify({
    data,
    ...(told.length === 0 ? {} : { errors: told }),
    extensions: { lahteet: recorder.rows() },
  });
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" }).end(text);
}
