import { randomBytes } from "node:crypto";
import { createCitations, isSegment } from "./heads.ts";
import { createRowWriter, lineLengthOf, macOf, noHash, parseLine, toSeal, writeLine } from "./line.ts";
import type { Head, WrittenRow } from "./line.ts";
import type { LogFile, LogFolder } from "./log-folder.ts";
import type { Find, LogStore, Members, SealedHead } from "./log-store.ts";
import { parseRivi, toKeys } from "./loki-rivi.ts";
import type { LokiRivi } from "./loki-rivi.ts";
import { createLiveIndex, indexName, openSegmentIndex } from "./segment-index.ts";
import type { LiveIndex, SegmentIndex, StoredIndex } from "./segment-index.ts";

/** How the store of segment files is opened. */
export interface SegmentStoreOptions {
  readonly folder: LogFolder;
  /** Seals heads. 32 bytes. */
  readonly sealKey: Uint8Array;
  readonly now: () => Date;
  /** A segment is closed when it has grown past this. Bytes. */
  readonly segmentBytes?: number;
}

const defaultSegmentBytes = 64 * 1024 * 1024;

/** Name of a segment, or of a chain: when it began, by which process, and what makes it one of its own. */
export function toSegmentName(time: Date, own: string): string {
  return `${time.toISOString().replaceAll(/[-:.]/g, "")}-${process.pid}-${own}.loki`;
}

/** The segment that is being written. */
interface Writing {
  readonly name: string;
  readonly file: LogFile;
  readonly index: LiveIndex;
  size: number;
  head: Head;
}

/**
 * Rows in append-only files. Each process writes segments of its own, made new: two can't share one.
 * The first row of a segment cites the sealed heads that no earlier one has, so that a segment that is
 * taken away is missed. A group is one write of its rows and a seal, which ends when they are durable. After a failure the segment
 * is left as it is and the next group begins a new one: a sync that has failed is never tried again.
 */
export function createSegmentStore({
  folder,
  sealKey,
  now,
  segmentBytes = defaultSegmentBytes,
}: SegmentStoreOptions): LogStore {
  let writing: Writing | undefined;
  let acknowledged: SealedHead | undefined;
  let leaving: Promise<unknown> = Promise.resolve();
  const citations = createCitations(folder, sealKey);

  const begin = async (): Promise<Writing> => {
    const time = now();
    const aika = time.toISOString();
    const name = toSegmentName(time, randomBytes(6).toString("hex"));
    const edelliset = await citations.read();
    const file = await folder.create(name);
    const opened = toWriting(name, file);
    try {
      await put(opened, [{ laji: "AVAUS", aika, edelliset }], sealKey);
    } catch (error) {
      citations.abandon(opened.head);
      await file.close().catch(() => undefined);
      throw error;
    }
    citations.done(edelliset);
    return opened;
  };

  const leave = async (): Promise<void> => {
    const left = writing;
    writing = undefined;
    if (left === undefined) return;
    await left.file.close().catch(() => undefined);
    // Made again when it is needed, if this fails.
    await folder.replace(indexName(left.name), left.index.toBytes(left.size)).catch(() => undefined);
  };

  const indices = createIndices(folder);
  const indexOf = async (name: string): Promise<SegmentIndex> =>
    writing?.name === name ? writing.index : indices.obtain(name);

  return {
    async write(group) {
      writing ??= await begin();
      const current = writing;
      try {
        await put(current, group, sealKey);
      } catch (error) {
        writing = undefined;
        citations.abandon(current.head);
        await current.file.close().catch(() => undefined);
        throw error;
      }
      acknowledged = { ...current.head, sinetti: macOf(current.head, sealKey) };
      // The group is durable: its callers don't wait for the index of a segment that is full.
      if (current.size >= segmentBytes) leaving = Promise.all([leaving, leave()]);
    },
    find: (find) => findRows({ folder, indexOf }, find),
    head: () => acknowledged,
    async close() {
      await Promise.all([leaving, leave()]);
      await folder.close();
    },
  };
}

function toWriting(name: string, file: LogFile): Writing {
  return { name, file, index: createLiveIndex(), size: 0, head: { ketju: name, nro: 0, tiiviste: noHash } };
}

/** Indices of other segments. One may still be written by another process: its size is looked at each time. */
function createIndices(folder: LogFolder): { readonly obtain: (name: string) => Promise<SegmentIndex> } {
  const known = new Map<string, StoredIndex>();
  return {
    async obtain(name) {
      const found = known.get(name);
      if (found !== undefined && found.size === (await folder.size(name))) return found;
      const made = await openSegmentIndex(folder, name);
      known.set(name, made);
      return made;
    },
  };
}

/** Writes rows and a seal, and waits until they are durable. Only then has the segment grown. */
async function put(writing: Writing, group: readonly Members[], sealKey: Uint8Array): Promise<void> {
  const writeRow = createRowWriter();
  const rows: (readonly [row: WrittenRow, at: number])[] = [];
  const found: (readonly [keys: readonly string[], offset: number])[] = [];
  let { nro, tiiviste } = writing.head;
  let length = 0;
  for (const members of group) {
    nro += 1;
    const row = writeRow({ nro, tiiviste }, members);
    tiiviste = row.hash;
    found.push([toKeys(members), writing.size + length]);
    rows.push([row, length]);
    length += lineLengthOf(row);
  }
  const head: Head = { ketju: writing.name, nro, tiiviste };
  const seal = toSeal(head, sealKey);
  const bytes = Buffer.allocUnsafe(length + seal.length);
  for (const [row, at] of rows) writeLine(row, bytes, at);
  // A seal is of letters and digits.
  bytes.write(seal, length, "latin1");
  await writing.file.write(bytes);
  writing.size += bytes.length;
  writing.head = head;
  for (const [keys, at] of found) writing.index.add(keys, at);
}

interface Reading {
  readonly folder: LogFolder;
  readonly indexOf: (name: string) => Promise<SegmentIndex>;
}

/** Newest segment first, and in it the newest row first. */
async function findRows({ folder, indexOf }: Reading, { keys, limit, after }: Find): Promise<readonly LokiRivi[]> {
  const from = after === undefined ? undefined : parseKohta(after);
  if (after !== undefined && from === undefined) return [];
  const names = (await folder.list()).filter(isSegment).toSorted().toReversed();
  const readable = names.filter((name) => from === undefined || name <= from.name);
  const rows: LokiRivi[] = [];
  for (let at = 0; at < readable.length; at += atOnce) {
    const some = readable.slice(at, at + atOnce);
    const found = await Promise.all(
      some.map(async (name) => ({ name, offsets: await findOffsets(await indexOf(name), keys) })),
    );
    for (const { name, offset } of found.flatMap(toPlaces)) {
      if (from?.name === name && offset >= from.offset) continue;
      const row = await readRow(folder, name, offset);
      if (row === undefined || !toKeys({ ...row }).some((key) => keys.includes(key))) continue;
      rows.push(row);
      if (rows.length === limit) return rows;
    }
  }
  return rows;
}

/** Rising, each once. */
async function findOffsets(index: SegmentIndex, keys: readonly string[]): Promise<readonly number[]> {
  const found = await Promise.all(keys.map((key) => index.find(key)));
  return found.length === 1 ? found.flat() : [...new Set(found.flat())].toSorted((one, other) => one - other);
}

/** Segments that are looked into at a time. */
const atOnce = 8;

interface Found {
  readonly name: string;
  readonly offsets: readonly number[];
}

function toPlaces({ name, offsets }: Found): readonly { readonly name: string; readonly offset: number }[] {
  return offsets.toReversed().map((offset) => ({ name, offset }));
}

const rowBytes = 8 * 1024;

async function readRow(folder: LogFolder, name: string, offset: number): Promise<LokiRivi | undefined> {
  for (let length = rowBytes; ; length *= 4) {
    const bytes = await folder.read(name, offset, length);
    const end = bytes.indexOf(0x0a);
    if (end === -1 && bytes.length === length) continue;
    const line = end === -1 ? undefined : parseLine(bytes.subarray(0, end));
    return line?.kind === "row" ? parseRivi(line.json.toString("utf8"), toKohta(name, offset)) : undefined;
  }
}

function toKohta(name: string, offset: number): string {
  return Buffer.from(`${name} ${offset}`).toString("base64url");
}

function parseKohta(kohta: string): { readonly name: string; readonly offset: number } | undefined {
  const [name = "", offset = "", ...rest] = Buffer.from(kohta, "base64url").toString("utf8").split(" ");
  return isSegment(name) && /^\d{1,15}$/.test(offset) && rest.length === 0
    ? { name, offset: Number(offset) }
    : undefined;
}
