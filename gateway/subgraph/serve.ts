import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Server as TlsServer } from "node:https";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { TLSSocket } from "node:tls";
import type { TlsMaterial } from "../source/index.ts";
import { createAnswerHop } from "./answer-hop.ts";
import type { HopOptions } from "./answer-hop.ts";

/** What serving a subgraph needs. */
export interface ServeOptions extends Omit<HopOptions, "now"> {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** The wall clock; the machine's when left out. */
  readonly now?: () => Date;
  /** With it, only TLS is spoken, and only to whoever has a certificate of the same authority. */
  readonly tls?: ServeTls;
}

/** The server's own certificate, and whom it lets in. */
export interface ServeTls extends TlsMaterial {
  /** Name in the gateway's certificate; another certificate of the same authority is refused with 403. */
  readonly yhdyskaytava: string;
}

/** A subgraph server that runs. */
export interface RunningSubgraph {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves one subgraph at `POST /graphql` to the gateway and to nobody else: a request that the
 * subgraph's key has not signed is refused with an empty body, whatever it asks. Also
 * `GET /health/live`. @throws Error of node:net, such as EADDRINUSE.
 */
export async function serveSubgraph(options: ServeOptions): Promise<RunningSubgraph> {
  const { tls, now = () => new Date(), ...hop } = options;
  const answerHop = createAnswerHop({ ...hop, now });
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    response.on("close", () => {
      // The last answers of a server that is closing: their connections would be kept alive.
      if (!server.listening) server.closeIdleConnections();
    });
    if (tls !== undefined && !isGateway(request, tls.yhdyskaytava)) response.writeHead(403).end();
    else if (request.method === "GET" && request.url === "/health/live") tellAlive(response);
    else answerHop(request, response).catch(() => response.destroy());
  };
  const server = createListener(listener, tls);
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

function createListener(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
  tls: ServeTls | undefined,
): Server | TlsServer {
  if (tls === undefined) return createServer(listener);
  const { ca, cert, key } = tls;
  return createTlsServer({ ca, cert, key, requestCert: true, minVersion: "TLSv1.2" }, listener);
}

/** The chain was checked when the connection was made; here the name. */
function isGateway({ socket }: IncomingMessage, name: string): boolean {
  if (!(socket instanceof TLSSocket)) return false;
  return socket.getPeerX509Certificate()?.checkHost(name, { wildcards: false }) !== undefined;
}

function tellAlive(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" }).end('{"tila":"OK"}');
}
