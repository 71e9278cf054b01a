import { failed, ok } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import type { SourceResponse } from "./source.ts";

/**
 * Reads the whole body as JSON in strict UTF-8. Says nothing of the status: the caller decides what
 * a status means. What is not JSON is a failure; an error of the connection passes through.
 */
export async function readJson(response: SourceResponse): Promise<SourceResult<unknown>> {
  const parts: Uint8Array[] = [];
  for await (const chunk of response.chunks) parts.push(chunk);
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)));
    return ok(value);
  } catch {
    // The parser's message quotes the body, which may hold personal data: it is dropped on purpose.
    return failed(response.status >= 500 ? "unavailable" : "invalid", "body is not JSON");
  }
}
