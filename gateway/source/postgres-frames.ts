import { isUtf8 } from "node:buffer";
import { failed, ok } from "./failure.ts";
import type { SourceResult } from "./failure.ts";

/** Takes bytes as they come and gives back whole messages that a driver may read. */
export interface FrameReader {
  /** The checked messages that are complete now, joined; empty while one is still under way. */
  push(chunk: Buffer): SourceResult<Buffer>;
}

type Check = (body: Buffer) => boolean;

/**
 * Every message a read-only client meets, by type byte, and whether its body is well formed. Formats:
 * PostgreSQL documentation, "Message Formats", protocol 3.0. Copy, replication, notifications and a
 * suspended portal are never asked for, so they are refused; so is a password sent as it is.
 */
const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["1", isEmpty],
  ["2", isEmpty],
  ["3", isEmpty],
  ["n", isEmpty],
  ["I", isEmpty],
  ["R", isAuthentication],
  ["S", (body) => endOfTexts(body, 2) === body.length],
  ["K", (body) => body.length >= 8],
  ["Z", (body) => body.length === 1 && "ITE".includes(body.toString("latin1"))],
  ["C", (body) => endOfTexts(body, 1) === body.length],
  ["T", isRowDescription],
  ["t", (body) => body.length >= 2 && body.length === 2 + body.readUInt16BE(0) * 4],
  ["D", isDataRow],
  ["E", isFields],
  ["N", isFields],
]);

const headerBytes = 5;

/**
 * Reads the messages of a PostgreSQL server and lets only well-formed ones through. The driver trusts
 * its server: it throws inside a socket's event, or never ends a loop, on a message whose inner
 * lengths lie. Here such bytes are a value, `invalid`. Counts the bytes of one answer, which ends with
 * ReadyForQuery: over `maxBytes` is `invalid` too. Does not check that messages come in their order.
 */
export function createFrameReader(maxBytes: number): FrameReader {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let answerBytes = 0;
  /** Bytes the message under way needs before another look is worth the joining. */
  let neededBytes = headerBytes;
  return {
    push(chunk) {
      rest.push(chunk);
      restBytes += chunk.length;
      if (answerBytes + restBytes > maxBytes) return failed("invalid", "answer over the limit");
      if (restBytes < neededBytes) return ok(Buffer.alloc(0));
      const bytes = Buffer.concat(rest);
      const taken = takeFrames(bytes);
      if (!taken.ok) return taken;
      const { end, readyAt, needed } = taken.value;
      answerBytes = readyAt === undefined ? answerBytes + end : end - readyAt;
      rest = [bytes.subarray(end)];
      restBytes = bytes.length - end;
      neededBytes = needed;
      return ok(bytes.subarray(0, end));
    },
  };
}

interface Taken {
  /** Where the last whole message ends. */
  readonly end: number;
  /** Where the last ReadyForQuery ends, if there is one. */
  readonly readyAt: number | undefined;
  readonly needed: number;
}

function takeFrames(bytes: Buffer): SourceResult<Taken> {
  let end = 0;
  let readyAt: number | undefined;
  while (bytes.length - end >= headerBytes) {
    const type = bytes.toString("latin1", end, end + 1);
    const check = checks.get(type);
    const length = bytes.readUInt32BE(end + 1);
    if (check === undefined || length < 4) return failed("invalid", "not a PostgreSQL message");
    if (bytes.length - end < length + 1) return ok({ end, readyAt, needed: length + 1 });
    if (!check(bytes.subarray(end + headerBytes, end + 1 + length))) {
      return failed("invalid", "malformed PostgreSQL message");
    }
    end += length + 1;
    if (type === "Z") readyAt = end;
  }
  return ok({ end, readyAt, needed: headerBytes });
}

function isEmpty(body: Buffer): boolean {
  return body.length === 0;
}

/** Ok (0), MD5 (5), and the three steps of SCRAM (10-12). */
function isAuthentication(body: Buffer): boolean {
  if (body.length < 4) return false;
  switch (body.readUInt32BE(0)) {
    case 0:
      return body.length === 4;
    case 5:
      return body.length === 8;
    case 10:
      return body.length >= 6 && body.at(-1) === 0 && body.at(-2) === 0;
    case 11:
    case 12:
      return true;
    default:
      return false;
  }
}

/** End of `count` texts that each end in a zero byte; -1 when one does not. */
function endOfTexts(body: Buffer, count: number, from = 0): number {
  let at = from;
  for (let left = count; left > 0; left -= 1) {
    const zero = body.indexOf(0, at);
    if (zero < 0) return -1;
    at = zero + 1;
  }
  return at;
}

function isFields(body: Buffer): boolean {
  let at = 0;
  while (at < body.length && body[at] !== 0) {
    at = endOfTexts(body, 1, at + 1);
    if (at < 0) return false;
  }
  return at === body.length - 1;
}

const columnBytes = 18;

function isRowDescription(body: Buffer): boolean {
  if (body.length < 2) return false;
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left -= 1) {
    at = endOfTexts(body, 1, at);
    if (at < 0) return false;
    at += columnBytes;
    if (at > body.length) return false;
  }
  return at === body.length && body.readInt16BE(0) >= 0;
}

/** Values are strict UTF-8: a replacement character must never slip into a name or an identity code. */
function isDataRow(body: Buffer): boolean {
  if (body.length < 2 || body.readInt16BE(0) < 0) return false;
  let at = 2;
  for (let left = body.readInt16BE(0); left > 0; left -= 1) {
    if (at + 4 > body.length) return false;
    const length = body.readInt32BE(at);
    at += 4;
    if (length === -1) continue;
    if (length < 0 || at + length > body.length || !isUtf8(body.subarray(at, at + length))) return false;
    at += length;
  }
  return at === body.length;
}
