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
const headerBytes = 16;
const magic = 0x4c_4f_4b_49; // "LOKI"

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

/** Layout: magic, size of the segment, then entries of 8 bytes of the key's hash and 8 of the offset, sorted. */
function toBytes(byKey: ReadonlyMap<string, readonly number[]>, size: number): Buffer {
  const entries = [...byKey].flatMap(([key, offsets]) => {
    const hash = hashOf(key);
    return offsets.map((offset) => ({ hash, offset }));
  });
  entries.sort((a, b) => Buffer.compare(a.hash, b.hash) || a.offset - b.offset);
  const bytes = Buffer.alloc(headerBytes + entries.length * entryBytes);
  bytes.writeBigUInt64BE(BigInt(magic), 0);
  bytes.writeBigUInt64BE(BigInt(size), 8);
  for (const [at, { hash, offset }] of entries.entries()) {
    hash.copy(bytes, headerBytes + at * entryBytes);
    bytes.writeBigUInt64BE(BigInt(offset), headerBytes + at * entryBytes + 8);
  }
  return bytes;
}

/** Name of the index beside a segment. */
export function indexName(segment: string): string {
  return `${segment}.hakemisto`;
}

/**
 * The index of a segment that this process does not write: its file, made (again) when it is missing or
 * the segment has grown since. Rows found by it are checked against the key: hashes are short.
 */
export async function openSegmentIndex(folder: LogFolder, segment: string): Promise<SegmentIndex> {
  const size = await folder.size(segment);
  const name = indexName(segment);
  const header = await folder.read(name, 0, headerBytes).catch(() => Buffer.alloc(0));
  const fits =
    header.length === headerBytes &&
    header.readBigUInt64BE(0) === BigInt(magic) &&
    header.readBigUInt64BE(8) === BigInt(size);
  if (!fits) await folder.replace(name, (await scan(folder, segment)).toBytes(size));
  const count = Math.floor(((await folder.size(name)) - headerBytes) / entryBytes);
  return { find: (key) => search(folder, name, { hash: hashOf(key), count }) };
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
  readonly count: number;
}

async function search(folder: LogFolder, name: string, { hash, count }: Search): Promise<readonly number[]> {
  const entryAt = (at: number, entries = 1): Promise<Buffer> =>
    folder.read(name, headerBytes + at * entryBytes, entries * entryBytes);
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Buffer.compare((await entryAt(middle)).subarray(0, 8), hash) < 0) low = middle + 1;
    else high = middle;
  }
  const offsets: number[] = [];
  for (let at = low; at < count; at += blockEntries) {
    const block = await entryAt(at, Math.min(blockEntries, count - at));
    for (let start = 0; start + entryBytes <= block.length; start += entryBytes) {
      if (Buffer.compare(block.subarray(start, start + 8), hash) !== 0) return offsets;
      offsets.push(Number(block.readBigUInt64BE(start + 8)));
    }
  }
  return offsets;
}

const blockEntries = 64;

function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest().subarray(0, 8);
}
