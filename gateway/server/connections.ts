import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { refuseSocket } from "./refuse-socket.ts";

/** Requests under way, by connection. */
export interface Connections {
  /** Notes a request. False when it is one too many, or one behind such: its connection is to be closed. */
  begin(request: IncomingMessage, response: ServerResponse): boolean;
  /** Answers Node's `clientError`: what came on a connection was no request, or came too slowly. */
  refuse(error: Error, socket: Duplex): void;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Bounds of one connection. */
export interface ConnectionLimits {
  /** Requests under way on one connection. */
  readonly maxPipelined: number;
  /** How long a client may take none of its answer, milliseconds. */
  readonly stalledMs: number;
}

/**
 * Follows what is under way on each connection. A client that has not taken a byte of its answer for
 * `stalledMs` is cut off: its answers would pile up.
 */
export function createConnections({ maxPipelined, stalledMs }: ConnectionLimits): Connections {
  const underWay = new WeakMap<Duplex, Set<Exchange>>();
  const closing = new WeakSet<Duplex>();
  return {
    begin(request, response) {
      const { socket } = request;
      const exchange = { request, response };
      const exchanges = underWay.get(socket) ?? new Set();
      underWay.set(socket, exchanges.add(exchange));
      response.on("close", () => exchanges.delete(exchange));
      // Runs from the answer's first byte on, and starts anew whenever some of it was taken.
      response.on("prefinish", () => {
        if (!response.writableFinished) socket.setTimeout(stalledMs);
      });
      if (exchanges.size > maxPipelined) closing.add(socket);
      return !closing.has(socket);
    },
    refuse(error, socket) {
      const [first, second] = underWay.get(socket) ?? [];
      // Behind a request that is being answered: a refusal would be read as that one's answer.
      const isAlone = second === undefined && (first === undefined || !first.request.complete);
      if (isAlone && first?.response.headersSent !== true) refuseSocket(error, socket);
      else socket.destroy();
    },
  };
}
