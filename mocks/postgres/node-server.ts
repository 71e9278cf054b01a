import { createServer } from "node:net";
import type { Server, Socket } from "node:net";
import type { Fault, FaultSwitch, RequestJournal } from "../http/index.ts";
import type { Backend, Login, Session } from "./backend.ts";
import { createPacketReader } from "./packets.ts";
import type { PacketReader } from "./packets.ts";
import type { Tunnetut } from "./seed-regions.ts";
import { toAnother } from "./toinen-henkilo.ts";
import { errorResponse, readyForQuery, rewriteBind, toStatements } from "./wire.ts";
import type { Message, Startup } from "./wire.ts";

/** What stands behind one region's port. */
export interface Node {
  /** Who may enter. */
  readonly logins: readonly Login[];
  readonly backend: Backend;
  readonly tunnetut: Tunnetut;
  /** The switches whose faults hit this node: all nodes' and its own. */
  readonly faults: readonly FaultSwitch[];
  readonly requests: RequestJournal;
}

/** A server that speaks PostgreSQL's protocol for one region; it has yet to listen. */
export function createNodeServer(node: Node): Server {
  return createServer({ noDelay: true }, (socket) => {
    // A client that resets its connection has left; the reader tells the same.
    socket.on("error", () => socket.destroy());
    // Bytes that are no messages are left as they came: a real server closes such a connection too.
    void converse(node, socket).then(
      () => socket.end(),
      () => socket.destroy(),
    );
  });
}

async function converse(node: Node, socket: Socket): Promise<void> {
  const packets = createPacketReader(socket);
  const signedIn = await signIn(node, socket, packets);
  if (signedIn === undefined) return;
  const { session } = signedIn;
  try {
    for (;;) {
      const batch = await readBatch(packets);
      if (batch === undefined || socket.destroyed) return;
      await answer({ node, socket, ...signedIn, batch });
    }
  } finally {
    session.close();
  }
}

interface SignedIn {
  readonly login: Login;
  readonly session: Session;
}

async function signIn(node: Node, socket: Socket, packets: PacketReader): Promise<SignedIn | undefined> {
  let first: Startup | undefined = await packets.startup();
  while (first?.kind === "encryption") {
    socket.write("N");
    first = await packets.startup();
  }
  if (first?.kind !== "start") return undefined;
  const { user } = first;
  const login = node.logins.find((each) => each.user === user);
  if (login === undefined) {
    socket.write(errorResponse("FATAL", "28000", `role "${user}" may not enter by this port`));
    return undefined;
  }
  if (first.database !== login.database) {
    socket.write(errorResponse("FATAL", "3D000", `database "${first.database}" does not exist`));
    return undefined;
  }
  const write = (bytes: Buffer): void => void socket.write(bytes);
  const session = await node.backend.open({ login, startup: first.bytes, packets, write });
  return session === undefined ? undefined : { login, session };
}

/** Messages up to a Sync or a simple query; undefined when the client says goodbye. */
async function readBatch(packets: PacketReader): Promise<Message[] | undefined> {
  const batch: Message[] = [];
  for (;;) {
    const one = await packets.message();
    if (one === undefined || one.type === "X") return undefined;
    batch.push(one);
    if (one.type === "S" || one.type === "Q") return batch;
  }
}

interface Exchange extends SignedIn {
  readonly node: Node;
  readonly socket: Socket;
  readonly batch: readonly Message[];
}

async function answer({ node, socket, login, session, batch }: Exchange): Promise<void> {
  const end = node.requests.add({
    aika: new Date().toISOString(),
    metodi: "SQL",
    polku: `/${login.user}`,
    otsakkeet: { user: login.user, database: login.database },
    runko: JSON.stringify({ lauseet: toStatements(batch) }),
  });
  const hit = node.faults.flatMap((faults) => faults.draw());
  const find = (laji: Fault["laji"]): Fault | undefined => hit.find((fault) => fault.laji === laji);
  const slow = find("hidas");
  if (slow !== undefined) await new Promise((resolve) => setTimeout(resolve, slow.viiveMs ?? 1000).unref());
  if (find("jumissa") !== undefined) return;
  const sqlstate = find("http500") === undefined ? find("virhekoodi")?.koodi : "53300";
  if (sqlstate !== undefined) {
    end();
    sendError(socket, sqlstate);
    return;
  }
  const wrong = find("vaaraHenkilo") !== undefined;
  const asked = wrong ? batch.map((one) => toAnotherPerson(one, node.tunnetut)) : batch;
  const bytes = await session.run(asked);
  end();
  sendBytes(socket, bytes, hit);
}

function toAnotherPerson(one: Message, tunnetut: Tunnetut): Message {
  return one.type === "B" ? rewriteBind(one, (text) => toAnother(text, tunnetut)) : one;
}

/** States of a server that turns everybody away: it says so and closes. */
const closing = /^(53|57P|08|28|58)/;

function sendError(socket: Socket, sqlstate: string): void {
  const text = texts[sqlstate] ?? "an error that the mock was told to show";
  if (closing.test(sqlstate)) socket.end(errorResponse("FATAL", sqlstate, text));
  else socket.write(Buffer.concat([errorResponse("ERROR", sqlstate, text), readyForQuery]));
}

/** The server's own words for the states that tests and README name. */
const texts: Readonly<Record<string, string>> = {
  "40001": "could not serialize access due to concurrent update",
  "42501": "permission denied for table asiakas",
  "42P01": 'relation "asiakas" does not exist',
  "53300": "sorry, too many clients already",
  "57014": "canceling statement due to statement timeout",
  "57P01": "terminating connection due to administrator command",
  "57P03": "the database system is starting up",
};

function sendBytes(socket: Socket, bytes: Buffer, hit: readonly Fault[]): void {
  const has = (laji: Fault["laji"]): boolean => hit.some((fault) => fault.laji === laji);
  const half = bytes.subarray(0, bytes.length >> 1);
  if (has("katkaisu")) socket.write(half, () => socket.resetAndDestroy());
  else if (has("roska")) socket.write(Buffer.from(bytes.map((byte, at) => byte ^ (at * 31 + 97))));
  else if (has("katkaistu")) socket.end(half);
  else socket.write(bytes);
}
