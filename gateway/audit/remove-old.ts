import { isSegment, readHeads } from "./heads.ts";
import { parseLine } from "./line.ts";
import type { Head } from "./line.ts";
import type { LogFolder } from "./log-folder.ts";
import type { LogStore } from "./log-store.ts";
import { removalKey } from "./loki-rivi.ts";
import { indexName, openSegmentIndex } from "./segment-index.ts";

/** What is kept, however old. */
export interface Retention {
  /** Rows older than this are removed, a whole segment at a time. RFC 3339. */
  readonly olderThan: string;
  /** Legal hold: of everything, or of persons by the log's pseudonyms: a segment that holds a row of one stays. */
  readonly pito: true | readonly string[];
}

/**
 * Removes segments whose newest row is older than the retention, and that no hold keeps. Each removal is
 * written into the log, with the head of what is removed, before it is made. Gives the names removed.
 */
export async function removeOld(
  folder: LogFolder,
  store: LogStore,
  { olderThan, pito, sealKey, now }: Retention & { readonly sealKey: Uint8Array; readonly now: () => Date },
): Promise<readonly string[]> {
  if (pito === true) return [];
  const removed: string[] = [];
  for (const head of await readHeads(folder, sealKey)) {
    const newest = await readNewest(folder, head.ketju);
    if (newest === undefined || newest >= olderThan || (await isHeld(folder, head.ketju, pito))) continue;
    await store.write([{ laji: "POISTO", aika: now().toISOString(), poistettu: head }]);
    await remove(folder, head);
    removed.push(head.ketju);
  }
  return removed;
}

async function remove(folder: LogFolder, { ketju }: Head): Promise<void> {
  await folder.remove(ketju);
  const index = indexName(ketju);
  if ((await folder.list()).includes(index)) await folder.remove(index);
}

async function isHeld(folder: LogFolder, segment: string, pito: readonly string[]): Promise<boolean> {
  if (!isSegment(segment)) return true;
  const index = await openSegmentIndex(folder, segment);
  // What tells of a removal stays: without it the removal would look like a theft.
  if ((await index.find(removalKey)).length > 0) return true;
  for (const asiakas of pito) if ((await index.find(`asiakas:${asiakas}`)).length > 0) return true;
  return false;
}

const tailBytes = 256 * 1024;

/** When the last row of a segment was written; undefined when it can't be told, and then nothing is removed. */
async function readNewest(folder: LogFolder, segment: string): Promise<string | undefined> {
  const size = await folder.size(segment);
  const tail = await folder.read(segment, Math.max(0, size - tailBytes), tailBytes);
  for (const text of tail.toString("utf8").split("\n").toReversed()) {
    const line = parseLine(Buffer.from(text, "utf8"));
    if (line?.kind !== "row") continue;
    const members: unknown = JSON.parse(line.json.toString("utf8"));
    return typeof members === "object" && members !== null && "aika" in members && typeof members.aika === "string"
      ? members.aika
      : undefined;
  }
  return undefined;
}
