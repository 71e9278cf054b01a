import { createHash } from "node:crypto";

/**
 * The bytes of PostgreSQL's frontend/backend protocol 3.0, as far as this mock needs them. Source:
 * PostgreSQL documentation, chapters "Message Flow" and "Message Formats".
 */

/** A message of a client: type byte, body, and the whole as it came. */
export interface Message {
  readonly type: string;
  readonly body: Buffer;
  readonly bytes: Buffer;
}

/** What a client says first. */
export type Startup =
  | { readonly kind: "start"; readonly user: string; readonly database: string; readonly bytes: Buffer }
  | { readonly kind: "encryption" | "cancel" | "unknown" };

const protocol30 = 196_608;
const cancelRequest = 80_877_102;
const sslRequest = 80_877_103;
const gssRequest = 80_877_104;

/** Reads a startup packet, length included. */
export function parseStartup(bytes: Buffer): Startup {
  const code = bytes.readUInt32BE(4);
  if (code === sslRequest || code === gssRequest) return { kind: "encryption" };
  if (code === cancelRequest) return { kind: "cancel" };
  if (code !== protocol30) return { kind: "unknown" };
  const texts = bytes.toString("utf8", 8).split("\0");
  const valueOf = (name: string): string | undefined => {
    const at = texts.findIndex((text, index) => index % 2 === 0 && text === name);
    return at < 0 ? undefined : texts[at + 1];
  };
  const user = valueOf("user") ?? "";
  return { kind: "start", user, database: valueOf("database") ?? user, bytes };
}

/** A message from its type byte and the parts of its body. */
export function message(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(5);
  header.write(type, "latin1");
  header.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}

/** A text that ends in a zero byte. */
export function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`, "utf8");
}

/** A 32-bit number. */
export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** ErrorResponse with the fields a server of today sends. */
export function errorResponse(severity: "ERROR" | "FATAL", sqlstate: string, text: string): Buffer {
  return message(
    "E",
    field("S", severity),
    field("V", severity),
    field("C", sqlstate),
    field("M", text),
    Buffer.from([0]),
  );
}

function field(name: string, value: string): Buffer {
  return cstring(name + value);
}

/** ReadyForQuery, outside a transaction. */
export const readyForQuery: Buffer = message("Z", Buffer.from("I"));

/** What a client answers to an MD5 request: `md5` and the digest over password, role and salt. */
export function md5Answer(login: { readonly user: string; readonly password: string }, salt: Buffer): string {
  return `md5${md5(md5(login.password, login.user), salt)}`;
}

function md5(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash("md5");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** A statement as a batch brings it: its text, and the values bound to it. */
export interface Statement {
  readonly sql: string;
  readonly parametrit: readonly (string | null)[];
}

/** The statements of one batch, in order: a simple query, or Parse with the Bind that follows it. */
export function toStatements(batch: readonly Message[]): Statement[] {
  const statements: Statement[] = [];
  let sql = "";
  for (const { type, body } of batch) {
    if (type === "Q") statements.push({ sql: textAt(body, 0).text, parametrit: [] });
    if (type === "P") sql = textAt(body, textAt(body, 0).end).text;
    if (type === "B") statements.push({ sql, parametrit: parseBind(body).values.map(toText) });
    if (type === "P" && !batch.some((other) => other.type === "B")) statements.push({ sql, parametrit: [] });
  }
  return statements;
}

/** The name a message gives to, or uses of, a prepared statement; empty for the unnamed one. */
export function statementName({ type, body }: Message): string {
  if (type === "P") return textAt(body, 0).text;
  if (type === "B") return textAt(body, textAt(body, 0).end).text;
  return (type === "D" || type === "C") && body[0] === 0x53 ? textAt(body, 1).text : "";
}

/** A Bind message with each text value passed through `change`. */
export function rewriteBind(bind: Message, change: (text: string) => string): Message {
  const { head, values, tail } = parseBind(bind.body);
  const written = values.flatMap((value) => {
    if (value === null) return [int32(-1)];
    const changed = Buffer.from(change(value.toString("utf8")), "utf8");
    return [int32(changed.length), changed];
  });
  const bytes = message("B", head, ...written, tail);
  return { type: "B", body: bytes.subarray(5), bytes };
}

interface Bind {
  /** Portal, statement, formats and the number of values. */
  readonly head: Buffer;
  readonly values: readonly (Buffer | null)[];
  readonly tail: Buffer;
}

function parseBind(body: Buffer): Bind {
  let at = textAt(body, textAt(body, 0).end).end;
  at += 2 + 2 * body.readUInt16BE(at);
  const count = body.readUInt16BE(at);
  at += 2;
  const head = body.subarray(0, at);
  const values: (Buffer | null)[] = [];
  for (let left = count; left > 0; left -= 1) {
    const length = body.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : body.subarray(at, at + length));
    at += Math.max(0, length);
  }
  return { head, values, tail: body.subarray(at) };
}

function textAt(body: Buffer, from: number): { readonly text: string; readonly end: number } {
  const zero = body.indexOf(0, from);
  if (zero < 0) throw new RangeError("text without its end");
  return { text: body.toString("utf8", from, zero), end: zero + 1 };
}

function toText(value: Buffer | null): string | null {
  return value === null ? null : value.toString("utf8");
}
