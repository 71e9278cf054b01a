import type { Dispatcher } from "undici";
import { decodeUtf8 } from "./decode-utf8.ts";
import { failed, ok } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import type { Deadline } from "./deadline.ts";
import { openPool } from "./open-pool.ts";

/** Where JSON is posted to, and within which bounds. */
export interface JsonPostOptions {
  readonly url: string;
  /** Longest time one call may take, body included. Milliseconds. */
  readonly timeoutMs: number;
  /** Keep-alive connections, which is also how many calls are on the way at once. */
  readonly connections: number;
  /** Largest answer accepted, bytes. */
  readonly maxBytes: number;
}

/** One address that takes JSON by POST and answers JSON. */
export interface JsonPost {
  /** Posts a text and gives the parsed answer, whatever its status; ends when the client has left. Never rejects. */
  post(body: string, deadline: Deadline): Promise<SourceResult<unknown>>;
  close(): Promise<void>;
}

/**
 * The shortest way to another server: for peers that speak GraphQL over HTTP and nothing else. No redirect is
 * followed, nothing is sent twice. @throws TypeError when the URL is none.
 */
export function createJsonPost({ url, timeoutMs, connections, maxBytes }: JsonPostOptions): JsonPost {
  const { pool, path } = openPool({ url, timeoutMs, bodyTimeoutMs: timeoutMs, connections });
  const headers = ["content-type", "application/json", "accept", "application/json"];
  return {
    close: () => pool.destroy(),
    post: (body, deadline) =>
      new Promise((resolve) => {
        pool.dispatch({ method: "POST", path, headers, body }, createReader({ maxBytes, deadline, resolve }));
      }),
  };
}

interface Reading {
  readonly maxBytes: number;
  readonly deadline: Deadline;
  readonly resolve: (result: SourceResult<unknown>) => void;
}

function createReader({ maxBytes, deadline, resolve }: Reading): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let size = 0;
  let isLate = false;
  let leave: (() => void) | undefined;
  const settle = (result: SourceResult<unknown>): void => {
    leave?.();
    resolve(result);
  };
  return {
    onRequestStart(controller) {
      leave = deadline.whenOver(() => {
        isLate = true;
        controller.abort(new Error("the client left or the deadline passed"));
      });
    },
    onResponseData(controller, chunk) {
      size += chunk.length;
      if (size > maxBytes) controller.abort(new Error("body over the limit"));
      else chunks.push(chunk);
    },
    onResponseEnd() {
      settle(parse(chunks));
    },
    onResponseError(_, error) {
      settle(toFailure(error, { isLate, isTooLarge: size > maxBytes }));
    },
  };
}

function parse(chunks: readonly Buffer[]): SourceResult<unknown> {
  try {
    const [first] = chunks;
    const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
    return ok(JSON.parse(decodeUtf8(body)));
  } catch {
    // The parser quotes the body.
    return failed("invalid", "not JSON");
  }
}

function toFailure(
  error: Error,
  { isLate, isTooLarge }: { readonly isLate: boolean; readonly isTooLarge: boolean },
): ReturnType<typeof failed> {
  if (isTooLarge) return failed("invalid", "body over the limit");
  const isSlow = "code" in error && /TIMEOUT/.test(String(error.code));
  return isLate || isSlow
    ? failed("timeout", "source too slow")
    : failed("unavailable", "connection refused, reset or cut");
}
