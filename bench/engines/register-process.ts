/** The registers in a process of their own, each at a port of its own; tells its parent the ports. */
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createAnsweringMachine } from "./answering-machine.ts";
import type { AnsweringMachine } from "./answering-machine.ts";
import { registerSchemas } from "./registers.ts";
import type { Given } from "./registers.ts";
import { portsFrom } from "./supergraph.ts";

let calls = 0;
const firstPort = Number(process.argv[2] ?? 0);
const fixed = portsFrom(firstPort);
const servers = Object.entries(registerSchemas).map(([name, sdl]) => {
  const server = createServer(toListener(createAnsweringMachine(sdl)));
  // Never: a gateway that waits for its turn would find its connections closed just when it asks again.
  server.keepAliveTimeout = 0;
  return [name, server, firstPort === 0 ? 0 : (fixed.get(name) ?? 0)] as const;
});
const ports: [name: string, port: number][] = [];
for (const [name, server, port] of servers) ports.push([name, await listen(server, port)]);
process.on("message", () => process.send?.({ calls }));
process.on("disconnect", () => process.exit(0));
process.send?.({ ports });

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function toListener(machine: AnsweringMachine): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      calls += 1;
      const [status, body] = answer(machine, chunks);
      response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
      response.end(body);
    });
  };
}

function answer(machine: AnsweringMachine, chunks: readonly Buffer[]): readonly [status: number, body: string] {
  try {
    const text = Buffer.concat(chunks).toString("utf8");
    const { query, variables } = JSON.parse(text) as { readonly query: string; readonly variables?: Given | null };
    return [200, machine.answer(query, variables ?? {})];
  } catch (error) {
    return [400, JSON.stringify({ errors: [{ message: String(error) }] })];
  }
}
