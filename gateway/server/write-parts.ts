import type { ServerResponse } from "node:http";
import { once } from "node:events";

/** Writes an answer that comes in parts. */
export interface PartWriter {
  /** Has any part been sent: then the answer can be no other. */
  readonly hasBegun: boolean;
  /** Sends one more, JSON, and waits until the client has taken enough. False when the client has left. */
  send(payload: string): Promise<boolean>;
  /** Ends the answer after its last part. */
  end(): void;
}

/**
 * Parts of incremental delivery over HTTP, as the specification's proposal of 2022 has them and Apollo's clients name
 * `deferSpec=20220824`. The line that ends a part goes with it: a client reads a part when it sees its end.
 */
export function createPartWriter(response: ServerResponse): PartWriter {
  let hasBegun = false;
  return {
    get hasBegun() {
      return hasBegun;
    },
    async send(payload) {
      if (response.destroyed) return false;
      if (!hasBegun) response.writeHead(200, { "content-type": mixed, "cache-control": "no-store" }).write("\r\n---");
      hasBegun = true;
      const part = `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${payload}\r\n---`;
      if (!response.write(part)) await Promise.race([once(response, "drain"), once(response, "close")]);
      return !response.destroyed;
    },
    end: () => void response.end("--\r\n"),
  };
}

const mixed = 'multipart/mixed; boundary="-"; deferSpec=20220824';
