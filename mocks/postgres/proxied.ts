import { connect } from "node:net";
import type { Socket } from "node:net";
import { Pool } from "pg";
import type { Arrival, Backend, Session } from "./backend.ts";
import { createPacketReader } from "./packets.ts";
import type { PacketReader } from "./packets.ts";

/**
 * A real PostgreSQL server behind the ports of all regions: each client's connection is passed on to
 * it, sign-in included, one batch at a time. `url` names a role that may create roles and schemas.
 * Without TLS: meant for a server on the same machine.
 */
export async function startProxied(url: string): Promise<Backend> {
  const owner = new Pool({ connectionString: url, max: 1 });
  const { rows } = await owner.query<{ name: string }>("select current_database() as name");
  const { hostname, port } = new URL(url);
  return {
    database: rows[0]?.name ?? "",
    async execute(sql, values) {
      const result = await owner.query<Record<string, unknown>>(sql, values === undefined ? undefined : [...values]);
      return result.rows ?? [];
    },
    open: (arrival) => passOn(arrival, connect({ host: hostname, port: Number(port || "5432"), noDelay: true })),
    close: () => owner.end(),
  };
}

async function passOn({ startup, packets, write }: Arrival, upstream: Socket): Promise<Session | undefined> {
  upstream.on("error", () => upstream.destroy());
  const answers = createPacketReader(upstream);
  upstream.write(startup);
  for (;;) {
    const answer = await answers.message();
    if (answer === undefined) return undefined;
    write(answer.bytes);
    if (answer.type === "Z") return createSession(upstream, answers);
    if (answer.type === "E") {
      upstream.destroy();
      return undefined;
    }
    if (answer.type !== "R" || !isQuestion(answer.body.readUInt32BE(0))) continue;
    const reply = await packets.message();
    if (reply === undefined) {
      upstream.destroy();
      return undefined;
    }
    upstream.write(reply.bytes);
  }
}

/** Cleartext (3), MD5 (5) and the first two steps of SCRAM (10, 11) wait for an answer. */
function isQuestion(code: number): boolean {
  return code === 3 || code === 5 || code === 10 || code === 11;
}

function createSession(upstream: Socket, answers: PacketReader): Session {
  return {
    async run(batch) {
      upstream.write(Buffer.concat(batch.map(({ bytes }) => bytes)));
      const parts: Buffer[] = [];
      for (;;) {
        const answer = await answers.message();
        if (answer !== undefined) parts.push(answer.bytes);
        if (answer === undefined || answer.type === "Z") return Buffer.concat(parts);
      }
    },
    close: () => upstream.destroy(),
  };
}
