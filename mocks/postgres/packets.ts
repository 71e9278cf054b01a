import type { Socket } from "node:net";
import { parseStartup } from "./wire.ts";
import type { Message, Startup } from "./wire.ts";

/** Reads what comes over a socket, packet by packet; undefined when the other side has left. */
export interface PacketReader {
  startup(): Promise<Startup | undefined>;
  message(): Promise<Message | undefined>;
}

const maxBytes = 16 * 1024 * 1024;

/** A reader of one socket. A packet over 16 MiB counts as leaving. */
export function createPacketReader(socket: Socket): PacketReader {
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let buffered: Buffer = Buffer.alloc(0);
  const read = async (bytes: number): Promise<Buffer | undefined> => {
    if (bytes < 0 || bytes > maxBytes) return undefined;
    const parts = [buffered];
    let size = buffered.length;
    while (size < bytes) {
      const next = await nextChunk(chunks);
      if (next === undefined) return undefined;
      parts.push(next);
      size += next.length;
    }
    const all = Buffer.concat(parts);
    buffered = all.subarray(bytes);
    return all.subarray(0, bytes);
  };
  return {
    async startup() {
      const length = await read(4);
      const rest = length === undefined ? undefined : await read(length.readUInt32BE(0) - 4);
      if (length === undefined || rest === undefined || rest.length < 4) return undefined;
      return parseStartup(Buffer.concat([length, rest]));
    },
    async message() {
      const header = await read(5);
      const body = header === undefined ? undefined : await read(header.readUInt32BE(1) - 4);
      if (header === undefined || body === undefined) return undefined;
      return { type: header.toString("latin1", 0, 1), body, bytes: Buffer.concat([header, body]) };
    },
  };
}

async function nextChunk(chunks: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  try {
    const next = await chunks.next();
    return next.done === true ? undefined : next.value;
  } catch {
    // A reset is a way of leaving too.
    return undefined;
  }
}
