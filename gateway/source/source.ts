import { setMaxListeners } from "node:events";
import { Pool } from "undici";
import type { buildConnector, Dispatcher } from "undici";
import { codeOf, failed } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import type { Deadline } from "./deadline.ts";
import type { CallRecorder } from "./call-record.ts";
import { addressOf, isReachable } from "./reach.ts";
import type { SourceHandle } from "./reach.ts";
import { limitBytes, TooLargeError } from "./limit-bytes.ts";
import { readTls } from "./tls.ts";
import type { TlsSettings } from "./tls.ts";

/** How to reach one source, or one node of it. */
export interface SourceOptions {
  /** Name in `extensions.lahteet`. */
  readonly lahde: string;
  /** Region of the node, where there is one per region. */
  readonly solmu?: string;
  /** Scheme, host and port; and a path prefix, if any. */
  readonly url: string;
  /** Longest time one call may take, body included. Milliseconds. */
  readonly timeoutMs?: number;
  /** Keep-alive connections, which is also how many calls are on the way at once. */
  readonly connections?: number;
  /** Largest body accepted, after decoding. Bytes. */
  readonly maxBytes?: number;
  /** Mutual TLS; without it an https URL is checked by the certificates that Node trusts. */
  readonly tls?: TlsSettings;
}

/** One call out. The path never carries personal data. */
export interface SourceRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** Appended to the source's URL; begins with `/`, or is empty for the URL itself. */
  readonly path: string;
  /** A function makes them anew for each time the request is sent. */
  readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
  readonly body?: string;
}

/** What the caller of a source brings from the client's request. */
export interface CallScope {
  readonly deadline: Deadline;
  readonly recorder: CallRecorder;
}

/** A response whose body has not been read. `chunks` throws when the body passes the limit. */
export interface SourceResponse {
  readonly status: number;
  /** Header names in lower case; a repeated header keeps its last value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Reads a response; what it cannot accept is a failure, never a throw. */
export type ResponseReader<T> = (response: SourceResponse) => Promise<SourceResult<T>>;

/** The one way out to a source over HTTP. */
export interface Source extends SourceHandle {
  /**
   * Sends one request and reads its answer with `read`, within the shorter of the source's own limit
   * and what is left of the client's deadline. Aborts upstream when the client leaves. Follows no
   * redirect. Sends once more, on a fresh connection, when the peer closed before its first byte.
   */
  call<T>(request: SourceRequest, scope: CallScope, read: ResponseReader<T>): Promise<SourceResult<T>>;
}

/** What is kept back of the client's deadline to write the answer. Milliseconds. */
export const reserveMs = 100;

/** Makes a source. @throws RangeError when a limit makes no sense, or a file of `tls` can't be read. */
export function createSource(options: SourceOptions): Source {
  const { timeoutMs = 3000, connections = 16, maxBytes = 4 * 1024 * 1024 } = options;
  if (timeoutMs < 1) throw new RangeError(`timeoutMs must be at least 1, got ${timeoutMs}`);
  if (connections < 1) throw new RangeError(`connections must be at least 1, got ${connections}`);
  if (maxBytes < 1) throw new RangeError(`maxBytes must be at least 1, got ${maxBytes}`);
  const url = new URL(options.url);
  const prefix = url.pathname.replace(/\/$/, "");
  const pool = new Pool(url.origin, { connections, pipelining: 1, connect: toConnect(url, options.tls) });
  const solmu = options.solmu ?? null;
  return {
    lahde: options.lahde,
    solmu,
    isReachable: () => isReachable(addressOf(url)),
    close: () => pool.destroy(),
    async call(request, scope, read) {
      const end = scope.recorder.begin(options.lahde, solmu);
      const limitMs = Math.min(timeoutMs, scope.deadline.leftMs() - reserveMs);
      const result =
        limitMs <= 0 || scope.deadline.signal.aborted
          ? failed("timeout", "no time left for the call")
          : await send({ pool, path: prefix + request.path || "/", request, scope, read, limitMs, maxBytes });
      endCall(end, result);
      return result;
    },
  };
}

/** A certificate is always verified, chain and name: there is no setting that would let it be. */
function toConnect(url: URL, tls: TlsSettings | undefined): buildConnector.BuildOptions {
  const timeout = 2000;
  if (tls === undefined) return { timeout };
  if (url.protocol !== "https:") throw new RangeError("tls needs a url that begins with https:");
  return { timeout, ...readTls(tls), ...(tls.nimi === undefined ? {} : { servername: tls.nimi }) };
}

/** Tells the recorder how a call ended. A person the source does not know is an answer, not a failure. */
export function endCall(end: ReturnType<CallRecorder["begin"]>, result: SourceResult<unknown>): void {
  if (result.ok || result.failure.kind === "not-found") end("OK");
  else end(codeOf(result.failure), result.failure.reason);
}

interface Sending<T> {
  readonly pool: Pool;
  readonly path: string;
  readonly request: SourceRequest;
  readonly scope: CallScope;
  readonly read: ResponseReader<T>;
  readonly limitMs: number;
  readonly maxBytes: number;
}

async function send<T>(sending: Sending<T>): Promise<SourceResult<T>> {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, sending.limitMs);
  const clientSignal = sending.scope.deadline.signal;
  clientSignal.addEventListener("abort", abort);
  let body: Dispatcher.ResponseData["body"] | undefined;
  try {
    const response = await open(sending, controller.signal);
    body = response.body;
    if (response.statusCode >= 300 && response.statusCode < 400) {
      return failed("invalid", "redirect, which is never followed");
    }
    return await sending.read({
      status: response.statusCode,
      headers: plainHeaders(response.headers),
      chunks: limitBytes(body, sending.maxBytes),
    });
  } catch (error) {
    return toFailure(error, controller.signal.aborted, sending.scope.deadline);
  } finally {
    clearTimeout(timer);
    clientSignal.removeEventListener("abort", abort);
    // What was not read is not waited for: the connection is given up.
    if (body?.readableEnded === false) body.on("error", () => undefined).destroy();
  }
}

/** A keep-alive connection that the peer closed just as we wrote is no fault of the source: once more. */
async function open<T>(sending: Sending<T>, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const { method, headers, body } = sending.request;
  const once = (): Promise<Dispatcher.ResponseData> =>
    sending.pool.request({
      method,
      path: sending.path,
      headers: (typeof headers === "function" ? headers() : headers) ?? null,
      body: body ?? null,
      signal,
      headersTimeout: sending.limitMs,
      bodyTimeout: sending.limitMs,
    });
  try {
    return await once();
  } catch (error) {
    if (signal.aborted || !isClosedByPeer(error)) throw error;
    return once();
  }
}

function isClosedByPeer(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "UND_ERR_SOCKET" || error.code === "ECONNRESET");
}

function toFailure(error: unknown, aborted: boolean, deadline: Deadline): ReturnType<typeof failed> {
  if (error instanceof TooLargeError) return failed("invalid", "body over the limit");
  if (aborted) return failed("timeout", deadline.signal.aborted ? "client left or deadline passed" : "source too slow");
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT")
    return failed("timeout", "source too slow");
  if (error instanceof Error && error.name === "HTTPParserError") return failed("invalid", "not an HTTP response");
  return failed("unavailable", "connection refused, reset or cut");
}

function plainHeaders(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) plain[name] = last;
  }
  return plain;
}
