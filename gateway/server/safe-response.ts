import { ServerResponse } from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";

/**
 * The kind of answer that always has these headers beside its own, however it is written. Given with an answer's own
 * they cost next to nothing: headers set one by one make Node check and store each of them twice.
 */
export function createSafeResponse(always: OutgoingHttpHeaders): typeof ServerResponse<IncomingMessage> {
  return class SafeResponse extends ServerResponse {
    override writeHead(status: number, ...rest: readonly unknown[]): this {
      return super.writeHead(status, { ...always, ...findHeaders(rest) });
    }
  };
}

/** Of `writeHead`'s two forms: headers, or a reason phrase and headers; no answer of ours has a phrase of its own. */
function findHeaders(rest: readonly unknown[]): OutgoingHttpHeaders {
  const headers = rest.find((each) => typeof each === "object" && each !== null);
  return { ...headers };
}
