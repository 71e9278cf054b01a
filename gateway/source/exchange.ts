import type { Dispatcher, Pool } from "undici";
import { ResponseBody } from "./response-body.ts";

/** A request as it is sent. */
export interface SentRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: string | null;
  /** Longest silence of the other side, milliseconds. */
  readonly silenceMs: number;
  /** Largest body accepted, bytes. */
  readonly maxBytes: number;
}

/** A response whose body has not been read. */
export interface OpenResponse {
  readonly status: number;
  /** Header names in lower case; a repeated header keeps its last value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ResponseBody;
}

/** One request and its response. */
export interface Exchange {
  /** Settled once the response's head has come. Rejects when none comes. */
  readonly response: Promise<OpenResponse>;
  /** Gives up the request, or the connection that its response is coming by. Does nothing when all has come. */
  giveUp(): void;
}

/** Sends a request. Undici's own call makes a stream and a signal for each; this makes neither. */
export function startExchange(pool: Pool, { maxBytes, silenceMs, ...request }: SentRequest): Exchange {
  let controller: Dispatcher.DispatchController | undefined;
  let body: ResponseBody | undefined;
  let hasEnded = false;
  let isGivenUp = false;
  let fail: (error: Error) => void = () => undefined;
  const response = new Promise<OpenResponse>((resolve, reject) => {
    fail = reject;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (isGivenUp) started.abort(givenUp);
      },
      onResponseStart(flow, status, headers) {
        if (status < 200) return;
        body = new ResponseBody(flow, maxBytes);
        resolve({ status, headers: plainHeaders(headers), body });
      },
      onResponseData: (_, chunk) => body?.push(chunk),
      onResponseEnd() {
        hasEnded = true;
        body?.end();
      },
      onResponseError(_, error) {
        hasEnded = true;
        body?.fail(error);
        reject(error);
      },
    };
    pool.dispatch({ ...request, headersTimeout: silenceMs, bodyTimeout: silenceMs }, handler);
  });
  return {
    response,
    giveUp() {
      if (hasEnded) return;
      isGivenUp = true;
      body?.fail(givenUp);
      fail(givenUp);
      controller?.abort(givenUp);
    },
  };
}

const givenUp = new Error("given up");

function plainHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) plain[name] = last;
  }
  return plain;
}
