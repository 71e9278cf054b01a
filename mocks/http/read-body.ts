import type { IncomingMessage } from "node:http";

/** The whole body as UTF-8 text. @throws RangeError over 16 MiB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > 16 * 1024 * 1024) throw new RangeError("body over 16 MiB");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
