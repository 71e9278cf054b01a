import { isUtf8 } from "node:buffer";
import { decodeUtf8 } from "./decode-utf8.ts";
import { failed, ok } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import { readBytes } from "./read-bytes.ts";
import type { SourceResponse } from "./source.ts";

/**
 * Reads the whole body as JSON in strict UTF-8. Says nothing of the status: the caller decides what
 * a status means. What is not JSON is a failure; an error of the connection passes through.
 */
export async function readJson(response: SourceResponse): Promise<SourceResult<unknown>> {
  const body = await readBytes(response.chunks, Number.POSITIVE_INFINITY);
  const value = body === undefined ? undefined : parseJson(body);
  if (value !== undefined) return ok(value);
  return failed(response.status >= 500 ? "unavailable" : "invalid", "body is not JSON");
}

/** The value of JSON in strict UTF-8, a byte order mark before it or not; undefined of anything else. */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) return undefined;
  const text = decodeUtf8(body);
  try {
    const value: unknown = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
    return value;
  } catch {
    // The parser's message quotes the body, which may hold personal data: it is dropped on purpose.
    return undefined;
  }
}
