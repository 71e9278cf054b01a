import { createHash } from "node:crypto";
import { splitLines, parseLine } from "./line.ts";
import type { LogFolder } from "./log-folder.ts";
import { toKeys } from "./loki-rivi.ts";

/** Offsets of the rows of a key in one segment, rising. */
export interface SegmentIndex {
  find(key: string): Promise<readonly number[]>;
}

/** An index that grows with the segment being written. */
export interface LiveIndex extends SegmentIndex {
  add(keys: readonly string[], offset: number): void;
  /** The index as a file's bytes, for a segment of `size` bytes that is written no more. */
  toBytes(size: number): Buffer;
}

const entryBytes = 16;
/** First bytes of a key's hash that the header tells the place of. */
const buckets = 256;
const headerBytes = 16 + (buckets + 1) * 4;
const magic = 0x4c_4f_4b_49_32; // "LOKI2"

/** An empty index. */
export function createLiveIndex(): LiveIndex {
  const byKey = new Map<string, number[]>();
  return {
    find: (key) => Promise.resolve(byKey.get(key) ?? []),
    add(keys, offset) {
      for (const key of keys) {
        const offsets = byKey.get(key);
        if (offsets === undefined) byKey.set(key, [offset]);
        else offsets.push(offset);
      }
    },
    toBytes: (size) => toBytes(byKey, size),
  };
}

/**
 * Layout: magic, size of the segment, for each first byte of a hash the number of its first entry (and of
 * the end), then entries of 8 bytes of the key's hash and 8 of the offset, sorted.
 */
function toBytes(byKey: ReadonlyMap<string, readonly number[]>, size: number): Buffer {
  const entries = [...byKey].flatMap(([key, offsets]) => {
    const hash = hashOf(key);
    return offsets.map((offset) => ({ hash, offset }));
  });
  entries.sort((a, b) => Buffer.compare(a.hash, b.hash) || a.offset - b.offset);
  const bytes = Buffer.alloc(headerBytes + entries.length * entryBytes);
  bytes.writeBigUInt64BE(BigInt(magic), 0);
  bytes.writeBigUInt64BE(BigInt(size), 8);
  let bucket = 0;
  for (const [at, { hash, offset }] of entries.entries()) {
    for (; bucket <= (hash[0] ?? 0); bucket += 1) bytes.writeUInt32BE(at, 16 + bucket * 4);
    hash.copy(bytes, headerBytes + at * entryBytes);
    bytes.writeBigUInt64BE(BigInt(offset), headerBytes + at * entryBytes + 8);
  }
  for (; bucket <= buckets; bucket += 1) bytes.writeUInt32BE(entries.length, 16 + bucket * 4);
  return bytes;
}

/** Name of the index beside a segment. */
export function indexName(segment: string): string {
  return `${segment}.hakemisto`;
}

/** An index in a file, for the segment's size that it was made of. */
export interface StoredIndex extends SegmentIndex {
  readonly size: number;
}

/**
 * The index of a segment that this process does not write: its file, made (again) when it is missing or
 * the segment has grown since. Rows found by it are checked against the key: hashes are short.
 */
export async function openSegmentIndex(folder: LogFolder, segment: string): Promise<StoredIndex> {
  const size = await folder.size(segment);
  const name = indexName(segment);
  let header = await folder.read(name, 0, headerBytes).catch(() => Buffer.alloc(0));
  if (!isHeaderOf(header, size)) {
    const made = (await scan(folder, segment)).toBytes(size);
    await folder.replace(name, made);
    header = made.subarray(0, headerBytes);
  }
  const places = Uint32Array.from({ length: buckets + 1 }, (_, bucket) => header.readUInt32BE(16 + bucket * 4));
  return { size, find: (key) => search(folder, name, { hash: hashOf(key), places }) };
}

function isHeaderOf(header: Buffer, size: number): boolean {
  return (
    header.length === headerBytes &&
    header.readBigUInt64BE(0) === BigInt(magic) &&
    header.readBigUInt64BE(8) === BigInt(size)
  );
}

/** Rows that a seal covers; what is after the last seal was never acknowledged. */
async function scan(folder: LogFolder, segment: string): Promise<LiveIndex> {
  const index = createLiveIndex();
  let unsealed: (readonly [keys: readonly string[], offset: number])[] = [];
  for await (const { bytes, offset, isWhole } of splitLines(folder.stream(segment))) {
    const line = isWhole ? parseLine(bytes) : undefined;
    if (line === undefined) break;
    if (line.kind === "row") {
      unsealed.push([toKeys(JSON.parse(line.json.toString("utf8"))), offset]);
      continue;
    }
    for (const [keys, at] of unsealed) index.add(keys, at);
    unsealed = [];
  }
  return index;
}

interface Search {
  readonly hash: Buffer;
  readonly places: Uint32Array;
}

/** One read: the entries whose hashes begin as this one. */
async function search(folder: LogFolder, name: string, { hash, places }: Search): Promise<readonly number[]> {
  const first = hash[0] ?? 0;
  const [from = 0, to = 0] = places.subarray(first, first + 2);
  if (from === to) return [];
  const entries = await folder.read(name, headerBytes + from * entryBytes, (to - from) * entryBytes);
  const offsets: number[] = [];
  for (let start = 0; start + entryBytes <= entries.length; start += entryBytes) {
    const order = entries.compare(hash, 0, hash.length, start, start + hash.length);
    if (order > 0) break;
    if (order === 0) offsets.push(Number(entries.readBigUInt64BE(start + hash.length)));
  }
  return offsets;
}

function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest().subarray(0, 8);
}
