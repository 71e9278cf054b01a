import { createHash, createHmac, hash as hashOnce, timingSafeEqual } from "node:crypto";

/**
 * Lines of a segment. A row is `R hash json`, a seal `S nro hash mac`; each ends in a line feed. The
 * JSON of a row begins with its number in the segment and the hash of the row before it, so that the
 * hash of one row covers all before it. A seal says that the rows up to its number were written by one
 * who has the seal's key.
 */

/** Hash of nothing: what the first row of a segment goes on from. */
export const noHash = "0".repeat(43);

/** A row as it is to be written. */
export interface WrittenRow {
  readonly json: string;
  /** The same as UTF-8: what is hashed, and stands in the line. */
  readonly bytes: Buffer;
  readonly hash: string;
}

/** One line read back. */
export type Line =
  | {
      readonly kind: "row";
      readonly nro: number;
      readonly hash: string;
      readonly before: string;
      readonly json: Buffer;
    }
  | { readonly kind: "seal"; readonly nro: number; readonly hash: string; readonly mac: string };

/** A head of a chain: which segment, how far, and the hash there. */
export interface Head {
  readonly ketju: string;
  readonly nro: number;
  readonly tiiviste: string;
}

/** Writes a row: its number, the hash of the one before, and its members. */
export type WriteRow = (
  before: Pick<Head, "nro" | "tiiviste">,
  members: Readonly<Record<string, unknown>>,
) => WrittenRow;

/**
 * Writes the rows of one group. Rows of one answer have the same asker and sources, the same objects: the members that a
 * row begins with as the row before it did are written once.
 */
export function createRowWriter(): WriteRow {
  let last: Readonly<Record<string, unknown>> = {};
  let names: readonly string[] = [];
  let texts: readonly string[] = [];
  let start = { length: 0, text: "" };
  return ({ nro, tiiviste }, members) => {
    const own = Object.keys(members);
    let same = 0;
    while (same < names.length && own[same] === names[same] && isSame(members, last, own[same])) same += 1;
    if (same !== start.length) start = { length: same, text: texts.slice(0, same).join("") };
    const more = own.slice(same).map((name) => toMember(name, members[name]));
    texts = [...texts.slice(0, same), ...more];
    names = own;
    last = members;
    const json = `{"nro":${nro},"edellinen":"${tiiviste}"${start.text}${more.join("")}}`;
    const bytes = Buffer.from(json);
    return { json, bytes, hash: hashOnce("sha256", bytes, "base64url") };
  };
}

function isSame(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
  name: string | undefined,
): boolean {
  return name !== undefined && one[name] === other[name];
}

/** With the comma before it; nothing of what JSON leaves out. */
function toMember(name: string, value: unknown): string {
  const text = JSON.stringify(value);
  return text === undefined ? "" : `,${JSON.stringify(name)}:${text}`;
}

/** Bytes of a row as a line. */
export function lineLengthOf({ bytes }: WrittenRow): number {
  return rowStart + bytes.length + 1;
}

/** Writes a row as a line, from `offset` on: room for it has to be there. */
export function writeLine({ bytes, hash }: WrittenRow, into: Buffer, offset: number): void {
  const start = offset + into.write(`R ${hash} `, offset, "latin1");
  const end = start + bytes.copy(into, start);
  into[end] = lineFeed;
}

/** Seals a head. */
export function toSeal({ ketju, nro, tiiviste }: Head, key: Uint8Array): string {
  return `S ${nro} ${tiiviste} ${macOf({ ketju, nro, tiiviste }, key)}\n`;
}

/** Mac of a head, base64url. */
export function macOf({ ketju, nro, tiiviste }: Head, key: Uint8Array): string {
  return createHmac("sha256", key).update(`${ketju} ${nro} ${tiiviste}`).digest("base64url");
}

/** True when a mac is that of the head. */
export function isMacOf(mac: string, head: Head, key: Uint8Array): boolean {
  const [given, right] = [Buffer.from(mac), Buffer.from(macOf(head, key))];
  return given.length === right.length && timingSafeEqual(given, right);
}

const rowStart = 46;
const lineFeed = 0x0a;

/** Reads a line without its end; undefined when it is none, or its hash is not that of its content. */
export function parseLine(bytes: Buffer): Line | undefined {
  if (bytes[0] === 0x53) {
    const found = /^S (\d{1,15}) ([\w-]{43}) ([\w-]{43})$/.exec(bytes.toString("latin1"));
    const [, nro = "", hash = "", mac = ""] = found ?? [];
    return found === null ? undefined : { kind: "seal", nro: Number(nro), hash, mac };
  }
  const head = /^R ([\w-]{43}) \{"nro":(\d{1,15}),"edellinen":"([\w-]{43})"/.exec(
    bytes.toString("latin1", 0, Math.min(bytes.length, 140)),
  );
  if (head === null) return undefined;
  const [, hash = "", nro = "", before = ""] = head;
  const json = bytes.subarray(rowStart);
  return hashOf(json) === hash ? { kind: "row", nro: Number(nro), hash, before, json } : undefined;
}

function hashOf(json: Buffer): string {
  return createHash("sha256").update(json).digest("base64url");
}

/** A line with where it begins. */
export interface PlacedLine {
  readonly offset: number;
  readonly bytes: Buffer;
  /** False for bytes after the last line feed: a line that was cut. */
  readonly isWhole: boolean;
}

/** Splits chunks into lines; the last may be cut. */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncIterable<PlacedLine> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
      yield { offset: offset + start, bytes: bytes.subarray(start, end), isWhole: true };
      start = end + 1;
    }
    offset += start;
    rest = Buffer.from(bytes.subarray(start));
  }
  if (rest.length > 0) yield { offset, bytes: rest, isWhole: false };
}
