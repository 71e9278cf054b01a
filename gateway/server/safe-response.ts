import { ServerResponse } from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";

/**
 * The kind of answer that always has these headers beside its own, however it is written. Given with an answer's own
 * they cost next to nothing: headers set one by one make Node check and store each of them twice.
 */
export function createSafeResponse(always: OutgoingHttpHeaders): typeof ServerResponse<IncomingMessage> {
  return class SafeResponse extends ServerResponse {
    override writeHead(status: number, ...[first, second]: readonly unknown[]): this {
      // Its other form has a reason phrase before the headers; no answer of ours has one of its own.
      const own = typeof first === "object" ? first : second;
      return super.writeHead(status, Object.assign({}, always, own));
    }
  };
}
