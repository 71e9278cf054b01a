import type { IncomingMessage } from "node:http";

/**
 * The body of a request, or undefined once more than `maxBytes` have come: what comes after is not read, and the
 * connection is the caller's to close. Rejects when the client leaves in the middle of it.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer): void => {
      bytes += chunk.byteLength;
      if (bytes <= maxBytes) {
        parts.push(chunk);
        return;
      }
      request.off("data", take).pause();
      resolve(undefined);
    };
    const end = (): void => {
      const [first] = parts;
      resolve(parts.length === 1 ? first : Buffer.concat(parts));
    };
    request.on("data", take);
    request.once("end", end);
    request.once("error", reject);
  });
}
