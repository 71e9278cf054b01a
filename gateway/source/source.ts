import { Pool } from "undici";
import type { buildConnector } from "undici";
import { createCallEnding } from "./call-ending.ts";
import type { CallEnding } from "./call-ending.ts";
import { startExchange } from "./exchange.ts";
import type { Exchange, OpenResponse } from "./exchange.ts";
import { failed } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import type { Deadline } from "./deadline.ts";
import type { CallScope } from "./call-scope.ts";
import { createCallGuard, processSurroundings } from "./guard-calls.ts";
import type { CallGuard, Surroundings } from "./guard-calls.ts";
import { addressOf, isReachable } from "./reach.ts";
import type { SourceHandle } from "./reach.ts";
import { TooLargeError } from "./response-body.ts";
import { readTls } from "./tls.ts";
import type { Suojaus } from "./suojaus.ts";
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
  readonly suojaus?: Suojaus;
  /**
   * When a request is sent once more, where time and budget allow: "LUKU" when no byte of an answer came, and after
   * 502, 503 and 504; "YHTEYS" only when no connection was made, for a register that logs each question.
   */
  readonly retry?: "LUKU" | "YHTEYS";
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
   * redirect. Only reads are sent: one that found nobody there may be sent once more (`retry`), never one that was
   * too slow or was answered by something that can't be used.
   */
  call<T>(request: SourceRequest, scope: CallScope, read: ResponseReader<T>): Promise<SourceResult<T>>;
}

/** Makes a source. @throws RangeError when a limit makes no sense, or a file of `tls` can't be read. */
export function createSource(options: SourceOptions, surroundings: Surroundings = processSurroundings): Source {
  const { timeoutMs = 3000, connections = 16, maxBytes = 4 * 1024 * 1024, retry = "LUKU" } = options;
  if (timeoutMs < 1) throw new RangeError(`timeoutMs must be at least 1, got ${timeoutMs}`);
  if (connections < 1) throw new RangeError(`connections must be at least 1, got ${connections}`);
  if (maxBytes < 1) throw new RangeError(`maxBytes must be at least 1, got ${maxBytes}`);
  const url = new URL(options.url);
  const prefix = url.pathname.replace(/\/$/, "");
  const pool = new Pool(url.origin, { connections, pipelining: 1, connect: toConnect(url, options.tls) });
  const { lahde, solmu = null, suojaus } = options;
  const guard = createCallGuard(
    { lahde, solmu, timeoutMs, ...(suojaus === undefined ? {} : { suojaus }) },
    surroundings,
  );
  const { startTimer, random } = surroundings;
  return {
    lahde,
    solmu,
    katkaisin: guard.katkaisin,
    isReachable: () => isReachable(addressOf(url)),
    close: () => pool.destroy(),
    call: (request, scope, read) =>
      guard.run(scope, (limitMs) =>
        send({
          pool,
          path: prefix + request.path || "/",
          request,
          scope,
          read,
          limitMs,
          maxBytes,
          again: {
            ...retryRules[retry],
            budget: guard.retryBudget,
            wait: (ending) => waitFor(random() * longestJitterMs, { startTimer, ending }),
          },
        }),
      ),
  };
}

/** A certificate is always verified, chain and name: there is no setting that would let it be. */
function toConnect(url: URL, tls: TlsSettings | undefined): buildConnector.BuildOptions {
  const timeout = 2000;
  if (tls === undefined) return { timeout };
  if (url.protocol !== "https:") throw new RangeError("tls needs a url that begins with https:");
  return { timeout, ...readTls(tls), ...(tls.nimi === undefined ? {} : { servername: tls.nimi }) };
}

interface Sending<T> {
  readonly pool: Pool;
  readonly path: string;
  readonly request: SourceRequest;
  readonly scope: CallScope;
  readonly read: ResponseReader<T>;
  readonly limitMs: number;
  readonly maxBytes: number;
  readonly again: Again;
}

/** Whether, and after what wait, a request is sent once more. */
interface Again {
  readonly isRetriedStatus: (status: number) => boolean;
  readonly retriedErrors: ReadonlySet<unknown>;
  readonly budget: CallGuard["retryBudget"];
  readonly wait: (ending: CallEnding) => Promise<void>;
}

/** So that those who failed together do not come back together. */
const longestJitterMs = 50;

async function send<T>(sending: Sending<T>): Promise<SourceResult<T>> {
  const { scope, limitMs, request } = sending;
  const ending = createCallEnding(scope.deadline, limitMs);
  let open: Open | undefined;
  try {
    open = await openResponse(sending, ending);
    const { status, headers, body } = open.response;
    if (status >= 300 && status < 400 && !isNotModified(status, request)) {
      return failed("invalid", "redirect, which is never followed");
    }
    return await sending.read({ status, headers, chunks: body });
  } catch (error) {
    return toFailure(error, ending.isOver(), scope.deadline);
  } finally {
    ending.done();
    // What is not read is not waited for: the connection is given up.
    open?.exchange.giveUp();
  }
}

/** The answer to a question whether something has changed: no redirect. */
function isNotModified(status: number, { headers }: SourceRequest): boolean {
  return status === 304 && typeof headers === "object" && headers["if-none-match"] !== undefined;
}

interface Open {
  readonly exchange: Exchange;
  readonly response: OpenResponse;
}

/** Once more where nobody answered, or a proxy before the source said so, and the budget has it. */
async function openResponse<T>(sending: Sending<T>, ending: CallEnding): Promise<Open> {
  const { isRetriedStatus, retriedErrors, budget, wait } = sending.again;
  try {
    const open = await openOnce(sending, ending);
    if (!isRetriedStatus(open.response.status) || !budget.take()) return open;
    open.exchange.giveUp();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (ending.isOver() || !retriedErrors.has(code) || !budget.take()) throw error;
  }
  await wait(ending);
  return openOnce(sending, ending);
}

async function openOnce<T>(
  { request: { method, headers, body }, pool, path, limitMs, maxBytes }: Sending<T>,
  ending: CallEnding,
): Promise<Open> {
  const exchange = startExchange(pool, {
    method,
    path,
    headers: (typeof headers === "function" ? headers() : headers) ?? null,
    body: body ?? null,
    silenceMs: limitMs,
    maxBytes,
  });
  ending.whenOver(() => exchange.giveUp());
  return { exchange, response: await exchange.response };
}

function waitFor(
  ms: number,
  { startTimer, ending }: Pick<Surroundings, "startTimer"> & { readonly ending: CallEnding },
): Promise<void> {
  return new Promise((resolve) => {
    const stopTimer = startTimer(ms, resolve);
    ending.whenOver(() => {
      stopTimer();
      resolve();
    });
  });
}

/** By error code and status; a certificate that is not right, or too long a wait, is in neither. */
const retryRules: Readonly<Record<"LUKU" | "YHTEYS", Pick<Again, "isRetriedStatus" | "retriedErrors">>> = {
  LUKU: {
    // Of a proxy or a server that is being changed: the source itself has not answered.
    isRetriedStatus: (status) => status === 502 || status === 503 || status === 504,
    retriedErrors: new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE", "ECONNREFUSED"]),
  },
  YHTEYS: { isRetriedStatus: () => false, retriedErrors: new Set(["ECONNREFUSED"]) },
};

function toFailure(error: unknown, isOver: boolean, deadline: Deadline): ReturnType<typeof failed> {
  if (error instanceof TooLargeError) return failed("invalid", "body over the limit");
  if (isOver) return failed("timeout", deadline.isOver() ? "client left or deadline passed" : "source too slow");
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT")
    return failed("timeout", "source too slow");
  if (error instanceof Error && error.name === "HTTPParserError") return failed("invalid", "not an HTTP response");
  return failed("unavailable", "connection refused, reset or cut");
}
