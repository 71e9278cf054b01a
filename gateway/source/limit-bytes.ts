/** The body passed its limit. */
export class TooLargeError extends Error {}

/** Passes chunks on until more than `maxBytes` have come. @throws TooLargeError at the chunk that passes it. */
export async function* limitBytes(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new TooLargeError("body over the limit");
    yield chunk;
  }
}

/** All chunks together, or undefined once more than `maxBytes` have come: what comes after is not read. */
export async function readBytes(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
