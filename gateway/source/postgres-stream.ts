import { connect as connectTcp, isIP } from "node:net";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { createFrameReader } from "./postgres-frames.ts";

/** The server sent what no PostgreSQL server sends, or too much of it. Message is a constant. */
export class PostgresFrameError extends Error {}

/** How a connection is opened and how much it may bring. */
export interface PostgresStreamOptions {
  /** TLS with the server's certificate and name verified, by the trust that Node is given. */
  readonly tls: boolean;
  /** Largest answer to one statement, bytes. */
  readonly maxBytes: number;
}

/** SSLRequest: length 8 and the code 1234,5679. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * The stream a `pg` client reads from: a socket whose bytes have passed `createFrameReader`. What it
 * refuses destroys the stream with a `PostgresFrameError`, which the driver tells as an error of the
 * connection. Opened by the driver, which calls `connect(port, host)` and waits for "connect".
 */
export function createPostgresStream({ tls, maxBytes }: PostgresStreamOptions): Duplex {
  const frames = createFrameReader(maxBytes);
  let socket: Socket | undefined;
  const stream = new Duplex({
    allowHalfOpen: false,
    read: () => socket?.resume(),
    write(chunk: Buffer, _, done) {
      if (socket === undefined) done(new Error("not connected"));
      else socket.write(chunk, done);
    },
    final(done) {
      socket?.end();
      done();
    },
    destroy(error, done) {
      socket?.destroy();
      done(error);
    },
  });
  const take = (chunk: Buffer): void => {
    const checked = frames.push(chunk);
    if (!checked.ok) stream.destroy(new PostgresFrameError(checked.failure.reason));
    else if (checked.value.length > 0 && !stream.push(checked.value)) socket?.pause();
  };
  const attach = (opened: Socket): void => {
    socket = opened;
    opened.on("data", take);
    opened.on("end", () => stream.push(null));
    stream.emit("connect");
  };
  const open = (port: number, host: string): void => {
    const tcp = connectTcp({ port, host, noDelay: true });
    socket = tcp;
    follow(tcp, stream);
    tcp.once("connect", () => {
      if (tls) secure({ tcp, host, stream, attach });
      else attach(tcp);
    });
  };
  // What the driver asks of a socket besides reading and writing.
  return Object.assign(stream, {
    connect: open,
    setNoDelay: () => stream,
    setKeepAlive: () => stream,
    ref: () => socket?.ref(),
    unref: () => socket?.unref(),
  });
}

function follow(socket: Socket, stream: Duplex): void {
  socket.on("error", (error) => stream.destroy(error));
  socket.on("close", () => stream.destroy());
}

interface Securing {
  readonly tcp: Socket;
  readonly host: string;
  readonly stream: Duplex;
  readonly attach: (secured: Socket) => void;
}

/** Asks for TLS; a server that says no is left. Never goes on in the clear. */
function secure({ tcp, host, stream, attach }: Securing): void {
  tcp.write(sslRequest);
  tcp.once("data", (answer: Buffer) => {
    // One byte and no more: bytes sent before the handshake would be taken as if they came through it.
    if (answer.length !== 1 || answer[0] !== 0x53) {
      stream.destroy(new PostgresFrameError("server offers no TLS"));
      return;
    }
    const secured = connectTls({ socket: tcp, host, ...(isIP(host) === 0 ? { servername: host } : {}) });
    follow(secured, stream);
    secured.once("secureConnect", () => attach(secured));
  });
}
