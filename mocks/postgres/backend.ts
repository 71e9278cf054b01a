import type { PacketReader } from "./packets.ts";
import type { Message } from "./wire.ts";

/** A role of one region's node: one that reads its schema, or one that may only run what changes it. */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly schema: string;
  readonly mayChange: boolean;
}

/** A client that has just said its name. */
export interface Arrival {
  readonly login: Login;
  /** The startup packet as it came. */
  readonly startup: Buffer;
  readonly packets: PacketReader;
  readonly write: (bytes: Buffer) => void;
}

/** One client's session in the database behind. */
export interface Session {
  /** Runs what came up to a Sync or a simple query; gives all that the server answers to it. */
  run(batch: readonly Message[]): Promise<Buffer>;
  close(): void;
}

/** The database behind all nodes: PGlite in this process, or a real server. */
export interface Backend {
  /** Runs statements as the owner of the schemas; rows of `json_to_recordset` and the like. */
  execute(sql: string, values?: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Signs a client in, telling it so; undefined when it was refused or left. */
  open(arrival: Arrival): Promise<Session | undefined>;
  /** Name of the database in the nodes' URLs. */
  readonly database: string;
  close(): Promise<void>;
}
