import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { portsFrom } from "./ports.ts";

/** Answers a register's POST: status, body, and headers beside those that every answer has. */
export type AnswerRegister = (
  body: string,
  headers: IncomingHttpHeaders,
) => { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };

/**
 * Serves registers in this process, each at a port of its own, from `firstPort` on or where it is free; tells the parent
 * the ports, and how many calls have come whenever it asks. Ends with the parent.
 */
export async function serveRegisters(
  registers: Readonly<Record<string, AnswerRegister>>,
  firstPort: number,
): Promise<void> {
  let calls = 0;
  const fixed = portsFrom(Object.keys(registers), firstPort);
  const ports: [name: string, port: number][] = [];
  for (const [name, answer] of Object.entries(registers)) {
    const server = createServer(
      toListener((body, headers) => {
        calls += 1;
        return answer(body, headers);
      }),
    );
    // Never: a gateway that waits for its turn would find its connections closed just when it asks again.
    server.keepAliveTimeout = 0;
    ports.push([name, await listen(server, firstPort === 0 ? 0 : (fixed.get(name) ?? 0))]);
  }
  process.on("message", () => process.send?.({ calls }));
  process.on("disconnect", () => process.exit(0));
  process.send?.({ ports });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function toListener(answer: AnswerRegister): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      const { status, body, headers } = orRefused(() =>
        answer(Buffer.concat(chunks).toString("utf8"), request.headers),
      );
      response.writeHead(status, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        ...headers,
      });
      response.end(body);
    });
  };
}

function orRefused(answer: () => ReturnType<AnswerRegister>): ReturnType<AnswerRegister> {
  try {
    return answer();
  } catch (error) {
    return { status: 400, body: JSON.stringify({ errors: [{ message: String(error) }] }) };
  }
}
