import type { Duplex } from "node:stream";
import type { GraphError } from "../errors.ts";
import { toHttpError } from "./write.ts";

/**
 * Answers a connection whose request never became one, as Node's `clientError` tells it, and closes
 * it: what came too slowly with 408, headers over the limit with 431, anything else with 400. Nothing
 * of what came is quoted. Finnish, since no header that chooses a language was read.
 */
export function refuseSocket(error: Error, socket: Duplex): void {
  const code = "code" in error ? error.code : undefined;
  if (!socket.writable || code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const [line, refusal] = refusals.get(code) ?? (["400 Bad Request", notHttp] as const);
  const body = toHttpError(refusal, "fi").body;
  socket.end(
    [
      `HTTP/1.1 ${line}`,
      "connection: close",
      "content-type: application/json; charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      "cache-control: no-store",
      "x-content-type-options: nosniff",
      "",
      body,
    ].join("\r\n"),
    () => socket.destroy(),
  );
}

const notHttp: GraphError = { code: "BAD_REQUEST", parameters: { syy: "se ei ole kelvollista HTTP:tä" } };
const maxHeaderBytes = 16 * 1024;

/** Beside the codes of Node's `clientError`, `CONNECT` for a tunnel that was asked for. */
const refusals: ReadonlyMap<unknown, readonly [line: string, error: GraphError]> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", ["408 Request Timeout", { code: "REQUEST_TIMEOUT", parameters: {} }]],
  [
    "HPE_HEADER_OVERFLOW",
    ["431 Request Header Fields Too Large", { code: "PAYLOAD_TOO_LARGE", parameters: { raja: maxHeaderBytes } }],
  ],
  ["CONNECT", ["405 Method Not Allowed", { code: "METHOD_NOT_ALLOWED", parameters: { syy: "POST" } }]],
]);
