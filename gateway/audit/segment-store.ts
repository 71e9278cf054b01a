import { randomBytes } from "node:crypto";
import { isMacOf, macOf, noHash, parseLine, splitLines, toRow, toSeal } from "./line.ts";
import type { Head } from "./line.ts";
import type { LogFile, LogFolder } from "./log-folder.ts";
import type { Find, LogStore, Members, SealedHead } from "./log-store.ts";
import { parseRivi, toKeys } from "./loki-rivi.ts";
import type { LokiRivi } from "./loki-rivi.ts";
import { createLiveIndex, indexName, openSegmentIndex } from "./segment-index.ts";
import type { LiveIndex, SegmentIndex } from "./segment-index.ts";

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
const segmentForm = /^\d{8}T\d{9}Z-\d+-[0-9a-f]{12}\.loki$/;

/** Name of a segment, or of a chain: when it began, by which process, and what makes it one of its own. */
export function toSegmentName(time: Date, own: string): string {
  return `${time.toISOString().replaceAll(/[-:.]/g, "")}-${process.pid}-${own}.loki`;
}

/** True for the name of a segment. */
export function isSegment(name: string): boolean {
  return segmentForm.test(name);
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
 * The first row of a segment cites the sealed heads of all segments there are, so that one that is taken
 * away is missed. A group is one write of its rows and a seal, then one sync. After a failure the segment
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

  const begin = async (): Promise<Writing> => {
    const time = now();
    const aika = time.toISOString();
    const name = toSegmentName(time, randomBytes(6).toString("hex"));
    const edelliset = await readHeads(folder, sealKey);
    const file = await folder.create(name);
    const opened: Writing = {
      name,
      file,
      index: createLiveIndex(),
      size: 0,
      head: { ketju: name, nro: 0, tiiviste: noHash },
    };
    try {
      await put(opened, [{ laji: "AVAUS", aika, edelliset }], sealKey);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
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

  // Another process may still be writing a segment: its index is looked at anew each time.
  const indexOf = async (name: string): Promise<SegmentIndex> =>
    writing?.name === name ? writing.index : openSegmentIndex(folder, name);

  return {
    async write(group) {
      writing ??= await begin();
      const current = writing;
      try {
        await put(current, group, sealKey);
      } catch (error) {
        writing = undefined;
        await current.file.close().catch(() => undefined);
        throw error;
      }
      acknowledged = { ...current.head, sinetti: macOf(current.head, sealKey) };
      if (current.size >= segmentBytes) await leave();
    },
    find: (find) => findRows({ folder, indexOf }, find),
    head: () => acknowledged,
    close: leave,
  };
}

/** Writes rows and a seal, and waits until they are durable. Only then has the segment grown. */
async function put(writing: Writing, group: readonly Members[], sealKey: Uint8Array): Promise<void> {
  const lines: Buffer[] = [];
  const found: (readonly [keys: readonly string[], offset: number])[] = [];
  let { nro, tiiviste } = writing.head;
  let offset = writing.size;
  for (const members of group) {
    nro += 1;
    const { line, hash } = toRow(nro, tiiviste, members);
    tiiviste = hash;
    found.push([toKeys(members), offset]);
    offset += line.length;
    lines.push(line);
  }
  const head: Head = { ketju: writing.name, nro, tiiviste };
  lines.push(toSeal(head, sealKey));
  const bytes = Buffer.concat(lines);
  await writing.file.write(bytes);
  await writing.file.datasync();
  writing.size += bytes.length;
  writing.head = head;
  for (const [keys, at] of found) writing.index.add(keys, at);
}

/** The last sealed head of every segment in the folder. */
export async function readHeads(folder: LogFolder, sealKey: Uint8Array): Promise<readonly Head[]> {
  const names = (await folder.list()).filter(isSegment).toSorted();
  const heads: Head[] = [];
  for (const name of names) {
    const head = await readHead(folder, name, sealKey);
    if (head !== undefined) heads.push(head);
  }
  return heads;
}

const tailBytes = 256 * 1024;

/** Looks from the end, since a seal follows each group; from the beginning when a group is longer than the look. */
async function readHead(folder: LogFolder, name: string, sealKey: Uint8Array): Promise<Head | undefined> {
  const size = await folder.size(name);
  const tail = await folder.read(name, Math.max(0, size - tailBytes), tailBytes);
  const lines = tail.toString("latin1").split("\n");
  for (const text of lines.toReversed()) {
    const head = toHead(name, Buffer.from(text, "latin1"), sealKey);
    if (head !== undefined) return head;
  }
  let found: Head | undefined;
  for await (const { bytes } of splitLines(folder.stream(name))) found = toHead(name, bytes, sealKey) ?? found;
  return found;
}

function toHead(ketju: string, bytes: Buffer, sealKey: Uint8Array): Head | undefined {
  const line = bytes[0] === 0x53 ? parseLine(bytes) : undefined;
  if (line?.kind !== "seal") return undefined;
  const head: Head = { ketju, nro: line.nro, tiiviste: line.hash };
  return isMacOf(line.mac, head, sealKey) ? head : undefined;
}

interface Reading {
  readonly folder: LogFolder;
  readonly indexOf: (name: string) => Promise<SegmentIndex>;
}

/** Newest segment first, and in it the newest row first. */
async function findRows({ folder, indexOf }: Reading, { key, limit, after }: Find): Promise<readonly LokiRivi[]> {
  const from = after === undefined ? undefined : parseKohta(after);
  if (after !== undefined && from === undefined) return [];
  const names = (await folder.list()).filter(isSegment).toSorted().toReversed();
  const rows: LokiRivi[] = [];
  for (const name of names) {
    if (from !== undefined && name > from.name) continue;
    const offsets = await (await indexOf(name)).find(key);
    for (const offset of offsets.toReversed()) {
      if (from?.name === name && offset >= from.offset) continue;
      const row = await readRow(folder, name, offset);
      if (row === undefined || !toKeys({ ...row }).includes(key)) continue;
      rows.push(row);
      if (rows.length === limit) return rows;
    }
  }
  return rows;
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
