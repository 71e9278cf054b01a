import { z } from "zod";
import { isMacOf, parseLine, splitLines } from "./line.ts";
import type { Head } from "./line.ts";
import type { LogFolder } from "./log-folder.ts";

const segmentForm = /^\d{8}T\d{9}Z-\d+-[0-9a-f]{12}\.loki$/;

/** True for the name of a segment. */
export function isSegment(name: string): boolean {
  return segmentForm.test(name);
}

/** A head as the first row of a later segment tells it. */
export interface CitedHead extends Head {
  /** A write after this head failed: what may stand after it was never acknowledged, nor need be there. */
  readonly hylatty?: true;
}

/** What the first row of a segment holds. */
export const openingSchema = z.object({
  laji: z.literal("AVAUS"),
  edelliset: z.array(
    z.object({ ketju: z.string(), nro: z.int(), tiiviste: z.string(), hylatty: z.literal(true).exactOptional() }),
  ),
});

/** Which heads a new segment has to cite: those of rows that no earlier one has. */
export interface Citations {
  /** Told of a segment of this process that a failed write has ended: its last acknowledged head. */
  abandon(head: Head): void;
  /** Heads to cite. What they cover is made durable first: a citation of what is lost would look like a removal. */
  read(): Promise<readonly CitedHead[]>;
  /** Told when the row that cites them is durable. */
  done(heads: readonly CitedHead[]): void;
}

/** Citations of a folder. Each segment's end is read once and again only when it has grown. */
export function createCitations(folder: LogFolder, sealKey: Uint8Array): Citations {
  const cited = new Map<string, CitedHead>();
  const abandoned = new Map<string, CitedHead>();
  const sizes = new Map<string, number>();
  let grown = new Map<string, number>();
  const note = (heads: readonly CitedHead[]): void => {
    for (const head of heads) if ((cited.get(head.ketju)?.nro ?? -1) < head.nro) cited.set(head.ketju, head);
  };
  return {
    abandon: (head) => abandoned.set(head.ketju, { ...head, hylatty: true }),
    done(heads) {
      note(heads);
      for (const [name, size] of grown) sizes.set(name, size);
    },
    async read() {
      const found: CitedHead[] = [];
      grown = new Map();
      for (const name of (await folder.list()).filter(isSegment).toSorted()) {
        const size = await folder.size(name);
        if (sizes.get(name) === size) continue;
        grown.set(name, size);
        await folder.sync(name);
        if (!sizes.has(name) && !abandoned.has(name)) note(await readOpening(folder, name, sealKey));
      }
      for (const [name, size] of grown) {
        const own = abandoned.get(name);
        const before = cited.get(name);
        const head = own ?? (before?.hylatty === true ? undefined : await readHead(folder, name, { size, sealKey }));
        if (head !== undefined && (before?.nro ?? -1) < head.nro) found.push(head);
      }
      return found;
    },
  };
}

/** What a segment cites, once that is sealed. */
async function readOpening(folder: LogFolder, name: string, sealKey: Uint8Array): Promise<readonly CitedHead[]> {
  let heads: readonly CitedHead[] = [];
  for await (const { bytes, isWhole } of splitLines(folder.stream(name))) {
    const line = isWhole ? parseLine(bytes) : undefined;
    if (line?.kind === "row" && line.nro === 1) {
      const opening = openingSchema.safeParse(JSON.parse(line.json.toString("utf8")));
      heads = opening.success ? opening.data.edelliset : [];
      continue;
    }
    return toHead(name, bytes, sealKey) === undefined ? [] : heads;
  }
  return [];
}

/** The last sealed head of every segment in the folder. */
export async function readHeads(folder: LogFolder, sealKey: Uint8Array): Promise<readonly Head[]> {
  const heads: Head[] = [];
  for (const name of (await folder.list()).filter(isSegment).toSorted()) {
    const head = await readHead(folder, name, { size: await folder.size(name), sealKey });
    if (head !== undefined) heads.push(head);
  }
  return heads;
}

const tailBytes = 16 * 1024;

/** Looks from the end, since a seal follows each group; from the beginning when what is after it is longer than the look. */
async function readHead(
  folder: LogFolder,
  name: string,
  { size, sealKey }: { readonly size: number; readonly sealKey: Uint8Array },
): Promise<Head | undefined> {
  const start = Math.max(0, size - tailBytes);
  const tail = await folder.read(name, start, size - start);
  for (const text of tail.toString("latin1").split("\n").toReversed()) {
    const head = toHead(name, Buffer.from(text, "latin1"), sealKey);
    if (head !== undefined) return head;
  }
  let found: Head | undefined;
  for await (const { bytes, offset } of splitLines(folder.stream(name))) {
    if (offset + bytes.length >= size) break;
    found = toHead(name, bytes, sealKey) ?? found;
  }
  return found;
}

function toHead(ketju: string, bytes: Buffer, sealKey: Uint8Array): Head | undefined {
  const line = bytes[0] === 0x53 ? parseLine(bytes) : undefined;
  if (line?.kind !== "seal") return undefined;
  const head: Head = { ketju, nro: line.nro, tiiviste: line.hash };
  return isMacOf(line.mac, head, sealKey) ? head : undefined;
}
