import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { createServer as createTcpServer } from "node:net";
import type { Socket } from "node:net";
import { onTestFinished } from "vitest";
import { createCallRecorder, createDeadline, createSource } from "../../../gateway/source/index.ts";
import type { CallScope, Deadline, Source, SourceOptions } from "../../../gateway/source/index.ts";
import { listen } from "../../../mocks/http/index.ts";

/** An HTTP server that ends with the test; gives its URL. */
export async function startPeer(listener: RequestListener): Promise<string> {
  const peer = await listen(createServer({ keepAliveTimeout: 60_000 }, listener), 0);
  onTestFinished(() => peer.close());
  return peer.url;
}

/** A TCP server that ends with the test, for what HTTP servers refuse to send; gives its URL. */
export async function startTcpPeer(onSocket: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    onSocket(socket);
  });
  const peer = await listen(server, 0);
  onTestFinished(() => peer.close());
  return peer.url;
}

/** A source that is closed when the test ends. */
export function openSource(url: string, options: Partial<SourceOptions> = {}): Source {
  const source = createSource({ lahde: "kela", url, timeoutMs: 5000, ...options });
  onTestFinished(() => source.close());
  return source;
}

/** The scope of one client request; five seconds when no deadline is given. */
export function scopeOf(deadline: Deadline = createDeadline(5000)): CallScope {
  return { deadline, recorder: createCallRecorder(() => deadline.elapsedMs()) };
}

/** A promise and the function that keeps it: a gate that the test opens. */
export function createGate<T = void>(): { readonly promise: Promise<T>; readonly open: (value: T) => void } {
  const resolvers: ((value: T) => void)[] = [];
  const promise = new Promise<T>((resolve) => resolvers.push(resolve));
  return { promise, open: (value) => resolvers.forEach((resolve) => resolve(value)) };
}
