import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** What a fake server does with one statement: sends bytes, closes, or says nothing. */
export type Reaction = Buffer | "close" | "hang";

/** A server that lets anyone in and answers each batch as told; `at` counts batches from 0. */
export async function startFakePostgres(react: (at: number) => Reaction): Promise<{
  readonly url: string;
  connections(): number;
  close(): Promise<void>;
}> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let batches = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    connections += 1;
    let started = false;
    socket.on("data", (bytes) => {
      if (!started) {
        started = true;
        socket.write(Buffer.concat([message("R", Buffer.alloc(4)), ready]));
        return;
      }
      if (bytes.at(0) === "X".charCodeAt(0)) return;
      const reaction = react(batches);
      batches += 1;
      if (reaction === "close") socket.destroy();
      else if (reaction !== "hang") socket.write(reaction);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://rooli:salasana@127.0.0.1:${port}/kanta`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A message of the server. */
export function message(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, "latin1");
  header.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}

/** ReadyForQuery. */
export const ready: Buffer = message("Z", Buffer.from("I"));

/** The whole answer to a statement of one text column `arvo`. */
export function rows(values: readonly string[]): Buffer {
  const column = Buffer.concat([Buffer.from([0, 1]), Buffer.from("arvo\0"), Buffer.alloc(18)]);
  const data = values.map((value) => {
    const bytes = Buffer.from(value, "utf8");
    const length = Buffer.alloc(4);
    length.writeInt32BE(bytes.length);
    return message("D", Buffer.concat([Buffer.from([0, 1]), length, bytes]));
  });
  const done = message("C", Buffer.from(`SELECT ${values.length}\0`));
  const empty = Buffer.alloc(0);
  return Buffer.concat([message("1", empty), message("2", empty), message("T", column), ...data, done, ready]);
}
