import { ResponseBody } from "./response-body.ts";

/** All chunks together, or undefined once more than `maxBytes` have come: what comes after is not read. */
export async function readBytes(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | undefined> {
  // Bounded by its source already: what is asked for without a bound is taken whole.
  if (maxBytes === Number.POSITIVE_INFINITY && chunks instanceof ResponseBody) return chunks.whole();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
